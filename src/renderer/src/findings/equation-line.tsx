/** An equation as a line of figures, the way an auditor would write it beside the table. */
import type { Equation, EquationTerm } from '../../../shared/rules/finding.ts';
import { figure } from '../i18n/names.ts';
import { useWords } from '../i18n/use-words.ts';

/** Terms that are 0 only lengthen the line; they are counted instead. */
const shownZeros = 1;

export function EquationLine({ equation }: { readonly equation: Equation }) {
  const words = useWords();
  const difference = figure(Math.abs(equation.leftSum - equation.rightSum));
  const [left, right] = [writeSide(equation.left, equation.leftSum), writeSide(equation.right, equation.rightSum)];
  const zeros = left.leftOut + right.leftOut;
  return (
    <div className="equation">
      <span>
        {left.terms !== null && <>{left.terms} ＝ </>}
        <b>{figure(equation.leftSum)}</b>
      </span>
      <span className="against"> ≠ </span>
      <span>
        {right.terms !== null && <>{right.terms} ＝ </>}
        <b>{figure(equation.rightSum)}</b>
      </span>
      <small>
        {words.difference(difference)}
        {zeros > 0 && ` · ${words.zeroTerms(zeros)}`}
      </small>
    </div>
  );
}

/** `terms` is null where the sum alone says it all: one term is not 0, or there is but one. */
export function writeSide(
  terms: readonly EquationTerm[],
  sum: number,
): { readonly terms: string | null; readonly leftOut: number } {
  const zeros = terms.filter((term) => term.value === 0);
  const shown = zeros.length > shownZeros ? terms.filter((term) => term.value !== 0) : terms;
  const kept = shown.length === 0 ? terms.slice(0, 1) : shown;
  const leftOut = terms.length - kept.length;
  const [only] = kept;
  if (kept.length === 1 && only && only.sign * only.value === sum) return { terms: null, leftOut };
  const written = kept.map((term, index) => {
    const sign = term.sign === -1 ? '－' : index === 0 ? '' : '＋';
    return `${sign}${sign && ' '}${figure(term.value)}`;
  });
  return { terms: written.join(' '), leftOut };
}
