/** The list of reports: its rows, in the order in which they were added, and what the window shows of each. */
import { ApiError, type FileState, type ReportEntry, type ReportSummary } from '../../../shared/api.ts';
import { errorMessage } from '../../../shared/outputs/texts.ts';
import type { Severity } from '../../../shared/rules/finding.ts';
import type { Together } from '../../../shared/rules/together/index.ts';
import type { Archive, Renumbered, StoredReport } from '../archive/archive.ts';
import type { OutcomeDigest } from '../check-protocol.ts';
import { addCounts, ruleCounts } from '../packed-outcome.ts';
import type { Seen } from '../source-file.ts';
import type { Events } from './events.ts';
import { createSameContent } from './same-content.ts';

export interface Row {
  readonly id: string;
  /** As in the archive. During another check of it, what the last finished one said. */
  report: StoredReport;
  state: ReportEntry['state'];
  /** Ends the check under way. */
  checking: AbortController | null;
  /** Its file was looked for and not found. */
  fileGone: boolean;
  /** The file when it was last looked at, so that it is read again only where something says that it changed. */
  seen: Seen | null;
  /** A look at the file that is under way: a drive that does not answer is asked once. */
  looking: Promise<FileState> | null;
}

export interface ListParts {
  readonly archive: Archive;
  readonly events: Pick<Events, 'changed' | 'removed'>;
  /** Fingerprint of the rules in use. */
  readonly rules: () => string;
}

export interface ReportList {
  rows(): readonly Row[];
  get(id: string): Row | undefined;
  /** Throws ApiError 'unknown-report'. */
  rowOf(id: string): Row;
  /** Throws where the report is not checked yet, too. */
  checkedRow(id: string): Row;
  /** The row of a file that stays where it is, by full path. */
  atPath(path: string): Row | undefined;
  isThere(row: Row): boolean;
  entryOf(row: Row): ReportEntry;
  otherRules(row: Row): ReportEntry['otherRules'];
  /** Where the report's file lies; null where another one has taken its place. */
  fileOf(row: Row): string | null;
  add(report: StoredReport): Row;
  /** Rows for files that are not in the list yet. */
  addFiles(files: readonly { readonly name: string; readonly path: string | null }[]): Row[];
  /** The window is told of it. */
  changed(row: Row): void;
  renumber(renumbered: readonly Renumbered[]): void;
  /** Takes a row out of the list, and ends its check; the archive is another matter. */
  forget(row: Row): void;
  /** Of each unit and year the last checked hand-in, in each of its formats. */
  lastHandIns(): Row[];
}

export function createReportList({ archive, events, rules }: ListParts): ReportList {
  const rows = new Map<string, Row>();
  const byPath = new Map<string, Row>();
  const contents = createSameContent();

  function entryOf(row: Row): ReportEntry {
    const { name, review, version, digest, compared } = row.report;
    const result = row.state === 'done' && digest ? summaryOf(digest, compared) : null;
    const sameAs = contents.firstOf(row)?.id ?? null;
    return { id: row.id, name, state: row.state, result, review, version, otherRules: otherRules(row), sameAs };
  }

  function otherRules(row: Row): ReportEntry['otherRules'] {
    const { sha256: read, rules: checkedWith } = row.report;
    if (read === null || checkedWith === rules()) return null;
    return row.fileGone || fileOf(row) === null ? 'no-file' : 'again';
  }

  function fileOf({ report }: Row): string | null {
    return report.kept === null ? report.path : archive.keptPath(report.kept);
  }

  function changed(row: Row): void {
    events.changed(row.id);
    for (const other of contents.place(row, row.report.sha256)) events.changed(other.id);
  }

  function add(report: StoredReport): Row {
    const row: Row = {
      id: rowId(report.id),
      report,
      state: report.checkedAt === null ? 'waiting' : 'done',
      checking: null,
      fileGone: false,
      seen: null,
      looking: null,
    };
    rows.set(row.id, row);
    if (report.path !== null) byPath.set(report.path, row);
    changed(row);
    return row;
  }

  function rowOf(id: string): Row {
    const row = rows.get(id);
    if (!row) throw new ApiError('unknown-report', `no report ${id}`);
    return row;
  }

  return {
    rows: () => [...rows.values()],
    get: (id) => rows.get(id),
    rowOf,
    checkedRow(id) {
      const row = rowOf(id);
      if (row.report.checkedAt === null) throw new ApiError('bad-request', `report ${id} is not checked yet`);
      return row;
    },
    atPath: (path) => byPath.get(path),
    isThere: (row) => rows.get(row.id) === row,
    entryOf,
    otherRules,
    fileOf,
    add,
    addFiles(files) {
      const ids = archive.add(files.map(({ name, path }) => ({ name, path, kept: null })));
      return ids.map((id) => add(archive.report(id) as StoredReport));
    },
    changed,
    renumber(renumbered) {
      for (const { id, version } of renumbered) {
        const row = rows.get(rowId(id));
        if (!row) continue;
        row.report = { ...row.report, version };
        changed(row);
      }
    },
    forget(row) {
      rows.delete(row.id);
      const { checking } = row;
      row.checking = null;
      checking?.abort();
      const { path } = row.report;
      if (path !== null && byPath.get(path) === row) byPath.delete(path);
      events.removed(row.id);
      for (const other of contents.place(row, null)) events.changed(other.id);
    },
    lastHandIns() {
      const last = new Map<string, number>();
      const key = ({ report: { digest } }: Row) => `${digest?.year} ${digest?.unit}`;
      const checked = [...rows.values()].filter((row) => row.report.checkedAt !== null);
      for (const row of checked) last.set(key(row), Math.max(last.get(key(row)) ?? 0, row.report.version));
      return checked.filter((row) => row.report.version === last.get(key(row)));
    },
  };
}

/** What the window calls a report of the archive. */
export function rowId(report: number): string {
  return `r${report}`;
}

/** The list speaks Chinese; the window puts its own words where it is set to another language. */
function summaryOf({ error, fingerprints: _, ...own }: OutcomeDigest, together: Together | null): ReportSummary {
  const more = together?.findings ?? [];
  const count = (severity: Severity) => more.filter((finding) => finding.severity === severity).length;
  const rest = {
    ...own,
    errors: own.errors + count('error'),
    warnings: own.warnings + count('warning'),
    infos: own.infos + count('info'),
    rules: addCounts([...own.rules, ...ruleCounts(more)]),
  };
  if (!error) return { ...rest, status: 'checked', error: null };
  const message = errorMessage(error.code, error.values, 'zh-CN');
  return { ...rest, status: 'unreadable', error: { code: error.code, message } };
}
