/** The window's look: as the system has it, light, dark, or with high contrast. */
import { Radio } from 'antd';
import { useId } from 'react';
import { type Appearance, appearances } from '../../../shared/api.ts';
import { useWords } from '../i18n/use-words.ts';
import { useWorkbench, useWorkbenchStore } from '../state/context.ts';

export function AppearanceSetting() {
  const words = useWords();
  const store = useWorkbenchStore();
  const appearance = useWorkbench((state) => state.settings?.appearance ?? 'system');
  const id = useId();
  return (
    <div className="setting">
      <span id={id}>{words.settings.appearance}</span>
      <Radio.Group
        aria-labelledby={id}
        value={appearance}
        options={appearances.map((value) => ({ value, label: words.settings.appearances[value] }))}
        onChange={(event) => store.getState().saveSettings({ appearance: event.target.value as Appearance })}
      />
    </div>
  );
}
