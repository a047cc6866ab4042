/** structure.edition: tables follow another edition of the form than the report's year calls for, all or some of them. */
import { formForYear } from '../form/form.ts';
import { tableIds } from '../form/ids.ts';
import type { Rule } from './rule.ts';

export const structureEdition: Rule = {
  id: 'structure.edition',
  check({ report, form, book }) {
    const expected = report.year === null ? undefined : formForYear(book.forms, report.year);
    if (!form || !expected) return { drafts: [], passed: 0, notAssessable: 1 };
    const tables = tableIds.flatMap((id) => report.tables[id] ?? []);
    const wrong = tables.filter((table) => table.edition !== expected.edition);
    const [first] = wrong;
    if (!first) return { drafts: [], passed: 1, notAssessable: 0 };
    const found = first.edition;
    const some = wrong.length < tables.length ? wrong.map(({ id }) => id) : [];
    const names = some.map((id) => form.tables[id].name);
    const draft = {
      section: first.id,
      values: {
        'zh-CN': { year: String(report.year), found, expected: expected.edition, tables: names.join('、') || '表格' },
        en: { year: String(report.year), found, expected: expected.edition, tables: names.join(', ') || 'its tables' },
      },
      places: wrong.map((table) => table.location),
      key: [found, expected.edition, ...some].join('|'),
    };
    return { drafts: [draft], passed: 0, notAssessable: 0 };
  },
};
