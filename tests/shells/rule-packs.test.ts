/** Rule packs, thresholds and switched-off rules in the program: with real workers, real files and real SQLite. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createProgram, type Program, type ProgramOptions } from '../../src/main/services/program.ts';
import type { ProgramEvent, RulesInfo } from '../../src/shared/api.ts';
import { randomBody } from '../generator/body.ts';
import { generateReport } from '../generator/generate.ts';
import { Random } from '../generator/random.ts';
import { toTxt } from '../generator/render-txt.ts';
import { temporaryFolder } from './temp-folder.ts';
import { until } from './until.ts';

const sourceWorker = new URL('./source-worker.ts', import.meta.url);
const testWorker = new URL('./test-worker.ts', import.meta.url);
const province = readFileSync(join(import.meta.dirname, '../../resources/rules/examples/province.yaml'), 'utf8');

const body = randomBody(new Random(4));
const sound = toTxt(generateReport({ seed: 4, year: 2022, body, scale: 'medium' }), 'tabs');
/** With what the example pack asks for, and without it. */
const report = sound.replaceAll('联系电话', '号码').replaceAll('联系方式', '号码').replaceAll('监督电话', '号码');

function start(dataFolder: string | null = temporaryFolder(), options: Partial<ProgramOptions> = {}) {
  const events: ProgramEvent[] = [];
  const program = createProgram({
    shell: 'browser',
    version: '1.2.3',
    samples: '',
    dataFolder,
    sessionFolder: temporaryFolder(),
    log: () => {},
    pool: { workers: 2, script: sourceWorker },
    ...options,
  });
  onTestFinished(() => program.close());
  program.subscribe((event) => events.push(event));
  return { program, events };
}

async function add(program: Program, folder: string): Promise<void> {
  await program.add([{ name: 'folder', path: folder }]);
  await until(() => program.isIdle());
}

async function applyRules(program: Program) {
  const recheck = await program.applyRules();
  await until(() => program.isIdle());
  return recheck;
}

const rulesOf = async (program: Program) =>
  (await program.list()).map((entry) => (entry.result?.rules ?? []).map(({ rule }) => rule));
const otherRules = async (program: Program) => (await program.list()).map((entry) => entry.otherRules);
const severityOf = ({ rules }: RulesInfo, id: string) => rules.find((rule) => rule.id === id)?.severity;

