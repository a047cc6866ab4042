/** Paragraphs of two versions, the changed ones beside each other and the others folded. */
import { useMemo, useState } from 'react';
import type { Location } from '../../../../shared/document/location.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useWorkbenchStore } from '../../state/context.ts';
import type { TextRow } from './text-changes.ts';
import type { Piece } from './word-diff.ts';

/** Paragraphs that stay in sight around a change, so that it is seen where it stands. */
const around = 1;

/** Changes that are shown; beyond them two reports are compared that are no versions of each other. */
const mostShown = 400;

type Item =
  | { readonly kind: 'row'; readonly row: TextRow; readonly index: number }
  | { readonly kind: 'folded'; readonly from: number; readonly to: number };

export function TextRows({ rows }: { readonly rows: readonly TextRow[] }) {
  const words = useWords();
  /** Folds that were opened, by their first row. */
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const items = useMemo(() => foldSame(rows), [rows]);
  let changes = 0;
  return (
    <>
      <div className="text-heads" aria-hidden="true">
        <span>{words.versions.against.earlier}</span>
        <span>{words.versions.present.earlier}</span>
      </div>
      <ol className="text-rows">
        {items.map((item) => {
          if (item.kind === 'folded') {
            if (open.has(item.from)) {
              return rows.slice(item.from, item.to).map((row, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a row is its index
                <Row key={item.from + index} row={row} number={null} />
              ));
            }
            return (
              <li key={`fold-${item.from}`}>
                <button type="button" className="fold" onClick={() => setOpen(new Set([...open, item.from]))}>
                  {words.versions.folded(item.to - item.from)}
                </button>
              </li>
            );
          }
          if (item.row.kind !== 'same') changes++;
          if (changes > mostShown) return null;
          return <Row key={item.index} row={item.row} number={item.row.kind === 'same' ? null : changes} />;
        })}
      </ol>
      {changes > mostShown && <p className="versions-none">{words.versions.more(changes - mostShown)}</p>}
    </>
  );
}

function foldSame(rows: readonly TextRow[]): Item[] {
  const isNear = rows.map(() => false);
  for (const [index, row] of rows.entries()) {
    if (row.kind === 'same') continue;
    for (let at = Math.max(0, index - around); at <= Math.min(rows.length - 1, index + around); at++) isNear[at] = true;
  }
  const items: Item[] = [];
  for (let index = 0; index < rows.length; index++) {
    let end = index;
    while (end < rows.length && !isNear[end]) end++;
    // A single paragraph takes no more room than the words that it is folded.
    if (end > index + 1) {
      items.push({ kind: 'folded', from: index, to: end });
      index = end - 1;
    } else items.push({ kind: 'row', row: rows[index] as TextRow, index });
  }
  return items;
}

/** @param number of the change, from 1; null for a paragraph that is the same */
function Row({ row, number }: { readonly row: TextRow; readonly number: number | null }) {
  const words = useWords();
  const store = useWorkbenchStore();
  if (row.kind === 'same') {
    const heading = row.after.isHeading ? ' heading' : '';
    return (
      <li className={`text-row same${heading}`}>
        <span />
        <p className="passage">{row.before.text}</p>
        <p className="passage">{row.after.text}</p>
      </li>
    );
  }
  const location: Location | null = row.kind === 'added' ? row.after.place(0, row.after.text.length) : row.location;
  const isHeading =
    row.kind === 'changed' ? row.isHeading : row.kind === 'added' ? row.after.isHeading : row.before.isHeading;
  return (
    <li className={`text-row ${row.kind}${isHeading ? ' heading' : ''}`}>
      <button
        type="button"
        data-change
        className="change-number"
        title={words.seeOriginal}
        aria-label={words.versions.change(number ?? 0, words.versions.kinds[row.kind])}
        disabled={location === null}
        onClick={() => location && store.getState().jumpTo(location)}
      >
        {number}
        <small className="change-kind">{words.versions.kinds[row.kind]}</small>
      </button>
      <p className="passage before">
        {row.kind === 'changed' && <Pieces pieces={row.before} as="del" />}
        {row.kind === 'removed' && <del>{row.before.text}</del>}
      </p>
      <p className="passage after">
        {row.kind === 'changed' && <Pieces pieces={row.after} as="ins" />}
        {row.kind === 'added' && <ins>{row.after.text}</ins>}
      </p>
    </li>
  );
}

function Pieces({ pieces, as: Changed }: { readonly pieces: readonly Piece[]; readonly as: 'del' | 'ins' }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: pieces never change their order
  return pieces.map(({ text, isChanged }, index) => (isChanged ? <Changed key={index}>{text}</Changed> : text));
}
