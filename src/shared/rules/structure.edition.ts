/** structure.edition: the tables follow another edition of the form than the report's year calls for. */
import { formForYear } from '../form/form.ts';
import { tableIds } from '../form/ids.ts';
import type { Rule } from './rule.ts';
import { inBoth } from './rule.ts';

export const structureEdition: Rule = {
  id: 'structure.edition',
  check({ report, form, book }) {
    const expected = report.year === null ? undefined : formForYear(book.forms, report.year);
    if (!form || !expected) return { drafts: [], passed: 0, notAssessable: 1 };
    if (form.edition === expected.edition) return { drafts: [], passed: 1, notAssessable: 0 };
    const tables = tableIds.flatMap((id) => report.tables[id] ?? []);
    const draft = {
      section: tables[0]?.id ?? null,
      values: inBoth({ year: String(report.year), found: form.edition, expected: expected.edition }),
      places: tables.map((table) => table.location),
      key: `${form.edition}|${expected.edition}`,
    };
    return { drafts: [draft], passed: 0, notAssessable: 0 };
  },
};
