/** In which language the command line is answered, and that nothing of the other one is in it. */
import { describe, expect, it } from 'vitest';
import type { Language } from '../shared/rules/finding.ts';
import { formats, parseOptions } from './options.ts';
import { help, languageAsked, UsageError, usageHint } from './usage.ts';

const han = /\p{Script=Han}/u;

describe('the language asked for', () => {
  it.each([
    [['samples'], null],
    [['--lang', 'en', 'samples'], 'en'],
    [['samples', '--lang=zh-CN'], 'zh-CN'],
    [['--lang', 'en', '--lang', 'zh-CN'], 'zh-CN'],
    [['--lang', 'fr'], null],
    [['--lang'], null],
    // A file of that name.
    [['--', '--lang', 'en'], null],
  ] as const)('of %j is %s', (argv, language) => {
    expect(languageAsked(argv)).toBe(language);
  });

  it('is the only one of the usage; without it both are there', () => {
    expect(help(formats, 'en') + usageHint('en')).not.toMatch(han);
    expect(help(formats, 'zh-CN')).not.toContain('what is printed');
    expect(help(formats, null)).toMatch(/输出格式 \/ what is printed: text\|json/);
  });
});

describe('wrong usage', () => {
  it.each([
    [['--bogus', 'x'], '--bogus：没有这个选项'],
    [['-f', 'json', 'x'], '-f：没有这个选项'],
    [['--format'], '--format：后面缺少内容'],
    [['--output', '--force', 'x'], '--output：后面缺少内容'],
    [['--output', '', 'x'], '--output：后面缺少内容'],
    [['--rules=', 'x'], '--rules：后面缺少内容'],
    [['--force=yes', 'x'], '--force：后面不带内容'],
    [[], '没有指定文件或文件夹'],
  ])('%j is said in Chinese and in English', (argv, chinese) => {
    let said: unknown;
    try {
      parseOptions(argv);
    } catch (error) {
      said = error;
    }
    expect(said).toBeInstanceOf(UsageError);
    const text = (language: Language) => (said as UsageError).text(language);
    expect(text('zh-CN')).toContain(chinese);
    expect(text('zh-CN')).not.toMatch(/[a-z]{3,} [a-z]{3,}/);
    expect(text('en')).not.toMatch(han);
    expect(text('en')).toContain(chinese.split('：').length > 1 ? `${chinese.split('：')[0]}: ` : 'no file');
  });
});
