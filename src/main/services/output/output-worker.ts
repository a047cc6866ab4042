/**
 * A worker thread that makes one file of reports and ends. It asks for a few reports at a time and keeps of each only
 * what goes into the file, so that thousands of them neither hold up the window nor fill the memory.
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { ReportResult } from '../../../shared/outputs/contract.ts';
import { csvHead, csvRows } from '../../../shared/outputs/csv.ts';
import { htmlWriter } from '../../../shared/outputs/html.ts';
import { jsonWriter, resultOf, withTogether } from '../../../shared/outputs/json.ts';
import type { Opinions } from '../../../shared/outputs/opinions.ts';
import { Refused } from '../../../shared/outputs/refused.ts';
import { xlsxWriter } from '../../../shared/outputs/xlsx.ts';
import { ruleBook } from '../../../shared/rules/built-in.ts';
import { unpack } from '../packed-outcome.ts';
import { writeThrough } from '../whole-file.ts';
import { markedCopy, notice, triedTemplate } from './for-the-unit.ts';
import { noticesWriter } from './notices.ts';
import type { FromOutputWorker, OutputFormat, OutputJob, OutputReport, ToOutputWorker } from './output-protocol.ts';
import { failureText } from './output-texts.ts';

if (!parentPort) throw new Error('runs as a worker thread only');
const port = parentPort;
const job = workerData as OutputJob;

/** By the result that was made of it: the outputs ask with that. */
const reportOf = new WeakMap<ReportResult, OutputReport>();

const opinions: Opinions = {
  verdictOf: (report, { fingerprint }) => reportOf.get(report)?.verdicts.get(fingerprint),
  reviewOf: (report) => reportOf.get(report)?.review,
};

interface Writer {
  /** What can be written already. */
  add(report: ReportResult): string | Promise<Uint8Array>;
  end(): string | Uint8Array | AsyncIterable<Uint8Array>;
}

function writerOf(format: OutputFormat): Writer {
  const { language, version, printedAt, details } = job;
  const options = { ...opinions, language, version, printedAt, details, book: ruleBook(job.packs) };
  switch (format) {
    case 'csv': {
      let head = csvHead(options);
      return {
        add(report) {
          const lines = head + csvRows(report, options);
          head = '';
          return lines;
        },
        end: () => head,
      };
    }
    case 'json':
      return jsonWriter(version);
    case 'html':
      return gathering(htmlWriter(options));
    case 'xlsx':
      return gathering(xlsxWriter(options));
    case 'notice':
      return ofOne((result, report) => notice(result, report, job));
    case 'notices': {
      const writer = noticesWriter(job);
      return { add: (result) => writer.add(result, reportOf.get(result) as OutputReport), end: () => writer.end() };
    }
    case 'template':
      return { add: () => '', end: () => triedTemplate(job) };
    case 'marked':
      return ofOne((result, report) => markedCopy(result, report, job));
  }
}

/** One of which nothing can be written before all reports are known. */
function gathering(writer: { add(report: ReportResult): void; end: Writer['end'] }): Writer {
  return {
    add(report) {
      writer.add(report);
      return '';
    },
    end: () => writer.end(),
  };
}

/** One of a single report. */
function ofOne(make: (result: ReportResult, report: OutputReport) => Promise<Uint8Array>): Writer {
  let only: ReportResult | undefined;
  return {
    add(result) {
      only = result;
      return '';
    },
    async *end() {
      const report = only && reportOf.get(only);
      if (!only || !report) throw new GoneError();
      yield await make(only, report);
    },
  };
}

class DamagedError extends Error {}

/** The report was removed meanwhile. */
class GoneError extends Error {}

async function* parts(): AsyncGenerator<string | Uint8Array> {
  const writer = writerOf(job.format);
  for (let reports = await more(); reports.length > 0; reports = await more()) {
    for (const report of reports) {
      const part = await writer.add(resultFrom(report));
      if (part.length > 0) yield part;
    }
  }
  const rest = writer.end();
  if (typeof rest === 'string' || rest instanceof Uint8Array) yield rest;
  else yield* rest;
}

function more(): Promise<ToOutputWorker> {
  return new Promise((resolve) => {
    port.once('message', resolve);
    send({ type: 'more' });
  });
}

function resultFrom(report: OutputReport): ReportResult {
  const { name, sha256, packed, compared } = report;
  try {
    const own = resultOf(unpack({ packed, together: null }), name, sha256, job.language);
    const result = compared ? withTogether(own, compared, job.language) : own;
    reportOf.set(result, report);
    return result;
  } catch {
    throw new DamagedError(name);
  }
}

function send(message: FromOutputWorker): void {
  port.postMessage(message);
}

async function makeFile(): Promise<void> {
  try {
    await writeThrough(job.file, parts());
    send({ type: 'done' });
  } catch (error) {
    if (error instanceof DamagedError) send({ type: 'damaged', name: error.message });
    else if (error instanceof Refused) send({ type: 'refused', message: error.message });
    else if (error instanceof GoneError) send({ type: 'refused', message: failureText('nothing', '', job.language) });
    else if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
    else {
      const { code, message } = error as NodeJS.ErrnoException;
      send({ type: 'not-written', code, detail: message });
    }
  }
  port.close();
}

void makeFile();
