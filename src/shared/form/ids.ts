/** Names fixed by the terminal contract (docs/contract.md): sections, tables, editions. */

export const sectionIds = ['overview', 'proactive', 'requests', 'litigation', 'problems', 'other'] as const;
export type SectionId = (typeof sectionIds)[number];

export const tableIds = ['proactive', 'requests', 'litigation'] as const;
export type TableId = (typeof tableIds)[number];

export const editionIds = ['2019', '2021'] as const;
export type EditionId = (typeof editionIds)[number];

/** `table.row.column`, for instance `requests.refused.stateSecret.business`. */
export type CellId = string;
