/** Names of files that leave the program, and the sentences where one cannot. */
import { describe, expect, it } from 'vitest';
import { writeFault } from '../write-fault.ts';
import { extensionOf, failureText, outputName } from './output-texts.ts';

const day = '2024-03-05';

describe('a file is called by what it is about', () => {
  it.each([
    ['pdf', { unit: '清河区教育局', year: 2023 }, '清河区教育局2023年度报告核查摘要.pdf'],
    ['print', { unit: '清河区教育局', year: null }, '清河区教育局核查摘要.html'],
    ['pdf', { unit: null, year: 2023 }, '年度报告核查汇总 2024-03-05.pdf'],
    ['pdf', null, '年度报告核查汇总 2024-03-05.pdf'],
    ['xlsx', { unit: '清河区教育局', year: 2023 }, '年度报告核查汇总表 2024-03-05.xlsx'],
    ['csv', null, '年度报告问题清单 2024-03-05.csv'],
    ['notice', { unit: '清河区教育局', year: 2023 }, '清河区教育局2023年度报告整改通知书.docx'],
    ['notice', null, '年度报告整改通知书 2024-03-05.zip'],
    ['json', null, '年度报告核查结果 2024-03-05.json'],
  ] as const)('%s of %j', (kind, only, name) => {
    expect(outputName(kind, only && { ...only, format: 'docx' }, day, 'zh-CN')).toBe(name);
  });

  it.each([
    ['docx', '清河区教育局', '清河区教育局2023年度报告批注稿.docx', 'docx'],
    ['pdf', '清河区教育局', '清河区教育局2023年度报告批注稿.pdf', 'pdf'],
    ['pdf', null, '年度报告批注稿 2024-03-05.pdf', 'pdf'],
  ] as const)('a marked %s of %s', (format, unit, name, extension) => {
    const only = { unit, year: 2023, format };
    expect(outputName('marked', only, day, 'zh-CN')).toBe(name);
    expect(extensionOf('marked', only)).toBe(extension);
  });

  it.each([
    ['../../etc/passwd'],
    ['a\\b:c*d?"e<f>|g'],
    ['\u202Efdp.exe\u0000'],
    ['…'.repeat(5000)],
    ['. .'],
    ['半\uD800截'],
  ])('and holds nothing that a system refuses: %j', (unit) => {
    const name = outputName('pdf', { unit, year: 2023, format: 'docx' }, day, 'zh-CN');
    expect(name).toMatch(/^[^\\/:*?"<>|\p{C}]{1,64}\.pdf$/u);
    expect(name).not.toMatch(/^[. ]|[. ]\.pdf$/);
  });
});

it.each([
  ['ENOSPC', '没有保存：磁盘已满。'],
  ['EDQUOT', '没有保存：磁盘已满。'],
  ['EACCES', '没有保存：没有写入权限，'],
  ['EROFS', '没有保存：没有写入权限，'],
  ['EPERM', '没有保存：没有写入权限，'],
  ['EBUSY', '没有保存：同名文件正被其他程序打开。'],
  ['ENOENT', '没有保存：文件夹不在了。'],
  ['ENAMETOOLONG', '没有保存：文件名太长。'],
  ['EIO', '没有保存：文件写不进去。'],
])('%s is told in a sentence, with what to do and where it was', (code, sentence) => {
  const told = failureText(writeFault(Object.assign(new Error(), { code })), 'D:\\报告\\$&.csv', 'zh-CN');
  expect(told.startsWith(sentence)).toBe(true);
  expect(told).toMatch(/请.*（D:\\报告\\\$&\.csv）$/);
});
