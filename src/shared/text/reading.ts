/**
 * The running text of a report, read once for all rules: passages with their quantities, the words that say what
 * each one counts, the whole that it is part of, and what the passage is about.
 */
import type { SectionId } from '../form/ids.ts';
import type { AnnualReport } from '../report/annual-report.ts';
import { type Passage, passageOf, type Span } from './passage.ts';
import { type Quantity, quantitiesOf } from './quantities.ts';

export interface Reading extends Passage {
  readonly section: SectionId | null;
  readonly quantities: readonly Figure[];
  /** The sub-heading on a line of its own that the passage stands under; empty where there is none. */
  readonly heading: string;
}

/** A quantity with what it counts. */
export interface Figure extends Quantity {
  /** The words that say what is counted, without 共, 为 and the like; where the label begins. */
  readonly label: string;
  readonly labelStart: number;
  /** The counted noun after the unit: 收到7件申请. */
  readonly noun: string;
  readonly sentence: Span;
  /** The quantity that this one is part of (其中, parentheses), an index among the passage's quantities; -1 for none. */
  readonly whole: number;
  /** Where the words begin that open the list of parts; -1 for no part. */
  readonly listFrom: number;
  /** Compared with another year: 同比增加5件, 较上年减少3件. */
  readonly comparison: boolean;
  /** Of another year than the report's: 上年收到5件, 2021年的58件 (but not what was carried over from it). */
  readonly ofOtherYear: boolean;
}

/** A longer paragraph is no running text but a table or a file that lost its line breaks: no figure is read from it. */
const longestParagraph = 20_000;

const readings = new WeakMap<AnnualReport, readonly Reading[]>();

/** Every paragraph of running text, in document order. */
export function readText(report: AnnualReport): readonly Reading[] {
  const known = readings.get(report);
  if (known) return known;
  let section: SectionId | null = null;
  let heading = '';
  const made = report.paragraphs.map((entry): Reading => {
    const read = passageOf(entry.paragraph, entry.start);
    const passage = read.text.length > longestParagraph ? { ...read, plain: '', sentences: [] } : read;
    if (entry.section !== section) heading = '';
    section = entry.section;
    const own = heading;
    if (isHeading(passage.text)) heading = passage.text;
    return { ...passage, section, heading: own, quantities: figuresOf(passage, report.year) };
  });
  readings.set(report, made);
  return made;
}

/** Reads one text by itself: for the tests of the grammar. */
export function readPassage(passage: Passage, year: number | null): Reading {
  return { ...passage, section: null, heading: '', quantities: figuresOf(passage, year) };
}

function isHeading(text: string): boolean {
  return text.length <= 30 && !/[。;,]/.test(text) && !/\d(?:件|条)/.test(text);
}

/** 共, 合计, 为, 约 … between the counted thing and its number; 办结量, 申请数. */
const filler =
  /(?:(?<=收到|收件|接收|受理|登记|办理|办结|答复|申请|案件)(?:总|件)?[量数])?(?:共有|共计|合计|累计|总计|总共|一共|总数|总量|件数|数量|各有|共|计|均|各)?(?:为|是|有|达到了?|达)?(?:约|近|将近|超过|超|逾|大约|接近|不足|不到|突破|至少|不少于|不低于|最多|不超过)?$/;

function figuresOf(passage: Passage, year: number | null): Figure[] {
  const quantities = quantitiesOf(passage);
  const figures: Figure[] = [];
  for (const [index, quantity] of quantities.entries()) {
    const sentence = passage.sentences.find(
      ({ start, end }) => start <= quantity.start && quantity.start < end,
    ) as Span;
    const named = labelOf(passage, quantity, sentence, quantities[index - 1]);
    // 申请量突破1200件，达到1286件: the same is given once more, exactly.
    const again = /^,(?:共|总数)?达到?$/.test(passage.plain.slice(quantities[index - 1]?.end, quantity.start));
    const label = again ? { label: figures[index - 1]?.label ?? '', labelStart: quantity.start } : named;
    figures.push({
      ...quantity,
      ...label,
      noun: passage.plain.slice(quantity.after.start, quantity.after.end),
      sentence,
      ...wholeOf(passage, quantities, index, sentence),
      comparison: isComparison(passage, quantity),
      ofOtherYear: isOfOtherYear(passage, quantity, sentence, year),
    });
  }
  return withSharedLabels(passage, figures);
}

