/**
 * Digests of invented reports by the thousand, for the scale of checkTogether: words drawn from a large vocabulary, so
 * that texts differ as those of real offices do, set phrases out of a common stock, and copies planted among them.
 */
import type { AnnualReport } from '../../src/shared/report/annual-report.ts';
import type { RuleBook } from '../../src/shared/rules/pack.ts';
import { digestOf, type ReportDigest } from '../../src/shared/rules/together/index.ts';
import { Random } from '../generator/random.ts';

export interface SyntheticRun {
  readonly digests: readonly ReportDigest[];
  /** Places of reports whose text is another unit's, but for figures and a word here and there; and of those others. */
  readonly copies: readonly number[];
  /** Places of the reports of a group of units that all use one text. */
  readonly ring: readonly number[];
  /** Places of reports that repeat the year before. */
  readonly repeated: readonly number[];
}

const characters =
  '水木金土山川林田园路桥车船机电力热光声书画文史地理数化医药农牧渔工商贸财税审统测查验证照牌图表卡册档案库站台';

/** Two years of `count / 2` units. Every fortieth unit copies another, every eightieth itself; thirty use one text. */
export function syntheticRun(count: number, book: RuleBook): SyntheticRun {
  const random = new Random(count);
  const vocabulary = Array.from({ length: 1500 }, () => random.pick([...characters]) + random.pick([...characters]));
  const clause = (): string => {
    const words = Array.from({ length: random.int(3, 7) }, () => random.pick(vocabulary));
    return random.chance(0.2) ? `${words.join('')}${random.int(1, 999)}件` : words.join('');
  };
  const stock = Array.from({ length: 80 }, clause);
  const text = (): string[] => {
    const own = Array.from({ length: 85 }, clause);
    const all = random.shuffle([...own, ...random.sample(stock, 35)]);
    return Array.from({ length: 12 }, (_, index) => `${all.slice(index * 10, index * 10 + 10).join('，')}。`);
  };
  /** One word in fifty and every figure changed. */
  const copied = (lines: readonly string[]): string[] =>
    lines.map((line) =>
      line
        .replace(/\d+/g, () => String(random.int(1, 999)))
        .replace(/[^，。]{8}(?=[^，。]*，[^，。]*。)/, (words) => words.slice(2) + random.pick(vocabulary)),
    );
  const common = text();
  const digests: ReportDigest[] = [];
  const copies: number[] = [];
  const ring: number[] = [];
  const repeated: number[] = [];
  let last: { lines: readonly string[]; index: number } | undefined;
  for (let unit = 0; digests.length < count; unit++) {
    const index = digests.length;
    let lines = text();
    if (unit % 40 === 39 && last) {
      lines = copied(last.lines);
      copies.push(last.index, index);
    } else if (unit % 17 === 5 && ring.length < 30) {
      lines = copied(common);
      ring.push(index);
    } else last = { lines, index };
    digests.push(digest(`某县第${unit}局`, 2022, lines, book));
    if (digests.length >= count) break;
    const repeats = unit % 80 === 20 && ring.at(-1) !== index;
    if (repeats) repeated.push(index + 1);
    digests.push(digest(`某县第${unit}局`, 2023, repeats ? copied(lines) : text(), book));
  }
  return { digests, copies, ring, repeated };
}

function digest(unit: string, year: number, lines: readonly string[], book: RuleBook): ReportDigest {
  const report: AnnualReport = {
    unit,
    year,
    edition: null,
    title: null,
    sections: [],
    tables: {},
    paragraphs: lines.map((line, block) => ({
      section: 'overview',
      start: 0,
      paragraph: { kind: 'paragraph', text: line, place: { format: 'docx', location: { block } } },
    })),
    problems: [],
    start: { block: 0 },
    end: { block: lines.length },
  };
  return digestOf(report, book);
}
