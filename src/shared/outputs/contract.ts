/**
 * The JSON of the terminal contract (docs/contract.md), as types. Fields may be added; none is renamed
 * or dropped. The window lives on the same data, so every output can be rebuilt from it.
 */
import type { Format } from '../document/document.ts';
import type { ReadErrorCode } from '../document/errors.ts';
import type { Location } from '../document/location.ts';
import type { TableEditions } from '../form/form.ts';
import type { CellId, EditionId, SectionId, TableId } from '../form/ids.ts';
import type { Equation, Gap, Severity } from '../rules/finding.ts';

export interface CheckResult {
  readonly tool: { readonly name: 'gouji'; readonly version: string };
  readonly reports: readonly ReportResult[];
  readonly summary: Summary;
}

export interface Summary {
  readonly files: number;
  readonly unreadable: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
}

export interface ReportResult {
  readonly file: string;
  /** null where the file could not be read at all. */
  readonly sha256: string | null;
  readonly format: Format | null;
  readonly status: 'checked' | 'unreadable';
  readonly error: { readonly code: ReadErrorCode; readonly message: string } | null;
  readonly problems: readonly ProblemResult[];
  readonly unit: string | null;
  readonly year: number | null;
  readonly edition: EditionId | null;
  /** Of the tables, where they do not all follow `edition`. */
  readonly tableEditions?: TableEditions;
  readonly sections: readonly SectionResult[];
  /** table → row → column → cell. */
  readonly tables: Partial<Record<TableId, Readonly<Record<string, Readonly<Record<string, CellResult>>>>>>;
  readonly checks: { readonly passed: number; readonly failed: number; readonly notAssessable: number };
  readonly findings: readonly FindingResult[];
}

export interface ProblemResult {
  readonly code: 'damaged' | 'page-failed' | 'page-scanned' | 'limit';
  readonly message: string;
  readonly location?: Location;
  /** The pages were read, by text that a program had recognised on their pictures. */
  readonly recognised?: true;
}

export interface SectionResult {
  readonly id: SectionId | null;
  readonly title: string;
  readonly location: Location;
}

export interface CellResult {
  readonly value: number | null;
  readonly raw: string;
  readonly location: Location;
}

export interface FindingResult {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly section: SectionId | null;
  readonly cells: readonly CellId[];
  readonly expected?: number;
  readonly actual?: number;
  readonly suspects: readonly SuspectResult[];
  readonly quote?: string;
  readonly basis: string;
  readonly location: Location;
  /** Everything marked with it; `location` is the first. */
  readonly places: readonly Location[];
  readonly equation?: Equation;
  readonly gap?: { readonly side: Gap['side']; readonly title: string; readonly holds: string };
  readonly fingerprint: string;
}

export interface SuspectResult {
  readonly cell: CellId;
  readonly from: number;
  readonly to: number;
  readonly location: Location;
}
