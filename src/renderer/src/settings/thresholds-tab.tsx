/** The numbers from which rules fire, with what they mean; a number out of its range is said and not taken. */
import { Button, InputNumber } from 'antd';
import { useEffect, useId, useState } from 'react';
import type { Bridge, RulesInfo } from '../../../shared/api.ts';
import { isInRange, type ThresholdId, thresholdIds, thresholdRanges } from '../../../shared/rules/thresholds.ts';
import { figure } from '../i18n/names.ts';
import { useWords } from '../i18n/use-words.ts';

interface Props {
  readonly bridge: Bridge;
  readonly rules: RulesInfo;
  readonly onFailed: (error: unknown) => void;
}

export function ThresholdsTab({ bridge, rules, onFailed }: Props) {
  const words = useWords();
  const { changes, thresholds } = rules;
  const change = (next: typeof changes.thresholds): void =>
    void bridge.changeRules({ ...changes, thresholds: next }).catch(onFailed);
  /** What is as the packs have it is no change. */
  const set = (id: ThresholdId, value: number): void => {
    const { [id]: _, ...others } = changes.thresholds;
    change(value === thresholds[id].standard ? others : { ...others, [id]: value });
  };
  return (
    <section className="settings-section">
      <header>
        <p className="settings-hint">{words.thresholds.hint}</p>
        <Button size="small" disabled={Object.keys(changes.thresholds).length === 0} onClick={() => change({})}>
          {words.thresholds.reset}
        </Button>
      </header>
      {thresholdIds.map((id) => (
        <Threshold key={id} id={id} {...thresholds[id]} onChange={(value) => set(id, value)} />
      ))}
    </section>
  );
}

interface ThresholdProps {
  readonly id: ThresholdId;
  readonly value: number;
  readonly standard: number;
  readonly onChange: (value: number) => void;
}

function Threshold({ id, value, standard, onChange }: ThresholdProps) {
  const words = useWords();
  const field = useId();
  const { kind, min, max } = thresholdRanges[id];
  const { name, meaning, unit } = words.thresholds.each[id];
  // Shares are shown in percent; their decimals must not become binary dust on the way.
  const scale = kind === 'share' ? 100 : 1;
  const shown = (number: number): string => `${figure(number * scale)}${kind === 'share' ? '%' : ` ${unit}`}`;
  const [draft, setDraft] = useState<number | null>(value * scale);
  useEffect(() => setDraft(Number(figure(value * scale))), [value, scale]);
  const isWrong = draft === null || !isInRange(id, fromDraft(draft, scale));
  const take = (next: number | null): void => {
    if (next === null) return;
    const own = fromDraft(next, scale);
    if (isInRange(id, own) && own !== value) onChange(own);
  };
  return (
    <div className="threshold">
      <label htmlFor={field}>
        {name}
        <small>{meaning}</small>
      </label>
      <div>
        <InputNumber
          id={field}
          value={draft}
          style={{ width: 150 }}
          suffix={kind === 'share' ? '%' : unit}
          step={kind === 'amount' ? 10_000 : kind === 'count' && min >= 50 ? 50 : 1}
          {...(isWrong ? { status: 'error' as const } : {})}
          aria-describedby={`${field}-standard`}
          aria-invalid={isWrong}
          onChange={setDraft}
          onStep={(next) => take(Number(next))}
          onBlur={() => take(draft)}
          onPressEnter={() => take(draft)}
        />
        <small id={`${field}-standard`} className={isWrong ? 'wrong' : undefined}>
          {isWrong ? (
            words.thresholds.range(shown(min), shown(max))
          ) : value === standard ? (
            words.thresholds.standard(shown(standard))
          ) : (
            <Button type="link" size="small" onClick={() => onChange(standard)}>
              {words.thresholds.back(shown(standard))}
            </Button>
          )}
        </small>
      </div>
    </div>
  );
}

function fromDraft(draft: number, scale: number): number {
  return scale === 1 ? draft : Number((draft / scale).toFixed(6));
}
