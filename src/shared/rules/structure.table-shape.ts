/**
 * structure.table-shape: a table lacks a row or column of its edition, has one too many, or a row holds
 * fewer or more values than there are columns and nothing places them; such a row's arithmetic is not
 * assessable and nothing is claimed of it. Rows are not missed in a document that was not read to its end.
 */
import { isIncomplete } from '../document/document.ts';
import type { Location } from '../document/location.ts';
import type { FormTable } from '../form/form.ts';
import { tableIds } from '../form/ids.ts';
import type { TableOddity } from '../report/annual-report.ts';
import { columnLabel, rowLabel, sectionOf } from './names.ts';
import { type Draft, fill, perLanguage, type Rule } from './rule.ts';

/** From so many rows on, rows that are missing, or lack the same column, are one finding. */
const groupedFrom = 4;

export const structureTableShape: Rule = {
  id: 'structure.table-shape',
  check({ report, form, text }) {
    const drafts: Draft[] = [];
    let passed = 0;
    let notAssessable = 0;
    const incomplete = isIncomplete(report.problems);
    for (const id of tableIds) {
      const table = report.tables[id];
      if (!table || !form) continue;
      const official = form.tables[id];
      const oddities = table.oddities.filter(({ kind }) => !(incomplete && kind === 'row-missing'));
      const faults = grouped(oddities, official);
      if (oddities.length < table.oddities.length) notAssessable++;
      else if (faults.length === 0) passed++;
      for (const fault of faults) {
        drafts.push({
          section: sectionOf(id),
          values: perLanguage((language) => ({
            table: official.name,
            fault: fill(text.words[language][fault.word] ?? '', fault.values),
          })),
          places: [fault.location],
          key: `${id}|${fault.key}`,
        });
      }
    }
    return { drafts, passed, notAssessable };
  },
};

interface Fault {
  /** The part of the sentence in the rule pack. */
  readonly word: string;
  readonly values: Readonly<Record<string, string>>;
  readonly location: Location;
  readonly key: string;
}

function grouped(oddities: readonly TableOddity[], official: FormTable): Fault[] {
  const rows = oddities.filter((oddity) => oddity.kind === 'row-missing');
  const columns = new Map<string, TableOddity[]>();
  for (const oddity of oddities) {
    if (oddity.kind !== 'column-missing') continue;
    columns.set(oddity.column, [...(columns.get(oddity.column) ?? []), oddity]);
  }
  const faults: Fault[] = [];
  const said = new Set<string>();
  for (const oddity of oddities) {
    if (oddity.kind === 'label') continue;
    const alike =
      oddity.kind === 'row-missing' ? rows : oddity.kind === 'column-missing' ? columns.get(oddity.column) : [];
    if (!alike || alike.length < groupedFrom) {
      faults.push(single(oddity, official));
      continue;
    }
    const word = oddity.kind === 'row-missing' ? 'rows-missing' : 'columns-missing';
    const column = 'column' in oddity ? oddity.column : '';
    if (said.has(word + column)) continue;
    said.add(word + column);
    const names = alike.flatMap((one) => ('row' in one ? [`“${rowLabel(official, one.row)}”`] : []));
    faults.push({
      word,
      values: {
        found: String(alike.length),
        row: names.join('、'),
        column: 'column' in oddity ? columnLabel(official, oddity.column, oddity.row) : '',
      },
      location: oddity.location,
      key: `${word}|${column}|${names.join('|')}`,
    });
  }
  return faults;
}

function single(oddity: TableOddity, official: FormTable): Fault {
  return {
    // As many values as heads, and yet no telling which is whose: the columns are in doubt, not the count.
    word: oddity.kind === 'row-values' && oddity.found === oddity.wanted ? 'row-open' : oddity.kind,
    values: {
      row: 'row' in oddity ? rowLabel(official, oddity.row) : '',
      column: 'column' in oddity ? columnLabel(official, oddity.column, oddity.row) : '',
      label:
        'label' in oddity ? (oddity.kind === 'column-extra' && oddity.label ? `“${oddity.label}”` : oddity.label) : '',
      found: 'found' in oddity ? String(oddity.found) : '',
      wanted: 'wanted' in oddity ? String(oddity.wanted) : '',
    },
    location: oddity.location,
    key: keyOf(oddity),
  };
}

function keyOf(oddity: TableOddity): string {
  return Object.entries(oddity)
    .filter(([name]) => name !== 'location')
    .map(([, value]) => String(value))
    .join('|');
}
