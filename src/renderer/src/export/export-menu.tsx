/** The menu of all that leaves the program: the open report, and the reports that the list shows. */
import { DownOutlined, PrinterOutlined } from '@ant-design/icons';
import { Button, Dropdown, type MenuProps } from 'antd';
import { useState } from 'react';
import { useWords } from '../i18n/use-words.ts';
import type { Dictionary } from '../i18n/zh-CN.ts';
import { useWorkbench } from '../state/context.ts';
import { exportable } from './scope.ts';
import type { ExportWish } from './use-export.tsx';
import './export.css';

interface Entry {
  readonly wish: ExportWish;
  readonly label: (say: Dictionary['exports']) => string;
  readonly keys?: string;
  /** Where the shell asks for a place: the entry ends in “…”. */
  readonly asks: boolean;
}

const noticeOfReport: ExportWish = { kind: 'notice', of: 'report' };

const ofReport: readonly Entry[] = [
  { wish: { kind: 'print', of: 'report' }, label: (say) => say.printReport, keys: 'Ctrl P', asks: false },
  { wish: { kind: 'pdf', of: 'report' }, label: (say) => say.reportAsPdf, asks: true },
  // Asks in a dialog of the window.
  { wish: noticeOfReport, label: (say) => say.notice.entry, asks: false },
  { wish: { kind: 'marked', of: 'report' }, label: (say) => say.marked, asks: true },
];

const ofList: readonly Entry[] = [
  { wish: { kind: 'print', of: 'list' }, label: (say) => say.printList, asks: false },
  { wish: { kind: 'print', of: 'list', details: true }, label: (say) => say.printListDetails, asks: false },
  { wish: { kind: 'pdf', of: 'list' }, label: (say) => say.listAsPdf, asks: true },
  // Asks in a dialog of the window, too.
  { wish: { kind: 'notice', of: 'list' }, label: (say) => say.notice.entryOfList, asks: false },
  { wish: { kind: 'xlsx', of: 'list' }, label: (say) => say.xlsx, asks: true },
  { wish: { kind: 'csv', of: 'list' }, label: (say) => say.csv, asks: true },
  { wish: { kind: 'json', of: 'list' }, label: (say) => say.json, asks: true },
];

const entries: readonly Entry[] = [...ofReport, ...ofList];

export function ExportMenu({ onExport }: { readonly onExport: (wish: ExportWish) => void }) {
  const { exports: say } = useWords();
  const [isOpen, setOpen] = useState(false);
  const hasDialogs = useWorkbench((state) => state.hasDialogs);
  /** Of the report that is open and checked; `none`: it could not be read. */
  const format = useWorkbench(({ selected, entries: all }) => {
    const entry = selected === null ? undefined : all.get(selected);
    return entry?.state === 'done' ? (entry.result?.format ?? 'none') : null;
  });
  const isRead = useWorkbench(({ opened }) => opened.status === 'ready' && opened.report.result.status === 'checked');
  // Counted only while it is seen: thousands of reports change while they are checked.
  const counted = useWorkbench((state) => {
    if (!isOpen) return '0 0';
    const { ids, unchecked } = exportable(state);
    return `${ids.length} ${unchecked}`;
  });
  const [count, unchecked] = counted.split(' ').map(Number) as [number, number];

  const item = (entry: Entry, isOff: boolean) => ({
    key: String(entries.indexOf(entry)),
    label: `${entry.label(say)}${entry.asks && hasDialogs ? '…' : ''}`,
    extra: entry.keys ?? hintOf(entry.wish),
    disabled: isOff || (entry.wish.kind === 'marked' && format === 'txt') || (entry.wish === noticeOfReport && !isRead),
  });
  const hintOf = ({ kind }: ExportWish): string | undefined => {
    if (kind === 'pdf' && !hasDialogs) return say.inPrintDialog;
    if (kind !== 'marked' || format === null || format === 'none') return undefined;
    return format === 'txt' ? say.txtHasNoComments : format.toUpperCase();
  };
  const items: MenuProps['items'] = [
    {
      type: 'group',
      label: say.thisReport,
      children: ofReport.map((entry) => item(entry, format === null)),
    },
    { type: 'divider' },
    {
      type: 'group',
      label: unchecked > 0 ? say.listedPartly(count, unchecked) : say.listed(count),
      children: ofList.map((entry) => item(entry, count === 0)),
    },
  ];
  return (
    <Dropdown
      trigger={['click']}
      open={isOpen}
      onOpenChange={setOpen}
      autoFocus
      placement="bottomRight"
      // In the bar: what stands outside of every landmark is not found from one to the next.
      getPopupContainer={(button) => button.closest('header') ?? document.body}
      classNames={{ root: 'export-menu' }}
      menu={{ items, onClick: ({ key }) => onExport((entries[Number(key)] as Entry).wish) }}
    >
      <Button type="text" icon={<PrinterOutlined aria-hidden="true" />} aria-haspopup="menu" aria-expanded={isOpen}>
        {say.title}
        <DownOutlined aria-hidden="true" className="export-arrow" />
      </Button>
    </Dropdown>
  );
}
