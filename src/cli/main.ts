/**
 * The terminal program (docs/contract.md): checks files and folders, prints the result on standard output
 * and nothing else there. Exit status: 0 no error found, 1 errors found, 2 wrong usage or a named file
 * could not be read.
 */
import { readFileSync } from 'node:fs';
import { sep } from 'node:path';
import { checkFiles } from '../main/services/check-files.ts';
import { version } from '../main/version.ts';
import type { ReportResult } from '../shared/outputs/contract.ts';
import { counted } from '../shared/outputs/counted.ts';
import { jsonParts, summaryOf, toNdjsonLine } from '../shared/outputs/json.ts';
import { reportText, summaryText, type TextOptions } from '../shared/outputs/text.ts';
import type { RulePack } from '../shared/rules/pack.ts';
import { formats, type Options, parseOptions } from './options.ts';
import { checkOutput, inputFault, outputFault, writeOutput } from './output-file.ts';
import { showProgress } from './progress.ts';
import { help, inLanguage, languageAsked, OutputError, UsageError, usageHint } from './usage.ts';

const wrongUsage = 2;

async function run(argv: readonly string[]): Promise<number> {
  const options = parseOptions(argv);
  if (options === 'help' || options === 'version') {
    process.stdout.write(options === 'help' ? help(formats, languageAsked(argv)) : `gouji ${version}\n`);
    return 0;
  }
  const packs = await loadPacks(options);
  if (options.explain.length > 0) {
    await explainRules(options, packs);
    return 0;
  }
  // Before the work of the check is done for nothing.
  if (options.output !== null) await checkOutput(options.output, options.force);
  writesFiles = options.notices !== null || options.marked !== null;
  const returns = writesFiles ? await import('./returns.ts') : null;
  const template = returns ? await returns.prepareReturns(options) : null;
  const print = options.output === null ? standardOutput : collect();
  const progress = showProgress(options.language);
  const { reports, skipped, failed } = await checkFiles({
    paths: options.paths,
    packs,
    language: options.language,
    jobs: options.jobs,
    // A line is written as soon as its report is checked, before the others are known.
    together: options.format !== 'ndjson',
    onReport: (report, total) => {
      if (options.format === 'ndjson') {
        progress.clear();
        print.write(toNdjsonLine(report));
      }
      progress.done(total);
    },
  });
  progress.clear();
  if (options.format === 'json') for (const part of jsonParts(reports, version)) print.write(part);
  if (options.format === 'text') {
    const text = await textOptions(options, packs);
    for (const report of reports) print.write(reportText(report, text));
    print.write(summaryText(summaryOf(reports), text));
  }
  const made = await document(reports, options, packs);
  if (typeof made === 'string') print.write(made);
  if (options.output !== null) {
    await writeOutput(options.output, made instanceof Uint8Array ? [made] : print.parts, options.force);
  }
  if (returns) {
    const { ruleBook } = await import('../shared/rules/built-in.ts');
    await returns.writeReturns(reports, options, ruleBook(packs), template, new Date());
  }
  if (reports.length === 0) process.stderr.write(`${nothingThere[options.language]}\n`);
  if (skipped > 0) process.stderr.write(skippedText(skipped, options));
  return exitStatus(reports, failed.length, options.paths);
}

/** The formats of other programs; each is loaded only where it is asked for. */
async function document(
  reports: readonly ReportResult[],
  options: Options,
  packs: readonly RulePack[],
): Promise<string | Uint8Array | null> {
  const { format, language } = options;
  if (format === 'text' || format === 'json' || format === 'ndjson') return null;
  const { ruleBook } = await import('../shared/rules/built-in.ts');
  const settings = { language, version, book: ruleBook(packs) };
  switch (format) {
    case 'sarif':
      return (await import('../shared/outputs/sarif.ts')).toSarif(reports, { ...settings, separator: sep });
    case 'html':
      return (await import('../shared/outputs/html.ts')).toHtml(reports, {
        ...settings,
        printedAt: today(),
        details: options.details,
      });
    case 'csv':
      return (await import('../shared/outputs/csv.ts')).toCsv(reports, settings);
    case 'xlsx':
      return (await import('../shared/outputs/xlsx.ts')).toXlsx(reports, settings);
  }
}