function labelOf(
  { plain }: Passage,
  quantity: Quantity,
  sentence: Span,
  previous: Quantity | undefined,
): { label: string; labelStart: number } {
  let { start } = quantity.before;
  let words = plain.slice(start, quantity.start).replace(filler, '');
  // 政府信息公开申请，共5件: what is counted stands in the clause before.
  if (words === '' && start > sentence.start && /[,:]/.test(plain[start - 1] as string)) {
    const end = start - 1;
    let from = end;
    while (from > sentence.start && !/[,;:()]/.test(plain[from - 1] as string)) from--;
    if (!previous || previous.end <= from) {
      start = from;
      words = plain.slice(from, end).replace(filler, '');
    }
  }
  // 政府信息公开申请（不含上年结转）100件: the remark does not name it.
  if (words === '' && plain[start - 1] === ')') {
    const remark = /[^,;:()]*\([^()\d]*\)$/.exec(plain.slice(sentence.start, start));
    if (remark) {
      start = sentence.start + remark.index;
      words = plain.slice(start, plain.indexOf('(', start)).replace(filler, '');
    }
  }
  // 三件维持、一件纠正: what stands before the comma is the name of the number before.
  if (/(?:[、和及与]|以及)$/.test(words) && previous?.end === start) return { label: '', labelStart: quantity.start };
  const lead = /^(?:[、和及与]|以及|并且?|其中|包括|含|分别是?)*/.exec(words)?.[0].length ?? 0;
  return { label: words.slice(lead), labelStart: start + lead };
}

/** What a quantity is part of, and where the words begin that open the list of parts. */
interface Membership {
  /** An index among the passage's quantities; -1 for none. */
  readonly whole: number;
  readonly listFrom: number;
}

const noPart: Membership = { whole: -1, listFrom: -1 };

/** The quantity before the parenthesis, before 其中, or of which it says 97件申请中. */
function wholeOf(passage: Passage, quantities: readonly Quantity[], index: number, sentence: Span): Membership {
  const { plain } = passage;
  const quantity = quantities[index] as Quantity;
  if (quantity.depth > 0) {
    const at = quantities.findLastIndex(
      (other) => other.end <= quantity.opened && other.start >= sentence.start && other.depth === quantity.depth - 1,
    );
    const whole = quantities[at];
    return whole && /^[^,;:()、]{0,12}$/.test(plain.slice(whole.end, quantity.opened))
      ? { whole: at, listFrom: quantity.opened }
      : noPart;
  }
  const markers = [...plain.slice(sentence.start, quantity.start).matchAll(/其中|(?<=,)(?:包括|包含|含)/g)];
  const from = sentence.start + (markers.at(-1)?.index ?? 0);
  if (markers.length === 0 || /;/.test(plain.slice(from, quantity.start))) {
    const among = markers.length === 0 ? amongWhich(passage, quantities, index, sentence) : noPart;
    return among.whole >= 0 ? among : brokenDown(passage, quantities, index, sentence);
  }
  const at = quantities.findLastIndex(
    (other) => other.end <= from && other.start >= sentence.start && other.depth === quantity.depth,
  );
  // 公开信息302条，其中政策50条，收到申请100件: what is counted otherwise is no part.
  if (at >= 0 && quantity.unit !== '%' && !countsAlike((quantities[at] as Quantity).unit, quantity.unit)) return noPart;
  // 新收100件，结转4件；其中办结97件: of which of them, or of both, is open.
  if (/;$/.test(plain.slice(sentence.start, from)) && countsBefore(quantities, at, sentence) > 0) return noPart;
  const opensSentence = at < 0 && from === sentence.start;
  return { whole: opensSentence ? wholeInSentenceBefore(plain, quantities, sentence) : at, listFrom: from };
}

