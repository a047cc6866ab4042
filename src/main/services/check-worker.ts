/**
 * A worker thread. Of the checking pool: reads one file after the other, checks it and answers; it keeps nothing of a
 * file but the PDF engine. Of the comparer: keeps what reports are compared by.
 */
import { readFile, stat } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { checkFile } from '../../shared/check.ts';
import { defaultLimits } from '../../shared/readers/limits.ts';
import type { PdfEngine } from '../../shared/readers/pdf/engine.ts';
import { createPdfiumEngine } from '../../shared/readers/pdf/pdfium.ts';
import { ruleBook } from '../../shared/rules/built-in.ts';
import { unreadable } from '../../shared/unreadable.ts';
import type { CheckSource, FromWorker, PlainAnswer, ToWorker, WorkerSetup } from './check-protocol.ts';
import type { CompareWork } from './compare-work.ts';
import { pack } from './packed-outcome.ts';
import { sha256 } from './sha256.ts';
import { zip } from './zip-tools.ts';

if (!parentPort) throw new Error('runs as a worker thread only');
const port = parentPort;
const setup = workerData as WorkerSetup;
const book = ruleBook(setup.packs);

let pdfium: Promise<WebAssembly.Module> | undefined;
let receivePdfium: ((module: WebAssembly.Module) => void) | undefined;
let engine: PdfEngine | undefined;

async function pdfEngine(): Promise<PdfEngine> {
  // The main thread compiles it once for all workers.
  pdfium ??= new Promise((resolve) => {
    receivePdfium = resolve;
    send({ type: 'need-pdfium' });
  });
  if (!engine || engine.dead) engine = await createPdfiumEngine(await pdfium);
  return engine;
}

function send(message: FromWorker, transfer: ArrayBuffer[] = []): void {
  port.postMessage(message, transfer);
}

let comparing: Promise<CompareWork> | undefined;

/** Loaded where reports are compared only. */
function compareWork(): Promise<CompareWork> {
  comparing ??= import('./compare-work.ts').then(({ createCompareWork }) => createCompareWork(book));
  return comparing;
}

port.on('message', async (message: ToWorker) => {
  if (message.type === 'pdfium') {
    receivePdfium?.(message.module);
    return;
  }
  if (message.type === 'end') {
    port.close();
    return;
  }
  try {
    if (message.type === 'digests') {
      (await compareWork()).take(message.digests);
      return;
    }
    if (message.type === 'compare') {
      send({ type: 'compared', changed: (await compareWork()).compare(message.ids) });
      return;
    }
    const answer = await check(message.source, message.file);
    if (!setup.pack) {
      send({ type: 'answer', answer });
      return;
    }
    const packed = pack(answer);
    send({ type: 'answer', answer: packed }, [packed.packed.buffer as ArrayBuffer]);
  } catch (error) {
    send({ type: 'failed', detail: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});

async function check(source: CheckSource, file: string): Promise<PlainAnswer> {
  const bytes = 'bytes' in source ? source.bytes : await read(source.path);
  if (bytes === 'not-found') return { kind: 'plain', sha256: null, outcome: unreadable('not-found') };
  if (bytes === 'too-large') {
    const limit = Math.round(defaultLimits.fileBytes / 2 ** 20);
    return { kind: 'plain', sha256: null, outcome: unreadable('too-large', { limit }) };
  }
  const outcome = await checkFile(bytes, file, { book, limits: defaultLimits, pdfEngine, zip });
  return { kind: 'plain', sha256: sha256(bytes), outcome };
}

/** The size is asked first: a file beyond the limit is not read. */
async function read(path: string): Promise<Uint8Array | 'not-found' | 'too-large'> {
  try {
    const { size } = await stat(path);
    return size > defaultLimits.fileBytes ? 'too-large' : await readFile(path);
  } catch {
    return 'not-found';
  }
}

send({ type: 'ready' });