describe('a pack', () => {
  test('that is added is listed, and found with once its reports are checked again', async () => {
    const { program, events } = start();
    await add(program, temporaryFolder({ 'a.txt': report, 'b.txt': report }));
    const before = await rulesOf(program);
    expect(before.flat()).not.toContain('province.contact');
    expect(await otherRules(program)).toEqual([null, null]);

    expect(await program.addRulePack('某省.yaml', province)).toEqual({ id: 'example-province', faults: [] });
    expect(events).toContainEqual({ type: 'rules' });
    const rules = await program.rules();
    expect(rules.packs.at(-1)).toEqual({
      id: 'example-province',
      name: '某省补充规则（示例）',
      file: '某省.yaml',
      enabled: true,
      hash: expect.stringMatching(/^[0-9a-f]{16}$/),
      content: { rules: 2, changedRules: 2, equations: 1, phrases: 1, sections: 1, labels: 1 },
      faults: [],
    });
    expect(severityOf(rules, 'cell.amount-precision')).toBe('off');
    // Nothing is checked again by itself, and nothing passes for what it is not.
    expect(await rulesOf(program)).toEqual(before);
    expect(await otherRules(program)).toEqual(['again', 'again']);
    await until(() => events.some((event) => event.type === 'entries' && event.entries[0]?.otherRules === 'again'));

    expect(await applyRules(program)).toEqual({ checking: 2, noFile: 0 });
    expect((await rulesOf(program)).every((found) => found.includes('province.contact'))).toBe(true);
    expect(await otherRules(program)).toEqual([null, null]);
  });

  test('that is switched off and on again is in effect as before, and asks for nothing', async () => {
    const { program } = start();
    await program.addRulePack('某省.yaml', province);
    await add(program, temporaryFolder({ 'a.txt': report }));
    expect((await rulesOf(program))[0]).toContain('province.contact');
    await program.switchRulePack('example-province', false);
    expect(await otherRules(program)).toEqual(['again']);
    await program.switchRulePack('example-province', true);
    expect(await otherRules(program)).toEqual([null]);
    expect(await applyRules(program)).toEqual({ checking: 0, noFile: 0 });
    await program.removeRulePack('example-province');
    expect(await otherRules(program)).toEqual(['again']);
    await applyRules(program);
    expect((await rulesOf(program))[0]).not.toContain('province.contact');
  });

  test('is there after a restart, and in effect', async () => {
    const data = temporaryFolder();
    const folder = temporaryFolder({ 'a.txt': report });
    const first = start(data);
    await first.program.addRulePack('某省.yaml', province);
    await first.program.addRulePack('某市.yaml', 'id: city\nname: 某市\nrules:\n  cell.blank:\n    severity: off\n');
    await first.program.switchRulePack('city', false);
    await first.program.close();
    const { program } = start(data);
    const { packs } = await program.rules();
    expect(packs.filter((pack) => pack.file !== null).map(({ id, enabled }) => [id, enabled])).toEqual([
      ['example-province', true],
      ['city', false],
    ]);
    await add(program, folder);
    expect((await rulesOf(program))[0]).toContain('province.contact');
    expect(await otherRules(program)).toEqual([null]);
  });

  test('of the same id takes the place of the one before', async () => {
    const { program } = start();
    await program.addRulePack('某省.yaml', province);
    await program.switchRulePack('example-province', false);
    await program.addRulePack('某省（新）.yaml', 'id: example-province\nname: 新版\n');
    const own = (await program.rules()).packs.filter((pack) => pack.file !== null);
    expect(own).toMatchObject([{ name: '新版', file: '某省（新）.yaml', enabled: true, content: {} }]);
  });

  test('with faults is refused with line, column and reason; the one before stays in use', async () => {
    const { program } = start();
    await program.addRulePack('某省.yaml', province);
    const before = await program.rules();
    const faulty = await program.addRulePack('某省.yaml', province.replace('severity: off', 'severity: none'));
    expect(faulty).toEqual({
      id: null,
      faults: [{ line: 13, column: 5, reason: { 'zh-CN': expect.stringContaining('之一'), en: expect.any(String) } }],
    });
    expect(await program.rules()).toEqual(before);
  });

  test('that this program finds faulty is listed with its faults and not used', async () => {
    const data = temporaryFolder();
    const first = start(data);
    await first.program.addRulePack('某省.yaml', province);
    await first.program.close();
    const db = new DatabaseSync(join(data, 'gouji.db'));
    db.prepare('UPDATE rule_packs SET text = ?').run('id: example-province\nname: 某省\nrulez: {}\n');
    db.close();
    const { program } = start(data);
    const rules = await program.rules();
    expect(rules.packs.at(-1)).toMatchObject({
      id: 'example-province',
      enabled: true,
      faults: [{ line: 3, column: 1 }],
    });
    expect(severityOf(rules, 'cell.amount-precision')).not.toBe('off');
  });

  test('that does not go with one before it is not used as long as that one is, and says why', async () => {
    const form = readFileSync(join(import.meta.dirname, '../../resources/rules/form-2021.yaml'), 'utf8');
    const { program } = start();
    const faultsOf = async () =>
      Object.fromEntries(
        (await program.rules()).packs.map(({ id, faults }) => [id, faults.map(({ reason }) => reason.en)]),
      );
    const own = form.replace('id: form-2021', 'id: form').replace('id: fees,', 'id: charges,');
    expect(await program.addRulePack('form.yaml', own)).toMatchObject({ id: 'form' });
    const fees =
      'equations:\n  - rule: litigation.total\n    equation: proactive.fees.amount = proactive.fees.amount\n    editions: ["2021"]\n';
    expect(await program.addRulePack('fees.yaml', `id: fees\nname: 收费\n${fees}`)).toMatchObject({ id: 'fees' });
    expect(await faultsOf()).toMatchObject({
      form: [],
      fees: ['does not go with the packs before it: “proactive.fees.amount” is no cell of edition 2021'],
    });
    await add(program, temporaryFolder({ 'a.txt': report }));
    expect((await program.list())[0]?.result?.status).toBe('checked');
    await program.switchRulePack('form', false);
    expect(await faultsOf()).toMatchObject({ form: [], fees: [] });
  });

  test('holds from the next file on while a batch is under way; what was begun before says so', async () => {
    const folder = temporaryFolder({ '1.txt': '', 'hang.txt': '', '2.txt': '' });
    const { program } = start(null, { pool: { workers: 1, script: testWorker } });
    await program.add([{ name: '1.txt', path: join(folder, '1.txt') }]);
    await until(() => program.isIdle());
    await program.add([{ name: 'hang.txt', path: join(folder, 'hang.txt') }]);
    await program.addRulePack('某省.yaml', province);
    // The worker of the rules before is busy for good: the next file has another.
    const { added } = await program.add([{ name: '2.txt', path: join(folder, '2.txt') }]);
    await vi.waitUntil(async () => (await program.list()).find(({ id }) => id === added[0])?.state === 'done', {
      timeout: 20_000,
    });
    expect((await program.list()).map(({ name, state, otherRules }) => [name, state, otherRules])).toEqual([
      ['1.txt', 'done', 'again'],
      ['hang.txt', 'checking', null],
      ['2.txt', 'done', null],
    ]);
    await program.cancel();
    await until(() => program.isIdle());
    expect((await program.list()).map(({ name }) => name)).toEqual(['1.txt', '2.txt']);
  });
});

