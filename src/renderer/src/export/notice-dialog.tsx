/**
 * What a 整改通知书 needs to know before it is made: from whom, until when, which findings, in which look; of the open
 * report, or of all that the list shows.
 */
import { Alert, App as AntApp, Button, Input, Modal, Radio } from 'antd';
import { useEffect, useId, useRef, useState } from 'react';
import type { Bridge, Exported, NoticeWish } from '../../../shared/api.ts';
import { chosenFindings } from '../../../shared/outputs/chosen.ts';
import { useWords } from '../i18n/use-words.ts';
import { FileButton } from '../settings/file-button.tsx';
import { useFileDrop } from '../settings/file-drop.ts';
import { useWorkbench, useWorkbenchStore } from '../state/context.ts';
import { download } from './hand-over.ts';
import { noticeable } from './scope.ts';
import type { ExportWish } from './use-export.tsx';

interface Props {
  /** null: closed. */
  readonly of: ExportWish['of'] | null;
  readonly bridge: Bridge;
  readonly onClose: () => void;
  readonly onMake: (wish: ExportWish) => void;
}

export function NoticeDialog({ of, bridge, onClose, onMake }: Props) {
  const words = useWords();
  const say = words.exports.notice;
  const form = useId();
  const [count, setCount] = useState(0);
  // While it closes, it shows what it has shown.
  const last = useRef<ExportWish['of']>('report');
  const shown = of ?? last.current;
  last.current = shown;
  return (
    <Modal
      open={of !== null}
      onCancel={onClose}
      title={shown === 'list' ? say.titleOfList : say.title}
      width={560}
      centered
      destroyOnHidden
      closable={{ 'aria-label': words.close }}
      className="notice-dialog"
      okText={say.make}
      cancelText={words.cancel}
      okButtonProps={{ htmlType: 'submit', form, disabled: count === 0 }}
    >
      <NoticeForm
        id={form}
        of={shown}
        bridge={bridge}
        onCount={setCount}
        onSubmit={(notice) => {
          onClose();
          onMake({ kind: 'notice', of: shown, notice });
        }}
      />
    </Modal>
  );
}

interface FormProps {
  readonly id: string;
  readonly of: ExportWish['of'];
  readonly bridge: Bridge;
  /** How many findings the notice would hold; of the list, how many reports are gone through. */
  readonly onCount: (count: number) => void;
  readonly onSubmit: (notice: NoticeWish) => void;
}

function NoticeForm({ id, of, bridge, onCount, onSubmit }: FormProps) {
  const { notice: say } = useWords().exports;
  const store = useWorkbenchStore();
  const opened = useWorkbench((state) => state.opened);
  const verdicts = useWorkbench((state) => state.verdicts);
  const proposed = useWorkbench((state) => state.settings?.issuer ?? '');
  const [issuer, setIssuer] = useState(proposed);
  const [deadline, setDeadline] = useState('');
  const [choice, setChoice] = useState<NoticeWish['choice']>('confirmed');
  const reports = useWorkbench((state) => (of === 'list' ? noticeable(state).length : 0));
  const countOf = (which: NoticeWish['choice']): number => {
    if (of === 'list') return reports;
    return opened.status === 'ready' ? chosenFindings(opened.report.result, verdicts, which).length : 0;
  };
  const count = countOf(choice);
  useEffect(() => onCount(count), [count, onCount]);

  return (
    <form
      id={id}
      className="notice-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (count === 0) return;
        const office = issuer.trim();
        if (office !== proposed) store.getState().saveSettings({ issuer: office });
        onSubmit({ issuer: office, deadline: deadline === '' ? null : deadline, choice });
      }}
    >
      <label htmlFor={`${id}-issuer`}>{say.issuer}</label>
      <div>
        <Input
          id={`${id}-issuer`}
          autoFocus
          maxLength={200}
          value={issuer}
          aria-describedby={`${id}-issuer-hint`}
          onChange={(event) => setIssuer(event.target.value)}
        />
        <small id={`${id}-issuer-hint`}>{say.issuerHint}</small>
      </div>
      <label htmlFor={`${id}-deadline`}>{say.deadline}</label>
      <div>
        <Input
          id={`${id}-deadline`}
          className="notice-deadline"
          type="date"
          max="9999-12-31"
          value={deadline}
          aria-describedby={`${id}-deadline-hint`}
          onChange={(event) => setDeadline(event.target.value)}
        />
        <small id={`${id}-deadline-hint`}>
          {deadline === '' ? say.deadlineHint : say.deadlineAs(...dayOf(deadline))}
        </small>
      </div>
      <span id={`${id}-findings`}>{say.findings}</span>
      <div>
        <Radio.Group
          aria-labelledby={`${id}-findings`}
          vertical
          value={choice}
          options={[
            { value: 'confirmed', label: of === 'list' ? say.confirmedOfEach : say.confirmed(countOf('confirmed')) },
            { value: 'errors', label: of === 'list' ? say.errorsOfEach : say.errors(countOf('errors')) },
          ]}
          onChange={(event) => setChoice(event.target.value as NoticeWish['choice'])}
        />
        <small role="status">
          {of === 'list' && say.ofList(reports)}
          {count > 0 && choice === 'errors' && say.unconfirmed}
          {count === 0 && of === 'report' && (choice === 'errors' ? say.noErrors : say.noneConfirmed)}
        </small>
      </div>
      <span id={`${id}-look`}>{say.look}</span>
      <Look labelledBy={`${id}-look`} bridge={bridge} />
    </form>
  );
}

