/** Cases of continuity.carried-over. */
import type { TogetherCase } from './together-case.ts';

const forward = { 'requests.carriedForward.naturalPerson': '3', 'requests.carriedForward.total': '3' };
const over = { 'requests.carriedOver.naturalPerson': '3', 'requests.carriedOver.total': '3' };

export const cases: readonly TogetherCase[] = [
  {
    name: 'fewer requests carried over than the year before carried forward',
    report: { year: 2023, cells: { ...over, 'requests.carriedOver.naturalPerson': '1' } },
    with: [{ year: 2022, cells: forward }],
    findings: [
      {
        cells: ['requests.carriedOver.naturalPerson'],
        expected: 3,
        actual: 1,
        message:
          '表三“自然人”列：本报告上年结转 1 件，2022年度报告结转下年度 3 件，相差 2 件。两个数应当相同，请核对并更正。',
        at: '1',
      },
    ],
    passed: 6,
  },
  {
    name: 'a blank where the year before carried requests forward',
    report: { year: 2023, cells: { ...over, 'requests.carriedOver.total': '' } },
    with: [{ year: 2022, cells: forward }],
    findings: [
      {
        expected: 3,
        actual: 0,
        message:
          '表三“总计”列：本报告上年结转填了空白（按 0 计），2022年度报告结转下年度 3 件，相差 3 件。两个数应当相同，请核对并更正。',
      },
    ],
  },
  {
    name: 'the first report in the new form goes on from the last one in the old form',
    report: { year: 2021 },
    with: [{ year: 2020, cells: { 'requests.carriedForward.business': '2' } }],
    findings: [
      {
        message:
          '表三“商业企业”列：本报告上年结转 0 件，2020年度报告结转下年度 2 件，相差 2 件。两个数应当相同，请核对并更正。',
      },
    ],
  },
  {
    name: 'the same unit with blanks in its name',
    report: { year: 2023, title: ['清河区（局）档案局', '2023年政府信息公开工作年度报告'] },
    with: [{ year: 2022, title: ['清河区(局) 档案局', '2022年政府信息公开工作年度报告'], cells: forward }],
    findings: [
      {
        message:
          '表三“自然人”列：本报告上年结转 0 件，2022年度报告结转下年度 3 件，相差 3 件。两个数应当相同，请核对并更正。',
      },
      {
        message:
          '表三“总计”列：本报告上年结转 0 件，2022年度报告结转下年度 3 件，相差 3 件。两个数应当相同，请核对并更正。',
      },
    ],
  },
  {
    name: 'figures that go on',
    report: { cells: over },
    with: [{ year: 2022, cells: forward }],
    findings: [],
    passed: 7,
  },
  { name: 'two years between them', report: { year: 2023 }, with: [{ year: 2021, cells: forward }], findings: [] },
  {
    name: 'another unit',
    report: { year: 2023 },
    with: [{ year: 2022, cells: forward, title: ['清河区财政局2022年政府信息公开工作年度报告'] }],
    findings: [],
    passed: 0,
  },
  {
    name: 'two versions of the year before that agree',
    report: { year: 2023, cells: over },
    with: [
      { year: 2022, cells: forward },
      { year: 2022, cells: forward },
    ],
    findings: [],
    passed: 7,
  },
  {
    name: 'two versions of the year before that disagree in one column',
    report: { year: 2023, cells: over },
    with: [
      { year: 2022, cells: { ...forward, 'requests.carriedForward.business': '1' } },
      { year: 2022, cells: forward },
    ],
    findings: [],
    passed: 6,
    notAssessable: 1,
  },
  {
    name: 'a version of the same year is not the year before',
    report: { year: 2023, cells: over },
    with: [{ year: 2023, cells: forward }],
    findings: [],
    passed: 0,
    notAssessable: 0,
  },
  {
    name: 'words in the place of a number',
    report: { year: 2023, cells: over },
    with: [{ year: 2022, cells: { ...forward, 'requests.carriedForward.naturalPerson': '见附件' } }],
    findings: [],
    passed: 6,
    notAssessable: 1,
  },
  {
    name: 'a report without the table',
    report: { year: 2023, withoutTables: ['requests'] },
    with: [{ year: 2022, cells: forward }],
    findings: [],
    notAssessable: 7,
  },
];
