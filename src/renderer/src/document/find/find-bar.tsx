/** The bar for finding words in the document: what is sought, how often it is there, next and previous. */
import { CloseOutlined, DownOutlined, UpOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { useWorkbenchStore } from '../../state/context.ts';
import type { Find } from '../../state/workbench.ts';
import './find.css';

interface Props {
  readonly find: Find;
  /** Position of the shown match, from 0. */
  readonly at: number;
  readonly count: number;
  readonly onClose: () => void;
}

export function FindBar({ find, at, count, onClose }: Props) {
  const words = useWords();
  const store = useWorkbenchStore();
  const field = useRef<HTMLInputElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each call of the bar gives it the focus
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, [find.call]);
  const step = (direction: 1 | -1): void => {
    if (count > 0) store.getState().setFind({ at: (at + direction + count) % count });
  };
  const standing = find.query.trim() === '' ? '' : count === 0 ? words.findNone : words.findCount(at + 1, count);
  return (
    <search className="find-bar" aria-label={words.find}>
      <input
        ref={field}
        type="text"
        value={find.query}
        placeholder={words.find}
        aria-label={words.find}
        onChange={(event) => store.getState().setFind({ query: event.target.value, at: 0 })}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter') {
            event.preventDefault();
            step(event.shiftKey ? -1 : 1);
          } else if (event.key === 'Escape') {
            // Here, Esc is about the bar and never about the batch.
            event.stopPropagation();
            onClose();
          }
        }}
      />
      <output className={count === 0 ? 'none' : undefined}>{standing}</output>
      <Button
        size="small"
        type="text"
        icon={<UpOutlined aria-hidden="true" />}
        aria-label={words.findPrevious}
        disabled={count === 0}
        onClick={() => step(-1)}
      />
      <Button
        size="small"
        type="text"
        icon={<DownOutlined aria-hidden="true" />}
        aria-label={words.findNext}
        disabled={count === 0}
        onClick={() => step(1)}
      />
      <Button
        size="small"
        type="text"
        icon={<CloseOutlined aria-hidden="true" />}
        aria-label={words.close}
        onClick={onClose}
      />
    </search>
  );
}