/** The browser shows a day as its own language writes it: the hint has it as the notice will. */
function dayOf(deadline: string): [year: number, month: number, day: number, isPast: boolean] {
  const [year = 0, month = 1, day = 1] = deadline.split('-').map(Number);
  return [year, month, day, new Date(year, month - 1, day + 1).getTime() <= Date.now()];
}

/** As the program allows it (api-schema.ts). */
const mostTemplateBytes = 4_000_000;

function Look({ labelledBy, bridge }: { readonly labelledBy: string; readonly bridge: Bridge }) {
  const words = useWords();
  const say = words.exports.notice;
  const { message } = AntApp.useApp();
  const language = useWorkbench((state) => state.language);
  const [template, setTemplate] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    bridge.noticeTemplate().then(setTemplate, () => setFault(say.templateFailed));
  }, [bridge, say]);

  const attempt = async (work: () => Promise<string | null>): Promise<void> => {
    setBusy(true);
    setFault(null);
    try {
      setFault(await work());
      setTemplate(await bridge.noticeTemplate());
    } catch {
      setFault(say.templateFailed);
    }
    setBusy(false);
  };
  const take = (files: readonly File[]): void => {
    const file = files[0];
    if (!file || busy) return;
    void attempt(async () => {
      if (file.size > mostTemplateBytes) return say.tooLarge(file.name);
      const refused = await bridge.saveNoticeTemplate(file.name, await base64Of(file), language);
      return refused === null ? null : say.refused(file.name, refused);
    });
  };
  const restore = (): void =>
    void attempt(async () => {
      await bridge.removeNoticeTemplate();
      return null;
    });
  const tell = (exported: Exported): void => {
    if (exported.done === 'failed') setFault(exported.message);
    else if (exported.done === 'saved') void message.success(words.exports.saved(exported.path), 8);
    else if (exported.done === 'made') {
      download(exported.name, exported.bytes);
      void message.success(words.exports.downloaded(exported.name), 8);
    }
  };
  const isOver = useFileDrop(take);
  return (
    <fieldset aria-labelledby={labelledBy} className={isOver ? 'notice-look over' : 'notice-look'}>
      <p role="status">{template === null ? say.ownLook : say.template(template)}</p>
      <div className="notice-buttons">
        <FileButton accept=".docx" loading={busy} onFiles={take}>
          {say.useTemplate}
        </FileButton>
        {template !== null && (
          <Button disabled={busy} onClick={restore}>
            {say.restore}
          </Button>
        )}
        <Button
          type="link"
          onClick={() => void bridge.saveNoticeSample(language).then(tell, () => setFault(words.exports.failed))}
        >
          {say.sample}
        </Button>
      </div>
      {fault !== null && <Alert type="error" showIcon title={fault} />}
      <small>{say.templateHint}</small>
    </fieldset>
  );
}

/** As a message of JSON can carry it. */
function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve((reader.result as string).replace(/^[^,]*,/, ''));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
