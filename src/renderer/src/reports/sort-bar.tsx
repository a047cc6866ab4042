/** Above the list: what it is sorted by, and the way to the overview of what it shows. */
import { BarChartOutlined, SortAscendingOutlined, SortDescendingOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { type ReportSort, sortKeys } from '../../../shared/api.ts';
import { useWords } from '../i18n/use-words.ts';
import { useWorkbench, useWorkbenchStore } from '../state/context.ts';
import { asAdded } from './sort.ts';

/** Where the most is what is looked for, it comes first. */
const firstDescending: ReadonlySet<ReportSort['by']> = new Set(['year', 'errors', 'warnings']);

export function SortBar() {
  const words = useWords();
  const store = useWorkbenchStore();
  const { by, descending } = useWorkbench((state) => state.settings?.sort ?? asAdded);
  const overview = useWorkbench((state) => state.overview);
  return (
    <div className="sort-bar">
      <Select<ReportSort['by']>
        size="small"
        variant="borderless"
        popupMatchSelectWidth={false}
        aria-label={words.sort.label}
        value={by}
        options={sortKeys.map((value) => ({ value, label: words.sort.by[value] }))}
        onChange={(value) => store.getState().setSort({ by: value, descending: firstDescending.has(value) })}
      />
      <Button
        size="small"
        type="text"
        icon={descending ? <SortDescendingOutlined aria-hidden="true" /> : <SortAscendingOutlined aria-hidden="true" />}
        aria-label={words.sort.descending}
        aria-pressed={descending}
        title={descending ? words.sort.descending : words.sort.ascending}
        onClick={() => store.getState().setSort({ by, descending: !descending })}
      />
      <span className="space" />
      <Button
        size="small"
        type="text"
        className="to-overview"
        icon={<BarChartOutlined aria-hidden="true" />}
        aria-pressed={overview}
        aria-keyshortcuts="O"
        title={`${words.overview.title} (O)`}
        onClick={() => store.getState().showOverview(!overview)}
      >
        {words.overview.button}
      </Button>
    </div>
  );
}