/** How many quantities of the same unit stand before one in its sentence. */
function countsBefore(quantities: readonly Quantity[], at: number, sentence: Span): number {
  return quantities
    .slice(0, Math.max(0, at))
    .filter((other) => other.start >= sentence.start && countsAlike(other.unit, (quantities[at] as Quantity).unit))
    .length;
}

/** 办结的97件申请中，予以公开50件: 97. */
function amongWhich({ plain }: Passage, quantities: readonly Quantity[], index: number, sentence: Span): Membership {
  const quantity = quantities[index] as Quantity;
  for (let at = index - 1; at >= 0; at--) {
    const other = quantities[at] as Quantity;
    if (other.start < sentence.start || /;/.test(plain.slice(other.end, quantity.start))) return noPart;
    if (other.depth !== quantity.depth || !countsAlike(other.unit, quantity.unit)) continue;
    if (/^[^,;:()]{0,16}?[中里](?![心央国共小介])[,:]?/.test(plain.slice(other.end, quantity.start)))
      return { whole: at, listFrom: other.end };
  }
  return noPart;
}

/** 共收到申请1286件，…。从申请渠道看，网上802件: the requests received, by one of their features. */
function brokenDown({ plain }: Passage, quantities: readonly Quantity[], index: number, sentence: Span): Membership {
  const quantity = quantities[index] as Quantity;
  const marker = byFeature.exec(plain.slice(sentence.start, quantity.start));
  if (!marker || quantity.unit === '%') return noPart;
  const from = sentence.start + marker.index;
  const whole = quantities.findLastIndex(
    (other) =>
      other.end <= from &&
      other.depth === quantity.depth &&
      countsAlike(other.unit, quantity.unit) &&
      /(?:收到|接收|接到|新收|受理|登记)(?!.*(?:复议|许可|诉讼))[^,;:()\d]{0,20}申请[^,;:()\d]{0,6}$/.test(
        plain.slice(other.before.start, other.start),
      ),
  );
  return { whole, listFrom: from };
}

/** A request has one channel and one applicant; it can be about several things. */
const byFeature =
  /(?<=^|[,;。])(?:(?:从|按照?)(?:申请|提交|受理|接收|递交)?(?:渠道|方式|形式|途径|人|主体|对象|来源)[^,;:()\d]{0,6}|(?:申请)?(?:渠道|方式|主体|人)(?:方面|分布|构成|情况)(?:为|是|如下)?)[,:](?:[^;]*|(?:[;,、]?[^,;:()\d]{1,10}\d+[件份宗])*[;,、]?[^,;:()\d]{0,10})$/;

/** 人, 名 and 位 count the same; so do 件 and 份 of requests. */
export function countsAlike(a: string, b: string): boolean {
  return a === b || [/^[人名位]$/, /^[件份]$/].some((alike) => alike.test(a) && alike.test(b));
}

/** ……50条。其中……20条: the only quantity of the sentence before. */
function wholeInSentenceBefore(plain: string, quantities: readonly Quantity[], sentence: Span): number {
  const end = sentence.start - 1;
  const start = Math.max(plain.lastIndexOf('。', end - 1), plain.lastIndexOf('\n', end - 1)) + 1;
  const counts = quantities.flatMap((other, at) =>
    other.start >= start && other.end <= end && other.unit !== '%' ? [at] : [],
  );
  return counts.length === 1 ? (counts[0] as number) : -1;
}

const otherYears = '上一?年度?|去年|往年|历年|前年|同期';
const changes = '增加|增长|减少|下降|上升|上涨|回落|降低|提高|提升|多|少|增|减|降';

