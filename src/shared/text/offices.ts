/** The offices whose tables the sentences of the tests are held against: every equation holds. Only tests use this. */
import type { CellId } from '../form/ids.ts';

export type Office = 'busy' | 'quiet' | 'county' | 'street';

type Cells = Readonly<Record<CellId, string>>;

const applicants = ['naturalPerson', 'business', 'research', 'charity', 'legalService', 'otherOrganization'];
const outcomes = ['upheld', 'corrected', 'other', 'pending'];

/** A row of table 三 with its total: the six kinds of applicants in the table's order. */
function requestRow(row: string, ...counts: readonly number[]): [CellId, string][] {
  return withTotal(`requests.${row}`, applicants, counts);
}

/** A group of table 四 with its total. */
function disputeRow(row: string, ...counts: readonly number[]): [CellId, string][] {
  return withTotal(`litigation.${row}`, outcomes, counts);
}

function withTotal(row: string, columns: readonly string[], counts: readonly number[]): [CellId, string][] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return [...columns.map((column, at) => [column, counts[at] ?? 0] as const), ['total', total] as const].map(
    ([column, count]) => [`${row}.${column}`, String(count)],
  );
}

/** 清河区档案局: 新收 100 件, 结转 4 件, 办结 97 件, 结转下年 7 件; 复议 5 件, 诉讼 3 件. */
const busy: Cells = {
  ...Object.fromEntries([
    ...requestRow('newlyReceived', 82, 10, 0, 0, 6, 2),
    ...requestRow('carriedOver', 4),
    ...requestRow('granted', 40, 6, 0, 0, 3, 1),
    ...requestRow('partlyGranted', 10, 1, 0, 0, 1),
    ...requestRow('refused.internalAffairs', 5, 1),
    ...requestRow('refused.thirdParty', 3),
    ...requestRow('unavailable.notHeld', 12, 1, 0, 0, 1, 1),
    ...requestRow('notProcessed.repeated', 5),
    ...requestRow('otherHandling.other', 6),
    ...requestRow('resultTotal', 81, 9, 0, 0, 5, 2),
    ...requestRow('carriedForward', 5, 1, 0, 0, 1),
    ...disputeRow('review', 3, 1, 0, 1),
    ...disputeRow('directSuit', 2),
    ...disputeRow('suitAfterReview', 0, 0, 1),
  ]),
  'proactive.normativeDocuments.issued': '6',
  'proactive.normativeDocuments.repealed': '2',
  'proactive.normativeDocuments.inForce': '31',
  'proactive.licensing.decisions': '320',
  'proactive.penalties.decisions': '45',
  'proactive.fees.amount': '12.5',
};

/** 云溪县人民政府: 新收 1286 件, 结转 52 件, 办结 1278 件, 结转下年 60 件; 复议 36 件, 诉讼 24 件. */
const county: Cells = {
  ...Object.fromEntries([
    ...requestRow('newlyReceived', 1103, 121, 4, 2, 38, 18),
    ...requestRow('carriedOver', 45, 5, 0, 0, 2),
    ...requestRow('granted', 480, 60, 3, 1, 15, 8),
    ...requestRow('partlyGranted', 152, 20, 0, 0, 6, 3),
    ...requestRow('refused.stateSecret', 1),
    ...requestRow('refused.otherLaws', 12, 1),
    ...requestRow('refused.thirdParty', 20, 6, 0, 0, 1),
    ...requestRow('refused.internalAffairs', 31, 2, 0, 0, 2),
    ...requestRow('refused.deliberative', 18, 1),
    ...requestRow('refused.enforcementFile', 14, 3, 0, 0, 1),
    ...requestRow('refused.administrativeQuery', 9),
    ...requestRow('unavailable.notHeld', 203, 18, 1, 1, 9, 4),
    ...requestRow('unavailable.needsCreation', 22, 2),
    ...requestRow('unavailable.stillUnclear', 16, 0, 0, 0, 1),
    ...requestRow('notProcessed.petition', 24),
    ...requestRow('notProcessed.repeated', 37, 2, 0, 0, 1),
    ...requestRow('notProcessed.publication', 3),
    ...requestRow('notProcessed.reconfirmation', 2),
    ...requestRow('otherHandling.notCorrected', 28, 3, 0, 0, 0, 1),
    ...requestRow('otherHandling.feeUnpaid', 1),
    ...requestRow('otherHandling.other', 25, 2, 0, 0, 1, 1),
    ...requestRow('resultTotal', 1098, 120, 4, 2, 37, 17),
    ...requestRow('carriedForward', 50, 6, 0, 0, 3, 1),
    ...disputeRow('review', 17, 6, 9, 4),
    ...disputeRow('directSuit', 8, 2, 3, 2),
    ...disputeRow('suitAfterReview', 5, 1, 0, 3),
  ]),
  'proactive.normativeDocuments.issued': '14',
  'proactive.normativeDocuments.repealed': '5',
  'proactive.normativeDocuments.inForce': '87',
  'proactive.licensing.decisions': '46218',
  'proactive.penalties.decisions': '3907',
  'proactive.coercion.decisions': '512',
  'proactive.fees.amount': '2386.4527',
};

/** 望江街道办事处, on 2020, edition 2019: 新收 9 件, 办结 8 件, 结转下年 1 件. */
const street: Cells = {
  ...Object.fromEntries([
    ...requestRow('newlyReceived', 8, 0, 0, 0, 0, 1),
    ...requestRow('granted', 4),
    ...requestRow('partlyGranted', 1),
    ...requestRow('unavailable.notHeld', 1, 0, 0, 0, 0, 1),
    ...requestRow('otherHandling', 1),
    ...requestRow('resultTotal', 7, 0, 0, 0, 0, 1),
    ...requestRow('carriedForward', 1),
  ]),
  'proactive.normativeDocuments.made': '3',
  'proactive.normativeDocuments.disclosed': '3',
  'proactive.normativeDocuments.totalDisclosed': '12',
  'proactive.penalties.previousYear': '18',
  'proactive.penalties.decisions': '126',
  'proactive.procurement.projects': '8',
  'proactive.procurement.amount': '214.5600',
};

export const offices: Readonly<
  Record<Office, { readonly unit: string; readonly year: number; readonly cells: Cells }>
> = {
  busy: { unit: '清河区档案局', year: 2023, cells: busy },
  /** To which nothing was asked. */
  quiet: { unit: '清河区档案局', year: 2023, cells: {} },
  county: { unit: '云溪县人民政府', year: 2023, cells: county },
  street: { unit: '望江街道办事处', year: 2020, cells: street },
};
