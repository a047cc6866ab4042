/** Confirm, dismiss, mended, and a note: the row of buttons under a finding. */
import { useEffect, useRef } from 'react';
import type { Decision, Verdict } from '../../../shared/api.ts';
import { useWords } from '../i18n/use-words.ts';
import { useWorkbench, useWorkbenchStore } from '../state/context.ts';

/** In the order of their keys 1, 2, 3. */
export const decisions: readonly Decision[] = ['confirmed', 'dismissed', 'mended'];

interface Props {
  readonly index: number;
  readonly verdict: Verdict | undefined;
  readonly isChosen: boolean;
}

export function VerdictBar({ index, verdict, isChosen }: Props) {
  const words = useWords();
  const store = useWorkbenchStore();
  const isNoting = useWorkbench((state) => state.noting === index);
  const note = verdict?.note ?? '';
  return (
    <>
      {isNoting ? (
        <NoteField note={note} index={index} />
      ) : (
        note !== '' && (
          <button type="button" className="note" onClick={() => store.getState().openNote(index)}>
            <b>{words.note}</b> {note}
          </button>
        )
      )}
      <fieldset className="verdicts" aria-label={words.decisionLabel}>
        {decisions.map((decision, position) => (
          <button
            key={decision}
            type="button"
            className={`verdict ${decision}`}
            aria-pressed={verdict?.decision === decision}
            aria-keyshortcuts={String(position + 1)}
            onClick={() => store.getState().decide(index, decision)}
          >
            {words.decisions[decision]}
            {isChosen && (
              <span className="key" aria-hidden="true">
                {position + 1}
              </span>
            )}
          </button>
        ))}
        {note === '' && !isNoting && (
          <button
            type="button"
            className="verdict"
            aria-keyshortcuts="M"
            onClick={() => store.getState().openNote(index)}
          >
            {words.note}
            {isChosen && (
              <span className="key" aria-hidden="true">
                M
              </span>
            )}
          </button>
        )}
      </fieldset>
    </>
  );
}

function NoteField({ note, index }: { readonly note: string; readonly index: number }) {
  const words = useWords();
  const store = useWorkbenchStore();
  const field = useRef<HTMLTextAreaElement>(null);
  // It appears because the user asked to write.
  useEffect(() => field.current?.focus(), []);
  /** Back to the finding, so that the keys go on from there. */
  const close = (): void => {
    const card = field.current?.closest('.finding')?.querySelector<HTMLElement>('.finding-main');
    store.getState().openNote(null);
    card?.focus({ preventScroll: true });
  };
  return (
    <div className="note-field">
      <textarea
        ref={field}
        rows={2}
        maxLength={2000}
        defaultValue={note}
        aria-label={words.note}
        aria-describedby={`note-hint-${index}`}
        onFocus={(event) => event.currentTarget.setSelectionRange(note.length, note.length)}
        onBlur={(event) => store.getState().note(index, event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Escape') {
            event.stopPropagation();
            event.currentTarget.value = note;
            close();
          } else if (event.key === 'Enter' && !event.shiftKey) {
            event.preventDefault();
            store.getState().note(index, event.currentTarget.value);
            close();
          }
        }}
      />
      <small id={`note-hint-${index}`}>{words.noteHint}</small>
    </div>
  );
}
