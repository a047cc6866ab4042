/**
 * A program of its own for the tests of the archive, to be killed, to run beside another, or to meet a folder or a
 * disk that takes nothing. Says on standard output what it has done, a line of JSON each.
 *
 *   node archive-child.ts <what> <data folder> <session folder> <more>
 */
import { randomBytes } from 'node:crypto';
import { writeSync } from 'node:fs';
import { type Archive, openArchive } from '../../src/main/services/archive/archive.ts';
import { pack } from '../../src/main/services/packed-outcome.ts';
import { createProgram } from '../../src/main/services/program.ts';
import type { SourceDocument } from '../../src/shared/document/document.ts';
import { unreadable } from '../../src/shared/unreadable.ts';

const [what, folder, sessionFolder, more] = process.argv.slice(2) as [string, string, string, string?];

const say = (value: unknown) => writeSync(1, `${JSON.stringify(value)}\n`);

function open(): Archive {
  return openArchive({ folder, sessionFolder, program: '1', onProblem: ({ code }) => say({ problem: code }) });
}

/** Adds a report that takes several pages of the file, and a decision on it. Answers with its id. */
function addOne(archive: Archive): number {
  const [id] = archive.add([{ name: 'report.txt', path: null, kept: null }]) as [number];
  // Random, so that it does not shrink when packed.
  const document = { text: randomBytes(20_000).toString('base64') } as unknown as SourceDocument;
  const sha256 = randomBytes(32).toString('hex');
  const settled = archive.settle(
    id,
    pack({ sha256, outcome: { ...unreadable('empty'), error: null, document } }),
    'rules',
  );
  if (!settled) throw new Error('not settled');
  archive.decide(settled.report, 'abc', { decision: 'confirmed', note: String(id), at: new Date().toISOString() });
  return id;
}

if (what === 'write') {
  const archive = open();
  for (;;) say({ id: addOne(archive) });
}

if (what === 'begin') {
  say({ ready: true });
  // All begin at the same word.
  process.stdin.once('data', () => {
    const archive = open();
    const id = addOne(archive);
    say({ id, problem: archive.problem() });
    archive.close();
    process.exit();
  });
}

if (what === 'full') {
  const archive = open();
  const ids: number[] = [];
  while (archive.problem() === null) {
    ids.push(addOne(archive));
    if (archive.problem() === null) say({ id: ids.at(-1) });
  }
  for (let index = 0; index < 5; index++) ids.push(addOne(archive));
  const readable = ids.filter((id) => (archive.outcome(id)?.packed.byteLength ?? 0) > 10_000);
  const decided = archive.reports().filter((report) => archive.verdicts(report).get('abc')?.note === String(report.id));
  say({ added: ids.length, distinct: new Set(ids).size, readable: readable.length, decided: decided.length });
  archive.close();
}

if (what === 'read-only') {
  // An administrator may write anywhere.
  if (process.getuid?.() === 0) process.setuid?.(65534);
  const archive = open();
  say({ problem: archive.problem()?.code, before: archive.reports().map(({ id }) => id) });
  const id = addOne(archive);
  say({ id, after: archive.reports().map((report) => report.id) });
  archive.close();
}

if (what === 'check' || what === 'go-on') {
  const program = createProgram({
    shell: 'browser',
    version: '1',
    samples: '',
    dataFolder: folder,
    sessionFolder,
    log: (line) => say({ log: line }),
    pool: { workers: 2, script: new URL('./test-worker.ts', import.meta.url) },
  });
  program.subscribe((event) => {
    if (event.type !== 'entries') return;
    for (const { id, state } of event.entries) if (state === 'done') say({ id });
    if (program.isIdle()) say({ idle: true });
  });
  // What the one before left is checked without being asked for.
  if (what === 'check') await program.add([{ name: 'folder', path: more as string }]);
  // Until it is killed, or told to end.
  process.stdin.once('data', async () => {
    await program.close();
    process.exit();
  });
}
