/** The command line of the terminal program: its options, and what is wrong with them. */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import type { Language } from '../shared/rules/finding.ts';
import { type Sentence, UsageError } from './usage.ts';

export const formats = ['text', 'json', 'ndjson', 'sarif', 'html', 'csv', 'xlsx'] as const;
export type OutputFormat = (typeof formats)[number];

export interface Options {
  readonly paths: readonly string[];
  readonly format: OutputFormat;
  readonly output: string | null;
  /** Folders for notices to the units and for their marked reports. */
  readonly notices: string | null;
  readonly marked: string | null;
  /** The office's own template for the notices. */
  readonly template: string | null;
  /** Whether what is written may take the place of a file that is there. */
  readonly force: boolean;
  /** Whether the printed summary of several reports lists the findings of each. */
  readonly details: boolean;
  readonly rules: readonly string[];
  readonly language: Language;
  readonly jobs: number;
  /** Ids of rules to be explained in place of checking. */
  readonly explain: readonly string[];
}

/** @returns 'help' or 'version' where that is asked for. @throws UsageError */
export function parseOptions(argv: readonly string[]): Options | 'help' | 'version' {
  const { values, positionals } = parse(argv);
  if (values.help) return 'help';
  if (values.version) return 'version';
  const format = formats.find((name) => name === values.format);
  if (!format) {
    throw new UsageError(`--format ${values.format}`, {
      'zh-CN': `只能是 ${formats.join('、')}`,
      en: `must be one of ${formats.join(', ')}`,
    });
  }
  const language = (['zh-CN', 'en'] as const).find((name) => name === values.lang);
  if (!language) {
    throw new UsageError(`--lang ${values.lang}`, { 'zh-CN': '只能是 zh-CN 或 en', en: 'must be zh-CN or en' });
  }
  const jobs = values.jobs === undefined ? availableParallelism() : Number(values.jobs);
  if (!Number.isInteger(jobs) || jobs < 1 || jobs > 256) {
    throw new UsageError(`--jobs ${values.jobs}`, {
      'zh-CN': '应为 1 到 256 的整数',
      en: 'must be a whole number from 1 to 256',
    });
  }
  if (format === 'xlsx' && values.output === undefined) {
    throw new UsageError('--format xlsx', { 'zh-CN': '请用 --output 指定文件', en: 'needs --output FILE' });
  }
  if (values.template !== undefined && values.notices === undefined) {
    throw new UsageError('--template', { 'zh-CN': '请同时用 --notices 指定文件夹', en: 'needs --notices FOLDER' });
  }
  const explain = values.explain ?? [];
  if (positionals.length === 0 && explain.length === 0) {
    throw new UsageError('', { 'zh-CN': '没有指定文件或文件夹', en: 'no file or folder given' }, { isShort: true });
  }
  return {
    paths: positionals,
    format,
    output: values.output ?? null,
    notices: values.notices ?? null,
    marked: values.marked ?? null,
    template: values.template ?? null,
    force: values.force === true,
    details: values.details === true,
    rules: values.rules ?? [],
    language,
    jobs,
    explain,
  };
}

const known = {
  format: { type: 'string', default: 'text' },
  output: { type: 'string' },
  notices: { type: 'string' },
  marked: { type: 'string' },
  template: { type: 'string' },
  force: { type: 'boolean' },
  details: { type: 'boolean' },
  rules: { type: 'string', multiple: true },
  lang: { type: 'string', default: 'zh-CN' },
  jobs: { type: 'string' },
  explain: { type: 'string', multiple: true },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

function parse(argv: readonly string[]) {
  try {
    const parsed = parseArgs({ args: [...argv], allowPositionals: true, options: known });
    for (const [name, value] of Object.entries(parsed.values)) {
      // From a variable of a script that holds nothing.
      if ([value].flat().includes('')) throw new UsageError(`--${name}`, sentences.noValue);
    }
    return parsed;
  } catch (error) {
    throw error instanceof UsageError ? error : refused(error as NodeJS.ErrnoException);
  }
}

const sentences = {
  unknown: {
    'zh-CN': '没有这个选项。文件名以 - 开头的，请写在 -- 之后',
    en: 'no such option. Write a file whose name begins with - after --',
  },
  noValue: { 'zh-CN': '后面缺少内容', en: 'needs a value' },
  takesNone: { 'zh-CN': '后面不带内容', en: 'takes no value' },
} as const satisfies Record<string, Sentence>;

/** What Node says of a command line, in English alone, in our words: the option stands in quotes there. */
function refused({ code, message }: NodeJS.ErrnoException): UsageError {
  const option = /'(-[^'\s]*)/.exec(message)?.[1] ?? '';
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return new UsageError(option, sentences.unknown);
  const { type } = Object.entries(known).find(([name]) => `--${name}` === option)?.[1] ?? { type: 'boolean' };
  return new UsageError(option, type === 'string' ? sentences.noValue : sentences.takesNone);
}
