/** What the auditor said of reports and findings, for the outputs; the terminal program knows nothing of it. */
import type { Language } from '../rules/finding.ts';
import type { FindingResult, ReportResult } from './contract.ts';

export interface Opinions {
  readonly verdictOf?: (report: ReportResult, finding: FindingResult) => PrintedVerdict | undefined;
  readonly reviewOf?: (report: ReportResult) => PrintedReview | undefined;
}

export interface PrintedVerdict {
  readonly decision: 'confirmed' | 'dismissed' | 'mended' | null;
  readonly note: string;
}

export type PrintedReview = 'pending' | 'reviewed' | 'returned';

const words = {
  'zh-CN': {
    decision: { confirmed: '确认', dismissed: '误报', mended: '已整改' },
    review: { pending: '待核', reviewed: '已核', returned: '退回' },
  },
  en: {
    decision: { confirmed: 'confirmed', dismissed: 'dismissed', mended: 'mended' },
    review: { pending: 'open', reviewed: 'reviewed', returned: 'returned' },
  },
} as const;

export function decisionWord(decision: NonNullable<PrintedVerdict['decision']>, language: Language): string {
  return words[language].decision[decision];
}

export function reviewWord(review: PrintedReview, language: Language): string {
  return words[language].review[review];
}

/** Whether the auditor found a finding to be none: it is shown as such and no longer counted. */
export function isDismissed({ verdictOf }: Opinions, report: ReportResult, finding: FindingResult): boolean {
  return verdictOf?.(report, finding)?.decision === 'dismissed';
}