describe('checking again', () => {
  test('leaves what was found in files that are not there any more, and says so', async () => {
    const folder = temporaryFolder({ 'a.txt': report, 'b.txt': report });
    const { program } = start();
    await add(program, folder);
    rmSync(join(folder, 'a.txt'));
    await program.addRulePack('某省.yaml', province);
    expect(await applyRules(program)).toEqual({ checking: 1, noFile: 1 });
    const [gone, there] = await program.list();
    expect([gone?.otherRules, gone?.result?.status, there?.otherRules]).toEqual(['no-file', 'checked', null]);
    // It is not asked for again in vain; when the file is back, adding it is enough.
    expect(await applyRules(program)).toEqual({ checking: 0, noFile: 0 });
    writeFileSync(join(folder, 'a.txt'), report);
    await add(program, folder);
    expect(await otherRules(program)).toEqual([null, null]);
  });

  test('is offered after the program was updated', async () => {
    const data = temporaryFolder();
    const first = start(data);
    await add(first.program, temporaryFolder({ 'a.txt': report }));
    await first.program.close();
    const same = start(data);
    expect(await otherRules(same.program)).toEqual([null]);
    await same.program.close();
    const { program } = start(data, { version: '1.3.0' });
    expect(await otherRules(program)).toEqual(['again']);
  });

  test('leaves decisions where they are', async () => {
    const { program } = start();
    await add(program, temporaryFolder({ 'a.txt': report.replace('一、总体情况', '一、基本情况') }));
    const { result, entry } = await program.open('r1', 'en');
    const fingerprint = result.findings[0]?.fingerprint as string;
    const verdict = await program.decide(entry.id, fingerprint, 'dismissed', '');
    await program.addRulePack('某省.yaml', province);
    await applyRules(program);
    expect((await program.open('r1', 'en')).verdicts).toEqual({ [fingerprint]: verdict });
  });
});

describe('the settings', () => {
  test('change a threshold for the comparison of reports, and give it back', async () => {
    const { program } = start();
    await add(program, temporaryFolder({ 'a.txt': report, 'b.txt': sound }));
    const { thresholds, changes } = await program.rules();
    expect(thresholds.likeness).toEqual({ value: 0.8, standard: 0.8 });
    expect(changes).toEqual({ thresholds: {}, off: [] });
    await program.changeRules({ thresholds: { likeness: 0.9 }, off: [] });
    expect((await program.rules()).thresholds.likeness).toEqual({ value: 0.9, standard: 0.8 });
    expect(await otherRules(program)).toEqual(['again', 'again']);
    await program.changeRules({ thresholds: {}, off: [] });
    expect(await otherRules(program)).toEqual([null, null]);
  });

  test('change a threshold that a file is checked by', async () => {
    const { program } = start();
    const amount = sound.replace(/(行政事业性收费\t)[\d.]+/, '$1900');
    expect(amount).not.toBe(sound);
    await add(program, temporaryFolder({ 'a.txt': amount }));
    expect((await rulesOf(program))[0]).not.toContain('cell.amount-precision');
    await program.changeRules({ thresholds: { amountInYuan: 800, amountInYuanOfGovernment: 800 }, off: [] });
    await applyRules(program);
    expect((await rulesOf(program))[0]).toContain('cell.amount-precision');
  });

  test('switch a rule off, over what packs say, and keep that for the next start', async () => {
    const data = temporaryFolder();
    const { program } = start(data);
    await program.addRulePack('某省.yaml', province);
    await program.changeRules({ thresholds: { likeness: 0.9 }, off: ['province.contact', 'province.contact'] });
    await add(program, temporaryFolder({ 'a.txt': report }));
    expect((await rulesOf(program))[0]).not.toContain('province.contact');
    const { rules } = await program.rules();
    expect(rules.find((rule) => rule.id === 'province.contact')).toEqual({
      id: 'province.contact',
      severity: 'warning',
      off: true,
    });
    await program.close();
    const next = start(data);
    expect((await next.program.rules()).changes).toEqual({ thresholds: { likeness: 0.9 }, off: ['province.contact'] });
    expect(await otherRules(next.program)).toEqual([null]);
  });

  test('of another version are taken as far as they are known', async () => {
    const data = temporaryFolder();
    await start(data).program.close();
    const db = new DatabaseSync(join(data, 'gouji.db'));
    db.prepare("INSERT INTO settings (name, value) VALUES ('ruleChanges', ?)").run(
      JSON.stringify({ thresholds: { likeness: 7, formulaUnits: 20, ofTheFuture: 1 } }),
    );
    db.close();
    expect((await start(data).program.rules()).changes).toEqual({ thresholds: { formulaUnits: 20 }, off: [] });
  });

  test('tell every window', async () => {
    const { program, events } = start();
    const settings = { language: 'en', workers: 2 } as const;
    await program.saveSettings(settings);
    expect(events).toContainEqual({ type: 'settings', settings: { ...(await program.settings()), ...settings } });
  });
});

