/** An equation as a line of figures, the way an auditor would write it beside the table. */
import type { Equation, EquationTerm } from '../../../shared/rules/finding.ts';
import { figure } from '../i18n/names.ts';
import { useWords } from '../i18n/use-words.ts';

/** Terms that are 0 only lengthen the line; they are counted instead. */
const shownZeros = 1;

export function EquationLine({ equation }: { readonly equation: Equation }) {
  const words = useWords();
  const difference = figure(Math.abs(equation.leftSum - equation.rightSum));
  const sides = [equation.left, equation.right].map((terms) => writeSide(terms));
  const zeros = sides.reduce((sum, side) => sum + side.leftOut, 0);
  const [left, right] = sides.map((side) => side.text);
  return (
    <div className="equation">
      <span>
        {left}
        {equation.left.length > 1 && (
          <>
            {' '}
            ＝ <b>{figure(equation.leftSum)}</b>
          </>
        )}
      </span>
      <span className="against"> ≠ </span>
      <span>
        {equation.right.length > 1 && <>{right} ＝ </>}
        <b>{figure(equation.rightSum)}</b>
      </span>
      <small>
        {words.difference(difference)}
        {zeros > 0 && ` · ${words.zeroTerms(zeros)}`}
      </small>
    </div>
  );
}

function writeSide(terms: readonly EquationTerm[]): { readonly text: string; readonly leftOut: number } {
  const zeros = terms.filter((term) => term.value === 0);
  const shown = zeros.length > shownZeros ? terms.filter((term) => term.value !== 0) : terms;
  const kept = shown.length === 0 ? terms.slice(0, 1) : shown;
  const text = kept
    .map((term, index) => {
      const sign = term.sign === -1 ? '－' : index === 0 ? '' : '＋';
      return `${sign}${sign && ' '}${figure(term.value)}`;
    })
    .join(' ');
  return { text, leftOut: terms.length - kept.length };
}
