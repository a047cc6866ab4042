/** For the tests of marked copies and notices: results of real files, and made ones with a finding at each given place. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Location } from '../../src/shared/document/location.ts';
import type { ReportResult } from '../../src/shared/outputs/contract.ts';
import { resultOf } from '../../src/shared/outputs/json.ts';
import type { MarkOptions } from '../../src/shared/outputs/marked.ts';
import { book, check, root } from '../support/compare.ts';

export const markOptions: MarkOptions = { book, verdicts: {}, date: '2024-03-31T08:00:00Z', author: '某市政府办' };

export interface RealFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Every committed report of a format, and the shared ones where they are. */
export function realFiles(extension: 'docx' | 'pdf'): RealFile[] {
  const folders = ['samples', 'tests/fixtures/reports', `tests/fixtures/${extension}`, '../shared/reports'];
  return folders.flatMap((folder) => {
    const path = join(root, folder);
    if (!existsSync(path)) return [];
    const names = readdirSync(path).filter((name) => name.endsWith(`.${extension}`));
    return names.sort().map((name) => ({ name, bytes: new Uint8Array(readFileSync(join(path, name))) }));
  });
}

export async function resultOfFile({ name, bytes }: RealFile): Promise<ReportResult> {
  return resultOf(await check(bytes, name), name, 'c3'.repeat(32), 'zh-CN');
}

/** A report with a finding at each place; `null`: a finding that has lost its place. */
export function resultWith(format: 'docx' | 'pdf', places: readonly (Location | null)[]): ReportResult {
  return {
    file: `report.${format}`,
    sha256: null,
    format,
    status: 'checked',
    error: null,
    problems: [],
    unit: '甲局',
    year: 2023,
    edition: '2021',
    sections: [],
    tables: {},
    checks: { passed: 0, failed: places.length, notAssessable: 0 },
    findings: places.map((place, index) => ({
      rule: 'text.table-conflict',
      severity: (['error', 'warning', 'info'] as const)[index % 3] as 'error',
      message: `第${index}处 <&"'>`,
      section: null,
      cells: [],
      suspects: [],
      basis: '某条',
      location: place as Location,
      places: place ? [place] : [],
      fingerprint: `f${index}`,
    })),
  };
}
