/**
 * npm run bench:reading — how right and how fast files are read and checked, against the well-known libraries on the
 * same files in the same run. Prints Markdown; docs/benchmarks/reading.md says how to read it.
 *
 *   node bench/reading.ts [--quick] [--no-printers] [--write]
 *
 * --quick: fewer files and rounds; --no-printers: no PDFs printed just now; --write: puts the figures into the document.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Format } from '../src/shared/document/document.ts';
import { txtStyles } from '../tests/generator/render-txt.ts';
import { type Accuracy, accuracyOf } from './support/accuracy.ts';
import { check, root } from './support/checker.ts';
import { type CorpusFile, generatedFiles, keptFiles, longTxt, printedFiles, realReports } from './support/corpus.ts';
import { prepare, processTimes, watched } from './support/process.ts';
import { rivals } from './support/rivals.ts';
import { inTurn, median, type Pair } from './support/timing.ts';

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    'no-printers': { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});
const size = options.quick
  ? { each: 5, printed: 1, timed: 1, rounds: 3, warmUp: 2, starts: 5, folder: 200 }
  : { each: 60, printed: 3, timed: 4, rounds: 9, warmUp: 4, starts: 21, folder: 1000 };

const lines: string[] = [];
let missed = 0;

function print(line = ''): void {
  lines.push(line);
  console.log(line);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): void {
  print(`| ${head.join(' | ')} |`);
  print(`|${' --- |'.repeat(head.length)}`);
  for (const row of rows) print(`| ${row.join(' | ')} |`);
  print();
}

/** Says whether a target is met. */
function verdict(met: boolean): string {
  if (!met) missed++;
  return met ? 'met' : '**missed**';
}

const ms = (time: number): string => (time < 10 ? time.toFixed(2) : time.toFixed(0));
const ratio = (pair: Pair): string => `1/${(pair.theirs / pair.ours).toFixed(1)}`;
const groupsOf = <T extends { format: Format; producer: string }>(items: readonly T[]): Map<string, T[]> =>
  Map.groupBy(items, ({ format, producer }) => `${format} ${producer}`);

// ---- what is right ----

const printed = options['no-printers'] ? { files: [], missing: [] } : await printedFiles(size.printed);
const kept = keptFiles();
const generated = await generatedFiles(size.each);
const files = [...kept, ...generated, ...printed.files];

interface Judged {
  readonly file: CorpusFile;
  readonly format: Format;
  readonly producer: string;
  readonly accuracy: Accuracy;
}
const judged: Judged[] = [];
for (const file of files) {
  const accuracy = accuracyOf(file, await check(file.bytes, file.name));
  if (accuracy) judged.push({ file, format: file.format, producer: file.producer, accuracy });
}

const machine = `${cpus()[0]?.model.trim()} × ${cpus().length}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform} ${process.arch}`;
const load = loadavg().map((value) => value.toFixed(1));
print(`${new Date().toISOString().slice(0, 10)} · ${machine} · Node ${process.versions.node} · load ${load.join(' ')}`);
print();
print('### What is read right');
print();
const sum = (items: readonly Judged[], of: (accuracy: Accuracy) => number): number =>
  items.reduce((total, { accuracy }) => total + of(accuracy), 0);
const accuracyRow = (name: string, items: readonly Judged[]): string[] => [
  name,
  String(items.length),
  String(items.filter(({ accuracy }) => accuracy.whole).length),
  String(sum(items, ({ cells }) => cells)),
  String(sum(items, ({ right }) => right)),
  String(sum(items, ({ absent }) => absent)),
  String(sum(items, ({ wrong }) => wrong.length)),
];
table(
  ['format and producer', 'files', 'wholly right', 'cells', 'right', 'said to be missing', 'wrong, but shown as read'],
  [...[...groupsOf(judged)].map(([name, items]) => accuracyRow(name, items)), accuracyRow('all', judged)],
);
print(`No cell wrong but shown as read: ${verdict(sum(judged, ({ wrong }) => wrong.length) === 0)}.`);
if (printed.missing.length > 0) print(`Not installed here, so not printed: ${printed.missing.join(', ')}.`);
print();
for (const { file, accuracy } of judged) {
  if (!accuracy.whole) print(`- ${file.name}: ${accuracy.faults.slice(0, 4).join('; ')}`);
}
print();

// ---- how fast: warm, in one process ----

const timed = [
  ...kept,
  ...realReports(),
  ...[...groupsOf([...generated, ...printed.files]).values()].flatMap((group) => group.slice(0, size.timed)),
];
const times: (CorpusFile & { readonly pair: Pair })[] = [];
// Format by format: the garbage of pdf.js is no matter of a DOCX.
for (const ofFormat of Map.groupBy(timed, ({ format }) => format).values()) {
  const works = ofFormat.map(({ bytes, name, format }) => ({
    ours: () => check(bytes, name),
    theirs: () => rivals[format].run(bytes),
  }));
  const pairs = await inTurn(works, size.rounds, size.warmUp);
  times.push(...ofFormat.map((file, index) => ({ ...file, pair: pairs[index] as Pair })));
}
const medianPair = (items: readonly { pair: Pair }[]): Pair => ({
  ours: median(items.map(({ pair }) => pair.ours)),
  theirs: median(items.map(({ pair }) => pair.theirs)),
});

