/** The notices to many units as one ZIP, a DOCX for each report that has something to tell. Runs in the output worker. */
import { Zip, ZipPassThrough } from 'fflate/browser';
import type { ReportResult } from '../../../shared/outputs/contract.ts';
import { Refused, type RefusedCode } from '../../../shared/outputs/refused.ts';
import { notice } from './for-the-unit.ts';
import type { OutputJob, OutputReport } from './output-protocol.ts';
import { outputName } from './output-texts.ts';

/** Why a report has no notice of its own. Whatever else is refused concerns them all. */
const nothingToTell: ReadonlySet<RefusedCode> = new Set(['nothing-chosen', 'no-errors', 'unreadable']);

export interface NoticesWriter {
  /** What can be written already. */
  add(result: ReportResult, report: OutputReport): Promise<Uint8Array>;
  /** @throws Refused where no report had anything to tell */
  end(): Uint8Array;
}

export function noticesWriter(job: OutputJob): NoticesWriter {
  let ready: Uint8Array[] = [];
  let fault: Error | null = null;
  const names = new Set<string>();
  const zip = new Zip((error, part) => {
    if (error) fault = error;
    else ready.push(part);
  });

  /** What the ZIP has made since the last time. */
  function taken(): Uint8Array {
    if (fault) throw fault;
    const parts = Buffer.concat(ready);
    ready = [];
    return parts;
  }

  /** Of two reports of one unit and year, in two formats or without a name, the second gets a number. */
  function freeName({ unit, year, format }: ReportResult): string {
    const name = outputName('notice', { unit, year, format }, job.printedAt, job.language);
    let free = name;
    for (let number = 2; names.has(free); number++) free = name.replace(/(?=\.docx$)/, ` (${number})`);
    names.add(free);
    return free;
  }

  return {
    async add(result, report) {
      try {
        const bytes = await notice(result, report, job);
        // A DOCX is compressed already.
        const file = new ZipPassThrough(freeName(result));
        zip.add(file);
        file.push(bytes, true);
      } catch (error) {
        if (!(error instanceof Refused && nothingToTell.has(error.code))) throw error;
      }
      return taken();
    },
    end() {
      if (names.size === 0)
        throw new Refused(job.notice?.choice === 'confirmed' ? 'nothing-chosen' : 'no-errors', job.language);
      zip.end();
      return taken();
    },
  };
}