test('the archive of another program: its reports and decisions are here, its packs switched off', async () => {
  const folder = temporaryFolder({ 'a.txt': report.replace('一、总体情况', '一、基本情况') });
  const first = start(temporaryFolder(), {
    output: {
      choosePlace: async (name) => join(folder, name),
      print: async () => 'cancelled',
      pdf: async () => new Uint8Array(),
    },
  });
  await first.program.addRulePack('某省.yaml', province);
  await first.program.add([{ name: '市直/a.txt', bytes: readFileSync(join(folder, 'a.txt')) }]);
  await until(() => first.program.isIdle());
  const opened = await first.program.open('r1', 'en');
  const title = opened.result.findings.find((finding) => finding.rule === 'structure.section-title');
  const fingerprint = title?.fingerprint as string;
  const verdict = await first.program.decide('r1', fingerprint, 'confirmed', '已核实');
  expect(await first.program.exportArchive()).toBe(true);
  const { path } = await first.program.archiveCopy();

  const { program, events } = start();
  await add(program, folder);
  expect(await program.importArchive({ path })).toEqual({ fault: null, reports: 0, known: 1, decisions: 1, packs: 1 });
  expect((await program.open('r1', 'en')).verdicts).toEqual({ [fingerprint]: verdict });
  expect((await program.rules()).packs.at(-1)).toMatchObject({ id: 'example-province', enabled: false });
  await until(() => events.some((event) => event.type === 'rules'));

  const { program: empty } = start();
  const bytes = (async function* () {
    yield readFileSync(path);
  })();
  expect(await empty.importBytes(bytes)).toEqual({ fault: null, reports: 1, known: 0, decisions: 1, packs: 1 });
  // Checked with a pack that is not in use here.
  expect(await otherRules(empty)).toEqual(['again']);
  const taken = await empty.open('r1', 'en');
  expect(taken.result).toEqual(opened.result);
  expect(taken.verdicts).toEqual({ [fingerprint]: verdict });
  expect(await applyRules(empty)).toEqual({ checking: 1, noFile: 0 });
  expect(await empty.importArchive({ path: join(folder, 'a.txt') })).toEqual({ fault: 'foreign' });
});

test('the diagnosis tells versions, counts and packs, and nothing of any report', async () => {
  const { program } = start();
  await program.addRulePack('某省.yaml', province);
  await add(program, temporaryFolder({ '某某局.txt': report, '空.txt': '' }));
  const text = await program.diagnosis();
  expect(text).toMatch(/^gouji 1\.2\.3 \(browser\)\n/);
  expect(text).toContain('2 reports, 0 decisions');
  expect(text).toContain('by format: txt 1');
  expect(text).toContain('unreadable: empty 1');
  expect(text).toMatch(/rules: example-province “某省补充规则（示例）” [0-9a-f]{16}$/m);
  for (const secret of ['某某', '.txt', '总体', 'gouji-test', '某省.yaml']) expect(text).not.toContain(secret);
});

test('the diagnosis tells of lost workers, without what their errors quote', async () => {
  const { program } = start(null, { pool: { workers: 1, script: testWorker } });
  await add(program, temporaryFolder({ 'throw.txt': '', 'exit.txt': '' }));
  const text = await program.diagnosis();
  expect(text).toContain('lost workers: 2');
  expect(text).toMatch(/^ {2}\S+Z crash$/m);
  expect(text).toMatch(/at .*test-worker\.ts:\d+:\d+/);
  expect(text).not.toMatch(/thrown outside|shells[\\/]/);
});
