/** What the terminal program says of its own use: in the language that the command line asks for, else in both. */
import { printable } from '../shared/outputs/printable.ts';
import type { Language } from '../shared/rules/finding.ts';

export type Sentence = Readonly<Record<Language, string>>;
/** A string is in the language asked for already. */
type Said = Sentence | string;

/** Of `--lang`; null where it is not given, and as long as it is not known to be right. */
export function languageAsked(argv: readonly string[]): Language | null {
  const end = argv.indexOf('--');
  const options = end < 0 ? argv : argv.slice(0, end);
  const asked = options.flatMap((argument, index) =>
    argument === '--lang' ? [options[index + 1]] : argument.startsWith('--lang=') ? [argument.slice(7)] : [],
  );
  return (['zh-CN', 'en'] as const).find((name) => name === asked.at(-1)) ?? null;
}

/** @param subject the option with its value, where it is about one */
export function inLanguage(subject: string, sentence: Said, language: Language | null): string {
  const text = typeof sentence === 'string' ? sentence : inOneOrBoth(sentence, language);
  if (subject === '') return text;
  return printable(language === 'en' ? `${subject}: ${text}` : `${subject}：${text}`);
}

function inOneOrBoth(sentence: Sentence, language: Language | null): string {
  return language === null ? `${sentence['zh-CN']} / ${sentence.en}` : sentence[language];
}

/** What was asked for cannot be done. */
class SaidError extends Error {
  readonly subject: string;
  readonly sentence: Said;

  constructor(subject: string, sentence: Said) {
    super(inLanguage(subject, sentence, null));
    this.subject = subject;
    this.sentence = sentence;
  }

  text(language: Language | null): string {
    return inLanguage(this.subject, this.sentence, language);
  }
}

/** Wrong usage: the command line has to be written otherwise. */
export class UsageError extends SaidError {
  override readonly name = 'UsageError';
  /** Whether nothing else is said, so that there is room for the whole usage. */
  readonly isShort: boolean;

  constructor(subject: string, sentence: Said, { isShort = false } = {}) {
    super(subject, sentence);
    this.isShort = isShort;
  }
}

/** The result could not be written, though what was asked for was right: a full disk, a folder without permission. */
export class OutputError extends SaidError {
  override readonly name = 'OutputError';
}

const title: Sentence = { 'zh-CN': '用法', en: 'usage' };
const call = 'npm run --silent check --';
const operands: Sentence = { 'zh-CN': '[选项] <文件或文件夹>...', en: '[options] <file or folder>...' };
const statusTitle: Sentence = { 'zh-CN': '退出码', en: 'exit status' };

const optionTexts: readonly (readonly [option: string, chinese: string, english: string])[] = [
  ['--format FORMAT', '输出格式', 'what is printed'],
  ['--output FILE', '写入文件，xlsx 必须指定', 'write there instead of standard output, xlsx needs it'],
  ['--notices FOLDER', '写出整改通知书', 'write a notice (DOCX) for each report with errors there'],
  ['--template FILE', '通知书模板', "the office's own template for --notices (DOCX)"],
  ['--marked FOLDER', '写出带批注的报告', 'write each DOCX and PDF there with its findings as comments'],
  ['--force', '覆盖已有的文件', 'let what is written take the place of a file that is there'],
  ['--details', 'html：多份报告的汇总附各报告问题清单', 'html of several reports: the findings of each too'],
  ['--rules FILE', '另加规则包，可重复', 'one more rule pack (repeatable)'],
  ['--lang zh-CN|en', '语言', 'language of messages (zh-CN)'],
  ['--jobs N', '同时核查的文件数', 'files checked at the same time'],
  ['--explain RULE', '说明一条规则：依据、正反例子', "a rule's basis, an example that fails and one that passes"],
  ['--version, --help', '版本，用法', 'version, usage'],
];

const statuses: readonly (readonly [status: number, chinese: string, english: string])[] = [
  [0, '没有错误', 'no error'],
  [1, '有错误', 'errors found'],
  [2, '用法不对、文件无法读取或结果无法写出', 'wrong usage, unreadable file or result not written'],
];

export function help(formats: readonly string[], language: Language | null): string {
  const both = (chinese: string, english: string) => inOneOrBoth({ 'zh-CN': chinese, en: english }, language);
  const lines = optionTexts.map(([option, chinese, english]) => {
    const values = option.endsWith(' FORMAT') ? `: ${formats.join('|')} (text)` : '';
    return `  ${option.padEnd(25)}${both(chinese, english)}${values}`;
  });
  const status = statuses.map(([code, chinese, english]) => `${code} ${both(chinese, english)}`);
  return `${inOneOrBoth(title, language)}: ${call} ${inOneOrBoth(operands, language)}

${lines.join('\n')}

${inOneOrBoth(statusTitle, language)}: ${status.join(' · ')}
`;
}

/** Where the usage is to be read; the whole of it would push what is wrong out of sight. */
export function usageHint(language: Language | null): string {
  return `${inOneOrBoth(title, language)}: ${call} --help\n`;
}