/** The user's own day, as ISO 8601 writes it. */
function today(): string {
  const now = new Date();
  const digits = (value: number) => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${digits(now.getMonth() + 1)}-${digits(now.getDate())}`;
}

/** 2 for a file named on the command line that could not be read; what a folder holds is no usage of the user's. */
function exitStatus(reports: readonly ReportResult[], failed: number, named: readonly string[]): number {
  const unreadable = reports.some((report) => report.status === 'unreadable' && named.includes(report.file));
  if (failed > 0 || unreadable || reports.length === 0) return wrongUsage;
  return summaryOf(reports).errors > 0 ? 1 : 0;
}

async function loadPacks({ rules: files, language }: Options): Promise<RulePack[]> {
  if (files.length === 0) return [];
  // The YAML parser and the schema are loaded only for packs of the user: the built-in ones need neither.
  const { faultBeside, loadPack, RulePackError } = await import('../shared/rules/load-pack.ts');
  const packs: RulePack[] = [];
  for (const file of files) {
    try {
      const pack = loadPack(readFileSync(file, 'utf8'), file);
      const fault = faultBeside(packs, pack);
      if (fault) throw new RulePackError(file, [fault]);
      packs.push(pack);
    } catch (error) {
      if (error instanceof RulePackError) {
        const lines = error.faults.map(({ line, reason }) => `${file}:${line}: ${inLanguage('', reason, language)}`);
        throw new UsageError('', lines.join('\n'));
      }
      throw new UsageError(`--rules ${file}`, inputFault(error as NodeJS.ErrnoException));
    }
  }
  return packs;
}

async function explainRules({ explain: ids, language }: Options, packs: readonly RulePack[]): Promise<void> {
  const { explain } = await import('./explain.ts');
  for (const id of ids) {
    const text = await explain(id, language, packs);
    if (text === null) {
      throw new UsageError(`--explain ${id}`, { 'zh-CN': '没有这条规则', en: 'there is no such rule' });
    }
    process.stdout.write(`${text}\n`);
  }
}

interface Sink {
  write(text: string): void;
  /** What was written, where it is kept. */
  readonly parts: readonly string[];
}

/** Whether the reader of standard output has gone. */
let isCut = false;
/** Whether files are written besides what goes to standard output. */
let writesFiles = false;

const standardOutput: Sink = {
  write: (text) => {
    if (!isCut) process.stdout.write(text);
  },
  parts: [],
};

function collect(): Sink {
  const parts: string[] = [];
  return { write: (text) => void parts.push(text), parts };
}

async function textOptions({ output, language }: Options, packs: readonly RulePack[]): Promise<TextOptions> {
  const { ruleBook } = await import('../shared/rules/built-in.ts');
  const book = ruleBook(packs);
  const terminal = output === null && process.stdout.isTTY === true;
  if (!terminal) return { language, book, color: false };
  const { hangingIndent } = await import('./hanging-indent.ts');
  const color = !process.env.NO_COLOR;
  return { language, book, color, wrap: (line, indent) => hangingIndent(line, indent, process.stdout.columns ?? 80) };
}

const nothingThere = {
  'zh-CN': '没有找到可以核查的文件：文件夹中没有 DOCX、PDF 或 TXT。',
  en: 'Nothing was checked: there is no DOCX, PDF or TXT in the folder.',
} as const;

function skippedText(skipped: number, { language }: Options): string {
  return language === 'zh-CN'
    ? `文件夹中另有 ${skipped} 个文件已跳过：不是 DOCX、PDF 或 TXT，或是隐藏文件、临时文件。\n`
    : `Skipped in folders (no DOCX, PDF or TXT, hidden or temporary): ${counted(skipped, 'file')}.\n`;
}

/**
 * Runs the program for one command line; its exit status becomes that of the process (`process.exitCode`). What is
 * wrong with the command line is said on standard error; rejects only for a bug.
 */
export async function main(argv: readonly string[]): Promise<void> {
  const language = languageAsked(argv);
  // A reader that has seen enough (| head) closes the pipe: nothing is to be said, but the result did not arrive whole.
  // What is written into files besides is written all the same.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (!isCut && error.code !== 'EPIPE') {
      const stream = inLanguage('', { 'zh-CN': '标准输出', en: 'standard output' }, language);
      process.stderr.write(`${inLanguage(stream, outputFault(error), language)}\n`);
      process.exit(wrongUsage);
    }
    isCut = true;
    if (!writesFiles) process.exit(process.exitCode ?? wrongUsage);
  });
  try {
    process.exitCode = await run(argv);
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof OutputError)) throw error;
    process.stderr.write(`${error.text(language)}\n`);
    if (error instanceof UsageError) {
      process.stderr.write(`\n${error.isShort ? help(formats, language) : usageHint(language)}`);
    }
    process.exitCode = wrongUsage;
  }
}
