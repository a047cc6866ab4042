/** The terminal program as a process, on the sample reports and on bad input. */
import { execFile } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { wrap } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Script } from 'node:vm';
import readExcelFile from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { explain } from '../src/cli/explain.ts';
import type { CheckResult, ReportResult } from '../src/shared/outputs/contract.ts';
import { book, root } from './support/compare.ts';

const right = '清河区农业农村局2023年报告（无误）';
const faulty = '清河区教育局2023年报告（有误）';

interface Run {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

function gouji(...args: string[]): Promise<Run> {
  return new Promise((resolve, reject) => {
    const options = { cwd: root, maxBuffer: 2 ** 28 };
    execFile(process.execPath, ['scripts/check.cjs', ...args], options, (error, stdout, stderr) => {
      const status = error === null ? 0 : error.code;
      if (typeof status === 'number') resolve({ status, stdout, stderr });
      else reject(error);
    });
  });
}

let folder = '';
beforeAll(async () => {
  // Builds where the build is old, so that the runs below print nothing but their own.
  await gouji('--version');
  folder = mkdtempSync(join(tmpdir(), 'gouji-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the program as it is built', () => {
  it('is taken by V8 with the code that was made of it before', () => {
    const main = join(root, 'out/main');
    const names = readdirSync(main).flatMap((name) => /^(.+)\.code$/.exec(name)?.[1] ?? []);
    expect(names.map((name) => name.replace(/-.*/, '')).sort()).toEqual([
      'cli',
      'core',
      'docx',
      'pdf',
      'rolldown',
      'txt',
    ]);
    for (const name of names) {
      const source = readFileSync(join(main, `${name}.cjs`), 'latin1');
      expect(source, 'ASCII').toBe(readFileSync(join(main, `${name}.cjs`), 'utf8'));
      const script = new Script(wrap(source), { cachedData: readFileSync(join(main, `${name}.code`)) });
      expect(script.cachedDataRejected, name).toBe(false);
    }
  });
});

describe('on the samples', () => {
  it('finds the faulty report in all three formats and nothing in the right one', async () => {
    const { status, stdout, stderr } = await gouji('--format', 'json', 'samples');
    const result = JSON.parse(stdout) as CheckResult;
    expect(status).toBe(1);
    expect(stderr).toBe('');
    expect(result.tool.name).toBe('gouji');
    expect(result.reports.map((report) => report.file)).toEqual(
      [right, faulty].flatMap((name) => ['docx', 'pdf', 'txt'].map((format) => join('samples', `${name}.${format}`))),
    );
    expect(result.summary).toMatchObject({ files: 6, unreadable: 0 });
    for (const report of result.reports) {
      const serious = report.findings.filter((finding) => finding.severity !== 'info');
      if (report.file.includes(right)) expect(serious).toEqual([]);
      else {
        const rules = new Set(serious.map((finding) => finding.rule));
        for (const rule of [
          'structure.section-missing',
          'requests.balance',
          'requests.row-total',
          'requests.result-total',
          'litigation.total',
          'cell.blank',
        ]) {
          expect(rules, report.file).toContain(rule);
        }
      }
    }
  });

  it('answers the same, byte for byte, at any number of jobs', async () => {
    const [one, four] = await Promise.all([
      gouji('--format', 'json', '--jobs', '1', 'samples'),
      gouji('--format', 'json', '--jobs', '4', 'samples'),
    ]);
    expect(one.stdout).toBe(four.stdout);
  });

  it('prints one JSON line for each report', async () => {
    const { stdout } = await gouji('--format', 'ndjson', 'samples');
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as ReportResult);
    expect(lines.map((line) => line.file).sort()).toHaveLength(6);
    expect(lines.every((line) => line.status === 'checked' && /^[0-9a-f]{64}$/.test(line.sha256 ?? ''))).toBe(true);
  });

  it('prints text without colour into a pipe, with the counts last', async () => {
    const { stdout, status } = await gouji(join('samples', `${faulty}.txt`));
    expect(status).toBe(1);
    expect(stdout).not.toContain('\u001b');
    expect(stdout).toContain('清河区教育局 · 2023 年度 · 2021 年版格式 · TXT');
    expect(stdout).toContain('表三“总计”列');
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(
      /^共 1 份文件，0 份无法读取；\d+ 处错误，\d+ 处警告，\d+ 处提示。$/,
    );
  });

  it('speaks English, but for names and quotes', async () => {
    const json = await gouji('--lang', 'en', '--format', 'json', join('samples', `${faulty}.docx`));
    for (const { message, basis } of (JSON.parse(json.stdout) as CheckResult).reports[0]?.findings ?? []) {
      for (const text of [message, basis]) {
        expect(text).toMatch(/[a-z]{2,} [a-z]{2,}/);
        expect(text.replace(/“[^”]*”/g, '')).not.toMatch(/[，。；]|应当/);
      }
    }
    const { stdout } = await gouji('--lang', 'en', join('samples', `${faulty}.docx`));
    expect(stdout).toMatch(/1 file, 0 unreadable; 8 errors, 4 warnings, 0 infos\.\n$/);
    expect(stdout).toContain('a difference of');
  });

  it('exits with 0 where no finding is an error', async () => {
    expect((await gouji(join('samples', `${right}.pdf`))).status).toBe(0);
  });

  it('writes into a file and nothing on standard output', async () => {
    const file = join(folder, 'result.json');
    const { stdout, status } = await gouji('--format', 'json', '--output', file, join('samples', `${right}.txt`));
    expect([stdout, status]).toEqual(['', 0]);
    expect((JSON.parse(readFileSync(file, 'utf8')) as CheckResult).summary.files).toBe(1);
  });
});

describe('other formats', () => {
  const file = join('samples', `${faulty}.docx`);

  it.each([
    ['sarif', (text: string) => JSON.parse(text).version, '2.1.0'],
    ['html', (text: string) => /<title>(.*?) /.exec(text)?.[1], '政府信息公开工作年度报告核查摘要'],
    ['csv', (text: string) => text.slice(0, 3), '\uFEFF文件'],
  ] as const)('%s on standard output, with the same status as in text', async (format, what, wanted) => {
    const { status, stdout, stderr } = await gouji('--format', format, file);
    expect([status, stderr]).toEqual([1, '']);
    expect(what(stdout)).toBe(wanted);
    expect(stdout).toContain('表三“（一）予以公开”行');
  });

  it('html of several reports, with the findings of each where they are asked for', async () => {
    const brief = await gouji('--format', 'html', 'samples');
    expect(brief.stdout).toContain('二、按单位汇总');
    expect(brief.stdout).not.toContain('表三“（一）予以公开”行');
    const detailed = await gouji('--format', 'html', '--details', 'samples');
    expect(detailed.stdout).toContain('表三“（一）予以公开”行');
  });

  it('xlsx into a file', async () => {
    const output = join(folder, 'result.xlsx');
    const { status, stdout } = await gouji('--format', 'xlsx', '--output', output, 'samples');
    expect([status, stdout]).toEqual([1, '']);
    const sheets = await readExcelFile(output);
    expect(sheets.map(({ sheet, data }) => [sheet, data.length])).toContainEqual(['报告汇总', 7]);
  });

  it('rules of a pack of the user are told of like others', async () => {
    const pack = join(root, 'resources', 'rules', 'examples', 'province.yaml');
    const { stdout } = await gouji('--format', 'sarif', '--rules', pack, file);
    const [run] = JSON.parse(stdout).runs;
    const rule = run.tool.driver.rules.find(({ id }: { id: string }) => id === 'province.contact');
    expect(rule.defaultConfiguration).toEqual({ level: 'warning' });
  });
});

describe('--output', () => {
  const good = join('samples', `${right}.docx`);
  const write = (file: string, ...more: string[]) => gouji('--format', 'json', '--output', file, ...more, good);
  let place = '';
  beforeAll(() => {
    place = join(folder, 'output');
    mkdirSync(place);
  });

  it('leaves a file that is there as it is, unless --force is given', async () => {
    const file = join(place, 'kept.json');
    writeFileSync(file, 'mine');
    const refused = await write(file);
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain('文件已存在，要覆盖请加 --force');
    expect(readFileSync(file, 'utf8')).toBe('mine');
    expect((await write(file, '--force')).status).toBe(0);
    expect((JSON.parse(readFileSync(file, 'utf8')) as CheckResult).summary.files).toBe(1);
  });

  it('follows a link to the file that it stands for', async () => {
    const file = join(place, 'far.json');
    const near = join(place, 'near.json');
    writeFileSync(file, 'old');
    symlinkSync(file, near);
    expect((await write(near)).status).toBe(2);
    expect((await write(near, '--force')).status).toBe(0);
    expect(readFileSync(file, 'utf8')).toContain('"tool"');
  });

  it('is no folder', async () => {
    const { status, stderr } = await write(place, '--force');
    expect([status, stderr]).toEqual([2, expect.stringContaining('这是一个文件夹')]);
  });

  it.skipIf(!existsSync('/dev/full'))('a full disk is said in a sentence, on standard output as well', async () => {
    const { status, stderr } = await write('/dev/full');
    expect([status, stderr]).toEqual([
      2,
      '--output /dev/full：无法写入，磁盘已满 / cannot be written, the disk is full\n',
    ]);
    const shell = await new Promise<Run>((resolve) => {
      const script = '"$0" scripts/check.cjs --format json "$1" > /dev/full';
      execFile('sh', ['-c', script, process.execPath, good], { cwd: root }, (error, stdout, printed) =>
        resolve({ status: Number(error?.code ?? 0), stdout, stderr: printed }),
      );
    });
    expect([shell.status, shell.stderr]).toEqual([2, expect.stringContaining('磁盘已满')]);
  });

  // The administrator writes into any folder.
  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
    'a read-only folder is said in a sentence',
    async () => {
      const closed = join(place, 'closed');
      mkdirSync(closed);
      chmodSync(closed, 0o500);
      const { status, stderr } = await write(join(closed, 'x.json'));
      expect([status, stderr]).toEqual([2, expect.stringContaining('没有写入权限或文件夹只读')]);
    },
  );

  it('leaves nothing half-written behind', () => {
    expect(readdirSync(place).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});

describe('a reader of standard output that goes away', () => {
  /** Runs with standard output going into a pipe whose reader ends after the first line. */
  function cut(...args: string[]): Promise<string> {
    const script = '("$0" scripts/check.cjs "$@"; echo "status $?" >&2) | head -n 1 > /dev/null';
    return new Promise((resolve) => {
      execFile('sh', ['-c', script, process.execPath, ...args], { cwd: root }, (_, __, printed) => resolve(printed));
    });
  }

  it.skipIf(process.platform === 'win32')('is not told that all is well', async () => {
    const printed = await cut('--format', 'ndjson', 'tests/fixtures/reports', 'samples');
    expect(printed).toMatch(/status [12]\n/);
  });

  it.skipIf(process.platform === 'win32')('does not keep the notices from being written', async () => {
    const notices = join(folder, 'cut');
    const printed = await cut('--format', 'ndjson', '--notices', notices, 'tests/fixtures/reports', 'samples');
    expect(printed).toContain('status 1');
    const [, count] = /已写出 (\d+) 份整改通知书/.exec(printed) ?? [];
    expect(readdirSync(notices)).toHaveLength(Number(count));
  });
});

describe('--explain', () => {
  it.each(Object.keys(book.rules))(
    'explains %s by its basis, an example that fails and one that passes',
    async (id) => {
      const text = await explain(id, 'zh-CN', []);
      expect(text).toContain(book.rules[id]?.basis['zh-CN']);
      expect(text).toMatch(/不符合的例子\n {2}\S[\s\S]*→ \S/);
      expect(text).toMatch(/符合的例子\n {2}\S[\s\S]*→ （没有问题）/);
    },
  );

  it('is part of the program', async () => {
    const { status, stdout } = await gouji('--explain', 'requests.balance', '--lang', 'en');
    expect(status).toBe(0);
    expect(stdout).toContain('but 办理结果总计');
    expect((await gouji('--explain', 'requests.nothing')).status).toBe(2);
  });
});

describe('what goes back to the units', () => {
  it('notices and marked copies are written beside the result, and say that nobody confirmed them', async () => {
    const [notices, marked] = [join(folder, '通知'), join(folder, '批注')];
    const { status, stdout, stderr } = await gouji(
      '--format',
      'json',
      '--notices',
      notices,
      '--marked',
      marked,
      'samples',
    );
    expect(status).toBe(1);
    expect((JSON.parse(stdout) as CheckResult).reports).toHaveLength(6);
    expect(readdirSync(notices).sort()).toEqual(
      [`${faulty}-整改通知书-2.docx`, `${faulty}-整改通知书-3.docx`, `${faulty}-整改通知书.docx`].sort(),
    );
    expect(readdirSync(marked)).toEqual(expect.arrayContaining([`${faulty}-批注.docx`, `${faulty}-批注.pdf`]));
    expect(stderr).toContain('已写出 3 份整改通知书');
    expect(stderr).toContain('没有经过人工确认');
    expect(stderr).toContain('TXT 报告不能加批注');
    const original = readFileSync(join(root, 'samples', `${faulty}.pdf`));
    expect(
      readFileSync(join(marked, `${faulty}-批注.pdf`))
        .subarray(0, original.length)
        .equals(original),
    ).toBe(true);

    const before = readFileSync(join(notices, `${faulty}-整改通知书.docx`));
    const again = await gouji('--notices', notices, 'samples');
    expect(again.status).toBe(2);
    expect(again.stderr).toContain('文件已存在，要覆盖请加 --force');
    expect(readFileSync(join(notices, `${faulty}-整改通知书.docx`)).equals(before)).toBe(true);

    const template = join(root, 'resources', 'notice-template.docx');
    const sample = join('samples', `${faulty}.docx`);
    const forced = await gouji('--notices', notices, '--template', template, '--force', sample);
    expect(forced.status).toBe(1);
    expect(readFileSync(join(notices, `${faulty}-整改通知书.docx`)).equals(before)).toBe(false);
  }, 60_000);

  it('reports with names as long as a name can be get theirs', async () => {
    const long = join(folder, `${'长'.repeat(83)}.docx`);
    cpSync(join(root, 'samples', `${faulty}.docx`), long);
    const notices = join(folder, 'long');
    const { status, stderr } = await gouji('--notices', notices, '--marked', notices, long);
    expect([status, stderr]).toEqual([1, expect.stringContaining('1 份整改通知书、1 份带批注的报告')]);
    expect(readdirSync(notices).sort()).toEqual(
      ['批注', '整改通知书'].map((what) => `${'长'.repeat(65)}…-${what}.docx`).sort(),
    );
  }, 60_000);

  it('wrong usage is said before or instead of writing', async () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    const sample = join('samples', `${faulty}.txt`);
    for (const [args, sentence] of [
      [['--notices', file], '是一个文件，不是文件夹'],
      [['--template', file], '--template：请同时用 --notices'],
      [['--notices', join(folder, 'n'), '--template', join(folder, 'none.docx')], '--template'],
      [['--notices', join(folder, 'n'), '--template', file], '模板不是可以打开的 DOCX 文件'],
    ] as const) {
      const { status, stderr } = await gouji(...args, sample);
      expect(status).toBe(2);
      expect(stderr).toContain(sentence);
    }
  }, 60_000);
});

describe('bad input', () => {
  it.each<[string, string[], RegExp]>([
    ['no file', [], /没有指定文件/],
    ['an unknown option', ['--colour', 'samples'], /--colour/],
    ['an unknown format', ['--format', 'pdf', 'samples'], /--format pdf/],
    ['a spreadsheet without a file', ['--format', 'xlsx', 'samples'], /--format xlsx：请用 --output/],
    ['an unknown language', ['--lang', 'fr', 'samples'], /--lang fr/],
    ['no number of jobs', ['--jobs', '0', 'samples'], /--jobs 0/],
    ['a rule pack that is not there', ['--rules', 'nowhere.yaml', 'samples'], /nowhere\.yaml/],
    [
      'a place that cannot be written',
      ['--output', join('nowhere', 'x.json'), join('samples', `${right}.txt`)],
      /无法写入/,
    ],
  ])('%s: status 2, a sentence and the usage', async (_, args, sentence) => {
    const { status, stdout, stderr } = await gouji(...args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(sentence);
    expect(stderr).toContain('用法');
  });

  it('refuses a rule pack whose equation names a row that a pack before it takes from the form', async () => {
    const form = readFileSync(join(root, 'resources/rules/form-2021.yaml'), 'utf8');
    const shorter = join(folder, 'shorter.yaml');
    const edition = form.slice(form.indexOf('edition:'), form.indexOf('\nequations:'));
    writeFileSync(shorter, `id: shorter\nname: shorter\n${edition.replace(/.*id: regulations,.*\n/, '')}\n`);
    const sums = join(folder, 'sums.yaml');
    const sentence = '{ zh-CN: 不符, en: differs }';
    writeFileSync(
      sums,
      `id: sums\nname: sums\nrules:\n  own.sum: { severity: warning, basis: own, message: ${sentence} }\nequations:\n  - rule: own.sum\n    editions: ["2021"]\n    equation: proactive.regulations.inForce = proactive.normativeDocuments.inForce\n`,
    );
    const file = join('samples', `${right}.txt`);
    for (const alone of [shorter, sums]) expect((await gouji('--rules', alone, file)).stderr).toBe('');
    const { status, stdout, stderr } = await gouji('--lang', 'en', '--rules', shorter, '--rules', sums, file);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(
      `${sums}:1: does not go with the packs before it: “proactive.regulations.inForce” is no cell`,
    );
  });

  it('a fault in a rule pack is said with file and line', async () => {
    const pack = join(folder, 'pack.yaml');
    writeFileSync(pack, 'id: own\nname: 示例\nrules:\n  cell.blank:\n    severity: fatal\n');
    const { status, stderr } = await gouji('--rules', pack, 'samples');
    expect(status).toBe(2);
    expect(stderr).toContain(`${pack}:5: rules.cell.blank.severity`);
    const [chinese, english] = await Promise.all(
      ['zh-CN', 'en'].map((language) => gouji('--lang', language, '--rules', pack, 'samples')),
    );
    expect(chinese?.stderr).toMatch(/:5: rules\.cell\.blank\.severity：应当是/);
    expect(english?.stderr).toMatch(/:5: rules\.cell\.blank\.severity: Invalid option/);
    expect(english?.stderr).not.toMatch(/\p{Script=Han}/u);
  });

  it('a file that cannot be read is reported in its place, the others are checked', async () => {
    const empty = join(folder, 'empty.docx');
    writeFileSync(empty, '');
    const missing = join(folder, 'missing.pdf');
    const good = join('samples', `${right}.txt`);
    const { status, stdout } = await gouji('--format', 'json', missing, empty, good);
    const { reports } = JSON.parse(stdout) as CheckResult;
    expect(status).toBe(2);
    expect(reports.map(({ file, status: state, error }) => [file, state, error?.code ?? null])).toEqual([
      [missing, 'unreadable', 'not-found'],
      [empty, 'unreadable', 'empty'],
      [good, 'checked', null],
    ]);
  });

  it('a folder is read to its full depth; other files in it are skipped and counted', async () => {
    const deep = join(folder, 'reports', 'a', 'b');
    mkdirSync(deep, { recursive: true });
    cpSync(join(root, 'samples', `${right}.txt`), join(deep, 'one.TXT'));
    writeFileSync(join(folder, 'reports', 'notes.xlsx'), 'x');
    const { status, stdout, stderr } = await gouji('--format', 'json', join(folder, 'reports'));
    const { reports } = JSON.parse(stdout) as CheckResult;
    expect([status, reports.length, reports[0]?.status]).toEqual([0, 1, 'checked']);
    expect(stderr).toContain('1 个文件');
    expect(existsSync(join(folder, 'reports', 'notes.xlsx'))).toBe(true);
  });

  it('a folder without a report: status 2, and why', async () => {
    const bare = join(folder, 'bare');
    mkdirSync(bare);
    writeFileSync(join(bare, 'notes.xlsx'), 'x');
    const { status, stdout, stderr } = await gouji('--format', 'json', bare);
    expect([status, (JSON.parse(stdout) as CheckResult).summary.files]).toEqual([2, 0]);
    expect(stderr).toContain('没有找到可以核查的文件');
    const english = await gouji('--lang', 'en', bare);
    expect(english.stderr).toContain('Nothing was checked');
    expect(english.stderr).not.toMatch(/\p{Script=Han}/u);
  });

  it('the usage is not printed over what is wrong, but where nothing was asked for', async () => {
    expect((await gouji('--colour', 'samples')).stderr.split('\n').length).toBeLessThan(6);
    expect((await gouji()).stderr).toContain('--explain RULE');
  });

  it('a rule pack of the user changes what is found', async () => {
    const pack = join(folder, 'strict.yaml');
    writeFileSync(pack, 'id: strict\nname: 从严\nrules:\n  cell.blank:\n    severity: error\n');
    const file = join('samples', `${faulty}.txt`);
    const { stdout } = await gouji('--format', 'json', '--rules', pack, file);
    const blank = (JSON.parse(stdout) as CheckResult).reports[0]?.findings.find(
      (finding) => finding.rule === 'cell.blank',
    );
    expect(blank?.severity).toBe('error');
  });
});
