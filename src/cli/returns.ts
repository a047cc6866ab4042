/** `--notices`, `--marked`: documents that go back to the units, one file each, beside the result that is printed. */
import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { kindOf } from '../main/services/whole-file.ts';
import { chosenFindings } from '../shared/outputs/chosen.ts';
import type { ReportResult } from '../shared/outputs/contract.ts';
import { counted } from '../shared/outputs/counted.ts';
import { Refused } from '../shared/outputs/refused.ts';
import type { Language } from '../shared/rules/finding.ts';
import type { RuleBook } from '../shared/rules/pack.ts';
import type { Options } from './options.ts';
import { alreadyThere, inputFault, outputFault, writeOutput } from './output-file.ts';
import { inLanguage, OutputError, UsageError } from './usage.ts';

type Kind = 'notices' | 'marked';

const words = {
  'zh-CN': {
    suffix: { notices: '整改通知书', marked: '批注' },
    written: (notices: number, marked: number) =>
      [notices > 0 ? `${notices} 份整改通知书` : '', marked > 0 ? `${marked} 份带批注的报告` : ''].filter(Boolean),
    none: '没有需要写出的通知书或批注。',
    wrote: (what: string) => `已写出 ${what}。`,
    and: '、',
    unconfirmed: '通知书列出了全部错误，没有经过人工确认，请核对后再发。',
    txt: (count: number) => `${count} 份 TXT 报告不能加批注，已跳过。`,
    changed: '文件在核查之后有改动，没有加批注。',
  },
  en: {
    suffix: { notices: 'notice', marked: 'marked' },
    written: (notices: number, marked: number) =>
      [notices > 0 ? counted(notices, 'notice') : '', marked > 0 ? counted(marked, 'marked report') : ''].filter(
        Boolean,
      ),
    none: 'There are no notices or marked reports to write.',
    wrote: (what: string) => `Written: ${what}.`,
    and: ', ',
    unconfirmed: 'The notices list all errors; nobody has confirmed them. Look through them before they go out.',
    txt: (count: number) => `${counted(count, 'TXT report')} skipped: TXT cannot be marked.`,
    changed: 'The file has changed since it was checked and was not marked.',
  },
} as const;

/** Before the check: the folders are there, and the template can be read. @throws UsageError, OutputError */
export async function prepareReturns(options: Options): Promise<Uint8Array | null> {
  for (const kind of ['notices', 'marked'] as const) {
    const folder = options[kind];
    if (folder === null) continue;
    if ((await kindOf(folder)) === 'file') {
      throw new UsageError(`--${kind} ${folder}`, { 'zh-CN': '是一个文件，不是文件夹', en: 'is a file, not a folder' });
    }
    try {
      await mkdir(folder, { recursive: true });
    } catch (error) {
      throw new OutputError(`--${kind} ${folder}`, outputFault(error as NodeJS.ErrnoException));
    }
  }
  if (options.template === null) return null;
  try {
    return await readFile(options.template);
  } catch (error) {
    throw new UsageError(`--template ${options.template}`, inputFault(error as NodeJS.ErrnoException));
  }
}

/**
 * Writes a notice for each report with errors, and a marked copy of each DOCX and PDF with findings. Nothing is written
 * where one of the files is there already, unless `force`. What could not be made is said on standard error.
 * @throws UsageError, OutputError
 */
export async function writeReturns(
  reports: readonly ReportResult[],
  options: Options,
  book: RuleBook,
  template: Uint8Array | null,
  date: Date,
): Promise<void> {
  const { language, force } = options;
  const say = words[language];
  const targets = (['notices', 'marked'] as const).flatMap((kind) => targetsOf(kind, reports, options));
  if (!force) {
    for (const { kind, path } of targets) {
      if ((await kindOf(path)) !== 'none') throw alreadyThere(path, `--${kind}`);
    }
  }
  const count = { notices: 0, marked: 0 };
  const tell = (sentence: string) => process.stderr.write(`${sentence}\n`);
  for (const { kind, path, report } of targets) {
    try {
      const bytes =
        kind === 'notices'
          ? await notice(report, language, book, template, date)
          : await marked(report, language, book, date);
      if (!bytes) tell(inLanguage(report.file, say.changed, language));
      else {
        await writeOutput(path, [bytes], force, `--${kind}`);
        count[kind]++;
      }
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      // A template that cannot be used is wrong for every report.
      if (error.code.startsWith('template-')) {
        throw new UsageError(`--template ${options.template}`, error.message);
      }
      tell(inLanguage(report.file, error.message, language));
    }
  }
  const done = say.written(count.notices, count.marked);
  tell(done.length === 0 ? say.none : say.wrote(done.join(say.and)));
  if (count.notices > 0) tell(say.unconfirmed);
  const txt = reports.filter(({ format, findings }) => format === 'txt' && findings.length > 0).length;
  if (options.marked !== null && txt > 0) tell(say.txt(txt));
}

interface Target {
  readonly kind: Kind;
  readonly path: string;
  readonly report: ReportResult;
}

/** The files to be made, each with the name of its report; reports of one name in several folders are numbered. */
function targetsOf(kind: Kind, reports: readonly ReportResult[], options: Options): Target[] {
  const folder = options[kind];
  if (folder === null) return [];
  const taken = new Set<string>();
  return reports
    .filter((report) => isWanted(kind, report))
    .map((report) => {
      const name = shortened(basename(report.file, extname(report.file)));
      const extension = kind === 'notices' ? '.docx' : `.${report.format}`;
      const suffix = words[options.language].suffix[kind];
      let file = '';
      for (let number = 1; file === '' || taken.has(file.toLowerCase()); number++) {
        file = `${name}-${suffix}${number > 1 ? `-${number}` : ''}${extension}`;
      }
      taken.add(file.toLowerCase());
      return { kind, path: join(folder, file), report };
    });
}

/** So many bytes of a report's name; with what is added to it, and while it is written, a name has 255 at most. */
const longestName = 200;

function shortened(name: string): string {
  if (Buffer.byteLength(name) <= longestName) return name;
  const characters = [...name];
  while (Buffer.byteLength(characters.join('')) > longestName - 3) characters.pop();
  return `${characters.join('')}…`;
}

function isWanted(kind: Kind, report: ReportResult): boolean {
  if (report.status === 'unreadable') return false;
  if (kind === 'notices') return chosenFindings(report, {}, 'errors').length > 0;
  return report.format !== 'txt' && report.findings.length > 0;
}

async function notice(
  report: ReportResult,
  language: Language,
  book: RuleBook,
  template: Uint8Array | null,
  date: Date,
): Promise<Uint8Array> {
  const { toNotice } = await import('../shared/outputs/notice.ts');
  const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0'));
  return toNotice(report, {
    language,
    book,
    verdicts: {},
    choice: 'errors',
    issuer: '',
    deadline: null,
    date: day.join('-'),
    ...(template ? { template } : {}),
  });
}

/** null where the file is no longer the one that was checked. */
async function marked(
  report: ReportResult,
  language: Language,
  book: RuleBook,
  date: Date,
): Promise<Uint8Array | null> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(report.file);
  } catch {
    return null;
  }
  if (createHash('sha256').update(bytes).digest('hex') !== report.sha256) return null;
  const options = { language, book, verdicts: {}, date: date.toISOString() };
  return report.format === 'docx'
    ? (await import('../shared/outputs/marked-docx.ts')).toMarkedDocx(bytes, report, options)
    : (await import('../shared/outputs/marked-pdf.ts')).toMarkedPdf(bytes, report, options);
}
