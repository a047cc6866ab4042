/** The command line of the terminal program: its options, its help, and what is said of wrong usage. */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import type { Language } from '../shared/rules/finding.ts';

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

export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** @returns 'help' or 'version' where that is asked for. @throws UsageError */
export function parseOptions(argv: readonly string[]): Options | 'help' | 'version' {
  const { values, positionals } = parse(argv);
  if (values.help) return 'help';
  if (values.version) return 'version';
  const format = formats.find((name) => name === values.format);
  if (!format)
    throw new UsageError(
      `--format ${values.format}：只能是 ${formats.join('、')} / must be one of ${formats.join(', ')}`,
    );
  const language = (['zh-CN', 'en'] as const).find((name) => name === values.lang);
  if (!language) throw new UsageError(`--lang ${values.lang}：只能是 zh-CN 或 en / must be zh-CN or en`);
  const jobs = values.jobs === undefined ? availableParallelism() : Number(values.jobs);
  if (!Number.isInteger(jobs) || jobs < 1 || jobs > 256) {
    throw new UsageError(`--jobs ${values.jobs}：应为 1 到 256 的整数 / must be a whole number from 1 to 256`);
  }
  if (format === 'xlsx' && values.output === undefined) {
    throw new UsageError('--format xlsx：请用 --output 指定文件 / needs --output FILE');
  }
  if (values.template !== undefined && values.notices === undefined) {
    throw new UsageError('--template：请同时用 --notices 指定文件夹 / needs --notices FOLDER');
  }
  const explain = values.explain ?? [];
  if (positionals.length === 0 && explain.length === 0)
    throw new UsageError('没有指定文件或文件夹 / no file or folder given');
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

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
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
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

export const help = `用法 / usage: npm run --silent check -- [选项 / options] <文件或文件夹 / file or folder>...

  --format FORMAT            输出格式 / what is printed: text|json|ndjson|sarif|html|csv|xlsx (text)
  --output FILE              写入文件 / write there instead of standard output (xlsx: 必须 needed)
  --notices FOLDER           写出整改通知书 / write a notice (DOCX) for each report with errors there
  --template FILE            通知书模板 / the office's own template for --notices (DOCX)
  --marked FOLDER            写出带批注的报告 / write each DOCX and PDF there with its findings as comments
  --force                    覆盖已有的文件 / let what is written take the place of a file that is there
  --details                  html：多份报告的汇总附各报告问题清单 / html of several reports: the findings of each too
  --rules FILE               另加规则包，可重复 / one more rule pack (repeatable)
  --lang zh-CN|en            语言 / language of messages (zh-CN)
  --jobs N                   同时核查的文件数 / files checked at the same time
  --explain RULE             说明一条规则：依据、正反例子 / a rule's basis, an example that fails and one that passes
  --version, --help

退出码 / exit status: 0 没有错误 no error · 1 有错误 errors found · 2 用法不对或文件无法读取 wrong usage or unreadable file
`;
