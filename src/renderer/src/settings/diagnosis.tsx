/** A button that copies what may leave the machine when the program is asked about. */
import { Button } from 'antd';
import { useState } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { useWorkbenchStore } from '../state/context.ts';

export function DiagnosisSetting() {
  const words = useWords();
  const store = useWorkbenchStore();
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  const copy = (): void => {
    store
      .getState()
      .diagnosis()
      .then((text) => navigator.clipboard.writeText(text))
      .then(
        () => setState('copied'),
        () => setState('failed'),
      );
  };
  return (
    <div className="setting">
      <span>{words.diagnosis.title}</span>
      <div>
        <Button onClick={copy}>{state === 'copied' ? words.trouble.copied : words.diagnosis.copy}</Button>
        <small role={state === 'failed' ? 'alert' : undefined}>
          {state === 'failed' ? words.diagnosis.failed : words.diagnosis.hint}
        </small>
      </div>
    </div>
  );
}