const changed = new RegExp(`(?:${changes})(?:了|幅度|率|量)?(?:约|近|超过|达到?|为)?$`);
const againstOtherYear = new RegExp(`(?:[比较与同]|相比)(?:${otherYears}|\\d{4}年)`);
const otherYear = new RegExp(otherYears);

function isComparison({ plain }: Passage, quantity: Quantity): boolean {
  const before = plain.slice(quantity.before.start, quantity.start);
  return changed.test(before) || /同比|环比/.test(before) || againstOtherYear.test(before);
}

/**
 * The last year named before it in its sentence decides; 上年 counts for its own clause unless it opens one, and what was carried
 * over (上年结转, 结转2024年) is of the report's year.
 */
function isOfOtherYear({ plain }: Passage, quantity: Quantity, sentence: Span, year: number | null): boolean {
  const before = plain.slice(quantity.before.start, quantity.start);
  if (/结转/.test(before)) return false;
  if (otherYear.test(before)) return true;
  const lead = plain.slice(sentence.start, quantity.start);
  return namesOtherYear(lead, year) || speaksOfLastYear(lead);
}

/** 去年收到83件，办结80件: the year is said once, and holds until another is named. */
function speaksOfLastYear(lead: string): boolean {
  const words = lead.split(';').at(-1) ?? '';
  return /(?:^|,)(?:而|在)?(?:上一?年度?|去年)(?:同期)?(?:,|我|本|全|共|累计|新?收|受理|接|办|发布|公开)(?!.*(?:今年|本年|20\d\d年))/.test(
    words,
  );
}

/** Whether the last year named in the words is another than the report's; 比2022年, 由2022年 and 2022年结转 name none. */
export function namesOtherYear(words: string, year: number | null): boolean {
  if (year === null || !words.includes('年')) return false;
  const named = [
    ...words.matchAll(
      /(?<before>.?)(?:(?<year>(?:19|20)\d\d)年|今年|本年)(?!.{0,3}结转|度?(?:以来)?(?:制发|制定|印发|出台|发布)的|度?(?:同期)?(?:为|是)\d[^,;。]*[,;])/g,
    ),
  ].flatMap(({ groups = {} }) => {
    const found = groups.year === undefined ? year : Number(groups.year);
    return found !== year && /[比较与同于]/.test(groups.before ?? '') ? [] : [found];
  });
  return (named.at(-1) ?? year) !== year;
}

/** 予以公开、部分公开分别为3件、2件: each number gets its own name. */
function withSharedLabels({ plain }: Passage, figures: readonly Figure[]): Figure[] {
  const labelled = [...figures];
  for (const [index, figure] of figures.entries()) {
    const match = /^(.*?[、和及与].*?)(?:数量|件数)?(?:分别)(?:为|是|有|达|约)?$/.exec(
      plain.slice(figure.before.start, figure.start),
    );
    if (!match) continue;
    const names = withSharedEnding((match[1] as string).split(/、|以及|(?<!法人|公民)和|(?<![涉以])及|(?<!参)与/));
    const members = [index];
    while (
      members.length < names.length &&
      figures[(members.at(-1) as number) + 1] &&
      /^[、,和及]$/.test(
        plain.slice(
          (figures[members.at(-1) as number] as Figure).end,
          (figures[(members.at(-1) as number) + 1] as Figure).start,
        ),
      )
    ) {
      members.push((members.at(-1) as number) + 1);
    }
    const whole = members.length === names.length;
    for (const [position, member] of members.entries()) {
      const own = labelled[member] as Figure;
      labelled[member] = { ...own, label: whole ? (names[position] as string) : '', labelStart: figure.before.start };
    }
  }
  return labelled;
}

/** 行政许可、行政处罚决定: the ending of the last name is that of all. */
function withSharedEnding(names: readonly string[]): string[] {
  const ending = /(?:决定|案件|申请)$/.exec(names.at(-1) ?? '')?.[0] ?? '';
  return names.map((name) => (name.endsWith(ending) ? name : name + ending));
}