print('### Reading and checking, warm');
print();
table(
  ['format and producer', 'files', 'ours, ms', 'library, ms', 'ratio of the medians', 'least ratio of a file'],
  [...groupsOf(times)].map(([name, items]) => {
    const pair = medianPair(items);
    const worst = items.reduce((a, b) => (b.pair.ours / b.pair.theirs > a.pair.ours / a.pair.theirs ? b : a));
    return [name, String(items.length), ms(pair.ours), ms(pair.theirs), ratio(pair), ratio(worst.pair)];
  }),
);
for (const format of ['docx', 'pdf', 'txt'] as const) print(`- library for ${format}: ${rivals[format].name}`);
print();

const isType3 = ({ producer }: { producer: string }): boolean => producer.includes('type3');
const docx = medianPair(times.filter(({ format }) => format === 'docx'));
const pdf = medianPair(times.filter((file) => file.format === 'pdf' && !isType3(file)));
const type3 = medianPair(times.filter((file) => file.format === 'pdf' && isType3(file)));
const long = txtStyles.map((style, index) => ({ style, bytes: longTxt(style, 30_000, 77 + index) }));
const longTimes = await inTurn(
  long.map(({ style, bytes }) => ({
    ours: () => check(bytes, `${style}.txt`),
    theirs: () => rivals.txt.run(bytes),
  })),
  size.rounds * 2,
  size.warmUp,
);
const slowest = Math.max(...longTimes.map(({ ours }) => ours));
table(
  ['target', 'measured', ''],
  [
    ['DOCX at most 1/15 of mammoth', ratio(docx), verdict(docx.ours * 15 <= docx.theirs)],
    ['PDF at most 1/6 of the bare calls of pdf.js', ratio(pdf), verdict(pdf.ours * 6 <= pdf.theirs)],
    ['PDF with Type 3 fonts at most 1/2', ratio(type3), verdict(type3.ours * 2 <= type3.theirs)],
    [
      'TXT of 30 KB under 5 ms, in every style',
      long.map(({ style }, index) => `${style} ${ms(longTimes[index]?.ours ?? 0)}`).join(', '),
      verdict(slowest < 5),
    ],
  ],
);

// ---- the program as a process ----

print('### The whole process for one file');
print();
prepare();
const single = [
  'tests/fixtures/reports/2021-department-right.txt',
  'tests/fixtures/reports/2020-government-faults.docx',
  'tests/fixtures/reports/2021-government-faults.pdf',
  'tests/fixtures/reports/2023-department-type3.pdf',
];
const starts = processTimes(single, size.starts);
table(
  ['file', 'process, ms', 'Node alone, ms', 'Node and an idle worker, ms', 'ratio to Node alone', 'target', ''],
  starts.map(({ file, time, node, worker }) => {
    const most = file.endsWith('.pdf') ? 5 : 2.5;
    const times = [ms(time), ms(node), ms(worker), `${(time / node).toFixed(1)} ×`];
    return [file, ...times, `${most} ×`, verdict(time <= most * node)];
  }),
);
const loads = single.map((file) => ({ file, ...watched([file]) }));
table(
  ['file', 'modules loaded', 'of them engines', 'peak memory, MiB', ''],
  loads.map(({ file, modules, engines, memory }) => {
    const allowed = file.endsWith('.pdf') ? ['pdfium.wasm', '@embedpdf'] : [];
    const right = engines.every((name) => allowed.includes(name));
    return [file, String(modules), engines.join(', ') || 'none', memory.toFixed(0), verdict(right)];
  }),
);

print(`### A folder of ${size.folder} DOCX`);
print();
const folder = mkdtempSync(join(tmpdir(), 'gouji-folder-'));
try {
  const reports = generated.filter(({ format }) => format === 'docx');
  for (let index = 0; index < size.folder; index++) {
    const below = join(folder, String(index % 20));
    mkdirSync(below, { recursive: true });
    writeFileSync(join(below, `${index}.docx`), (reports[index % reports.length] as CorpusFile).bytes);
  }
  const runs = [1, cpus().length].map((jobs) => ({ jobs, ...watched([folder, '--jobs', String(jobs)], 'ndjson') }));
  table(
    ['workers', 'seconds', 'files a second', 'peak memory, MiB'],
    runs.map(({ jobs, time, memory }) => [
      String(jobs),
      (time / 1000).toFixed(2),
      (size.folder / (time / 1000)).toFixed(0),
      memory.toFixed(0),
    ]),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
print(missed === 0 ? 'All targets met.' : `Targets missed: ${missed}.`);

if (options.write) {
  const document = join(root, 'docs', 'benchmarks', 'reading.md');
  const [before, , after] = readFileSync(document, 'utf8').split(/<!-- figures: (?:begin|end) -->\n/);
  writeFileSync(
    document,
    `${before}<!-- figures: begin -->\n${lines.join('\n')}\n<!-- figures: end -->\n${after ?? ''}`,
  );
}
