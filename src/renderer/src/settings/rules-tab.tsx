/** The rule packs, and each rule with a switch for it. */
import { DeleteOutlined } from '@ant-design/icons';
import { Alert, App as AntApp, Button, Checkbox, Switch } from 'antd';
import type { Bridge, RuleInfo, RulePackContent, RulePackFault, RulePackInfo, RulesInfo } from '../../../shared/api.ts';
import { SeverityShape } from '../common/severity.tsx';
import { ruleName } from '../i18n/names.ts';
import { useWords } from '../i18n/use-words.ts';
import type { Dictionary } from '../i18n/zh-CN.ts';
import { useWorkbench } from '../state/context.ts';
import { FileButton } from './file-button.tsx';

/** What became of the last file that was added. */
export interface PackNews {
  readonly file: string;
  /** The name of the pack that was taken in; null where it was not. */
  readonly added: string | null;
  readonly faults: readonly RulePackFault[];
  readonly isTooLarge: boolean;
}

interface Props {
  readonly bridge: Bridge;
  readonly rules: RulesInfo;
  readonly news: readonly PackNews[];
  readonly onFiles: (files: readonly File[]) => void;
  /** Of a change that the program did not take. */
  readonly onFailed: (error: unknown) => void;
}

export function RulesTab({ bridge, rules, news, onFiles, onFailed }: Props) {
  const words = useWords();
  const own = rules.packs.filter((pack) => pack.file !== null);
  const builtIn = rules.packs.filter((pack) => pack.file === null);
  return (
    <>
      <section className="settings-section">
        <header>
          <h3>{words.packs.title}</h3>
          <FileButton accept=".yaml,.yml" multiple onFiles={onFiles}>
            {words.packs.add}
          </FileButton>
        </header>
        <p className="settings-hint">{words.packs.hint}</p>
        {news.map((one) => (
          <News key={one.file} news={one} />
        ))}
        <ul className="pack-list" aria-label={words.packs.own}>
          {own.map((pack) => (
            <OwnPack key={pack.id} pack={pack} bridge={bridge} onFailed={onFailed} />
          ))}
          {own.length === 0 && <li className="none">{words.packs.none}</li>}
        </ul>
        <ul className="pack-list built-in" aria-label={words.packs.builtIn}>
          {builtIn.map((pack) => (
            <li key={pack.id}>
              <span className="pack-words">
                <b>{pack.name}</b>
                <small>{contentInWords(pack.content, words)}</small>
              </span>
              <BuiltInTag />
            </li>
          ))}
        </ul>
      </section>
      <RuleSwitches bridge={bridge} rules={rules} onFailed={onFailed} />
    </>
  );
}

function BuiltInTag() {
  const words = useWords();
  const version = useWorkbench((state) => state.version);
  return <small className="pack-tag">{words.packs.builtInTag(version)}</small>;
}

function News({ news: { file, added, faults, isTooLarge } }: { readonly news: PackNews }) {
  const words = useWords();
  if (added !== null) return <Alert type="success" showIcon title={words.packs.added(added)} />;
  if (isTooLarge) return <Alert type="error" showIcon title={words.packs.tooLarge(file)} />;
  return (
    <Alert
      type="error"
      showIcon
      title={words.packs.refused(file, faults.length)}
      description={<Faults faults={faults} />}
    />
  );
}

function Faults({ faults }: { readonly faults: readonly RulePackFault[] }) {
  const words = useWords();
  const language = useWorkbench((state) => state.language);
  return (
    <ol className="pack-faults">
      {faults.map(({ line, column, reason }) => (
        <li key={`${line} ${column} ${reason.en}`}>
          <b>{words.packs.place(line, column)}</b> {reason[language]}
        </li>
      ))}
    </ol>
  );
}

interface OwnPackProps extends Pick<Props, 'bridge' | 'onFailed'> {
  readonly pack: RulePackInfo;
}

function OwnPack({ pack, bridge, onFailed }: OwnPackProps) {
  const words = useWords();
  const { modal } = AntApp.useApp();
  const { id, name, file, enabled, content, faults } = pack;
  const remove = (): void => {
    void modal.confirm({
      title: words.packs.removeQuestion(name),
      content: words.packs.removeMeaning,
      okText: words.packs.removeYes,
      autoFocusButton: 'ok',
      centered: true,
      onOk: () => bridge.removeRulePack(id).catch(onFailed),
    });
  };
  return (
    <li>
      <Switch
        size="small"
        aria-label={words.packs.use(name)}
        checked={enabled && faults.length === 0}
        disabled={faults.length > 0}
        onChange={(checked) => void bridge.switchRulePack(id, checked).catch(onFailed)}
      />
      <span className="pack-words">
        <b>{name}</b>
        <small>{[file, contentInWords(content, words)].filter(Boolean).join(' · ')}</small>
        {faults.length > 0 && <Faults faults={faults} />}
      </span>
      <Button
        type="text"
        size="small"
        icon={<DeleteOutlined aria-hidden="true" />}
        aria-label={words.packs.remove(name)}
        title={words.packs.remove(name)}
        onClick={remove}
      />
    </li>
  );
}

/** 新规则 2 条、改动规则 2 条. */
function contentInWords(content: RulePackContent, words: Dictionary): string {
  const order = Object.keys(words.packs.content) as (keyof RulePackContent)[];
  return order.flatMap((key) => (content[key] ? [words.packs.content[key](content[key])] : [])).join(words.listComma);
}

/** Unchecked: the rule is not checked. Those that a pack has switched off cannot be switched on here. */
function RuleSwitches({ bridge, rules, onFailed }: Pick<Props, 'bridge' | 'rules' | 'onFailed'>) {
  const words = useWords();
  const { changes } = rules;
  const change = (off: readonly string[]): void => void bridge.changeRules({ ...changes, off }).catch(onFailed);
  const turn = ({ id }: RuleInfo, isOn: boolean): void =>
    change(isOn ? changes.off.filter((one) => one !== id) : [...changes.off, id]);
  return (
    <section className="settings-section">
      <header>
        <h3>{words.packs.rules}</h3>
        <Button size="small" type="link" disabled={changes.off.length === 0} onClick={() => change([])}>
          {words.packs.allOn}
        </Button>
      </header>
      <p className="settings-hint">{words.packs.rulesHint}</p>
      <ul className="rule-switches">
        {rules.rules.map((rule) => (
          <li key={rule.id}>
            <Checkbox
              checked={!rule.off && rule.severity !== 'off'}
              disabled={rule.severity === 'off'}
              onChange={(event) => turn(rule, event.target.checked)}
            >
              {rule.severity !== 'off' && <SeverityShape severity={rule.severity} />}
              {ruleName(words, rule.id)}
              {rule.severity === 'off' && <small>{words.packs.offByPack}</small>}
            </Checkbox>
          </li>
        ))}
      </ul>
    </section>
  );
}
