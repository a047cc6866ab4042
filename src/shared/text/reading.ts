/**
 * The running text of a report, read once for all rules: passages with their quantities, the words that say what
 * each one counts, the whole that it is part of, and what the passage is about.
 */
import type { SectionId } from '../form/ids.ts';
import { madeOnce } from '../made-once.ts';
import type { AnnualReport } from '../report/annual-report.ts';
import { holdsDoubled } from './doubled.ts';
import { type Passage, passageOf, type Span } from './passage.ts';
import { type Quantity, quantitiesOf } from './quantities.ts';
import { canEnd, endingOf, Signs } from './signs.ts';

export interface Reading extends Passage {
  readonly section: SectionId | null;
  readonly quantities: readonly Figure[];
  /** The sub-heading on a line of its own that the passage stands under; empty where there is none. */
  readonly heading: string;
  /** Chinese words stand twice in a row somewhere. */
  readonly hasDoubled: boolean;
}

/** A quantity with what it counts. */
export interface Figure extends Quantity {
  /** The words that say what is counted, without 共, 为 and the like; where the label begins. */
  readonly label: string;
  readonly labelStart: number;
  /** The counted noun after the unit: 收到7件申请. */
  readonly noun: string;
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
  return madeOnce(readings, report, () => readingsOf(report));
}

function readingsOf(report: AnnualReport): readonly Reading[] {
  let section: SectionId | null = null;
  let heading = '';
  return report.paragraphs.map((entry): Reading => {
    const read = passageOf(entry.paragraph, entry.start);
    const passage = read.text.length > longestParagraph ? { ...read, plain: '', sentences: [] } : read;
    if (entry.section !== section) heading = '';
    section = entry.section;
    const own = heading;
    if (isHeading(passage.text)) heading = passage.text;
    return readingOf(passage, section, own, report.year);
  });
}

/** Reads one text by itself: for the tests of the grammar. */
export function readPassage(passage: Passage, year: number | null): Reading {
  return readingOf(passage, null, '', year);
}

function readingOf(passage: Passage, section: SectionId | null, heading: string, year: number | null): Reading {
  const quantities = figuresOf(passage, year);
  return { ...passage, section, heading, quantities, hasDoubled: holdsDoubled(passage.text) };
}

function isHeading(text: string): boolean {
  return text.length <= 30 && !/[。;,]/.test(text) && !/\d(?:件|条)/.test(text);
}

/** Signs in the words before a number, from the beginning of its sentence or of its clause. */
const leadSigns = new Signs();

/** 共, 合计, 为, 约 … between the counted thing and its number; 办结量, 申请数. */
const filler = endingOf(
  /(?:(?<=收到|收件|接收|受理|登记|办理|办结|答复|申请|案件)(?:总|件)?[量数])?(?:共有|共计|合计|累计|总计|总共|一共|总数|总量|件数|数量|各有|共|计|均|各)?(?:为|是|有|达到了?|达)?(?:约|近|将近|超过|超|逾|大约|接近|不足|不到|突破|至少|不少于|不低于|最多|不超过)?$/,
  '量数有计共均各为是达到了约近过超逾足破少于多',
);

function withoutFiller(words: string): string {
  return canEnd(filler, words) ? words.replace(filler.expression, '') : words;
}

function figuresOf(passage: Passage, year: number | null): Figure[] {
  const { plain } = passage;
  const quantities = quantitiesOf(passage);
  const hasOtherYear = holdsOtherYear(plain, year);
  const figures: Figure[] = [];
  for (const [index, quantity] of quantities.entries()) {
    const { sentence, before, after, start } = quantity;
    const ofClause = leadSigns.in(plain, before.start, start);
    const held = ofClause | leadSigns.in(plain, sentence.start, before.start);
    const { label, labelStart } = isGivenAgain(plain, quantities[index - 1], quantity)
      ? { label: figures[index - 1]?.label ?? '', labelStart: start }
      : labelOf(passage, quantity, quantities[index - 1]);
    const { whole, listFrom } = wholeOf(passage, quantities, index, held);
    figures.push({
      ...quantity,
      label,
      labelStart,
      noun: plain.slice(after.start, after.end),
      whole,
      listFrom,
      comparison: isComparison(passage, quantity, ofClause),
      ofOtherYear: isOfOtherYear(passage, quantity, ofClause, held, hasOtherYear ? year : null),
    });
  }
  return withSharedLabels(passage, figures);
}

/** 申请量突破1200件，达到1286件: the same is given once more, exactly. */
function isGivenAgain(plain: string, previous: Quantity | undefined, { start }: Quantity): boolean {
  const last = plain.charAt(start - 1);
  return (last === '达' || last === '到') && /^,(?:共|总数)?达到?$/.test(plain.slice(previous?.end, start));
}

const connectingWords = /^(?:[、和及与]|以及|并且?|其中|包括|含|分别是?)*/;

function labelOf(
  { plain }: Passage,
  quantity: Quantity,
  previous: Quantity | undefined,
): { label: string; labelStart: number } {
  const { sentence } = quantity;
  let { start } = quantity.before;
  let words = withoutFiller(plain.slice(start, quantity.start));
  // 政府信息公开申请，共5件: what is counted stands in the clause before.
  if (words === '' && start > sentence.start && ',:'.includes(plain.charAt(start - 1))) {
    const end = start - 1;
    let from = end;
    while (from > sentence.start && !',;:()'.includes(plain.charAt(from - 1))) from--;
    if (!previous || previous.end <= from) {
      start = from;
      words = withoutFiller(plain.slice(from, end));
    }
  }
  // 政府信息公开申请（不含上年结转）100件: the remark does not name it.
  if (words === '' && plain[start - 1] === ')') {
    const remark = /[^,;:()]*\([^()\d]*\)$/.exec(plain.slice(sentence.start, start));
    if (remark) {
      start = sentence.start + remark.index;
      words = withoutFiller(plain.slice(start, plain.indexOf('(', start)));
    }
  }
  // 三件维持、一件纠正: what stands before the comma is the name of the number before.
  if (previous?.end === start && /(?:[、和及与]|以及)$/.test(words)) return { label: '', labelStart: quantity.start };
  const lead = connectingWords.exec(words)?.[0].length ?? 0;
  return { label: words.slice(lead), labelStart: start + lead };
}

/** What a quantity is part of, and where the words begin that open the list of parts. */
interface Membership {
  /** An index among the passage's quantities; -1 for none. */
  readonly whole: number;
  readonly listFrom: number;
}

const noPart: Membership = { whole: -1, listFrom: -1 };

const ofWhich = /其中|(?<=,)(?:包括|包含|含)/g;
const ofWhichSign = leadSigns.for('其包含', ofWhich);
const semicolonSign = leadSigns.for(';', ';');

/** The quantity before the parenthesis, before 其中, or of which it says 97件申请中. `held`: signs from the sentence's beginning. */
function wholeOf(passage: Passage, quantities: readonly Quantity[], index: number, held: number): Membership {
  const { plain } = passage;
  const quantity = quantities[index] as Quantity;
  const { sentence } = quantity;
  if (quantity.depth > 0) {
    const at = quantities.findLastIndex(
      (other) => other.end <= quantity.opened && other.start >= sentence.start && other.depth === quantity.depth - 1,
    );
    const whole = quantities[at];
    return whole && /^[^,;:()、]{0,12}$/.test(plain.slice(whole.end, quantity.opened))
      ? { whole: at, listFrom: quantity.opened }
      : noPart;
  }
  const marked = held & ofWhichSign ? lastOfWhich(plain, sentence.start, quantity.start) : -1;
  if (marked < 0) {
    const among = held & amongSign ? amongWhich(passage, quantities, index) : noPart;
    return among.whole >= 0 ? among : brokenDown(passage, quantities, index, held);
  }
  if (held & semicolonSign && plain.slice(marked, quantity.start).includes(';'))
    return brokenDown(passage, quantities, index, held);
  const at = quantities.findLastIndex(
    (other) => other.end <= marked && other.start >= sentence.start && other.depth === quantity.depth,
  );
  // 公开信息302条，其中政策50条，收到申请100件: what is counted otherwise is no part.
  if (at >= 0 && quantity.unit !== '%' && !countsAlike((quantities[at] as Quantity).unit, quantity.unit)) return noPart;
  // 新收100件，结转4件；其中办结97件: of which of them, or of both, is open.
  if (plain[marked - 1] === ';' && marked > sentence.start && countsBefore(quantities, at, sentence) > 0) return noPart;
  const opensSentence = at < 0 && marked === sentence.start;
  return { whole: opensSentence ? wholeInSentenceBefore(plain, quantities, sentence) : at, listFrom: marked };
}

/** Where the last 其中 or the like stands between two offsets; -1 for none. */
function lastOfWhich(plain: string, start: number, end: number): number {
  const words = plain.slice(start, end);
  let last = -1;
  ofWhich.lastIndex = 0;
  for (let match = ofWhich.exec(words); match; match = ofWhich.exec(words)) last = start + match.index;
  return last;
}

/** How many quantities of the same unit stand before one in its sentence. */
function countsBefore(quantities: readonly Quantity[], at: number, sentence: Span): number {
  return quantities
    .slice(0, Math.max(0, at))
    .filter((other) => other.start >= sentence.start && countsAlike(other.unit, (quantities[at] as Quantity).unit))
    .length;
}

const within = /^[^,;:()]{0,16}?[中里](?![心央国共小介])[,:]?/;
const amongSign = leadSigns.for('中里', within);

/** 办结的97件申请中，予以公开50件: 97. */
function amongWhich({ plain }: Passage, quantities: readonly Quantity[], index: number): Membership {
  const quantity = quantities[index] as Quantity;
  for (let at = index - 1; at >= 0; at--) {
    const other = quantities[at] as Quantity;
    const between = plain.slice(other.end, quantity.start);
    if (other.start < quantity.sentence.start || between.includes(';')) return noPart;
    if (other.depth !== quantity.depth || !countsAlike(other.unit, quantity.unit)) continue;
    if (within.test(between)) return { whole: at, listFrom: other.end };
  }
  return noPart;
}

/** A request has one channel and one applicant; it can be about several things. */
const byFeature =
  /(?<=^|[,;。])(?:(?:从|按照?)(?:申请|提交|受理|接收|递交)?(?:渠道|方式|形式|途径|人|主体|对象|来源)[^,;:()\d]{0,6}|(?:申请)?(?:渠道|方式|主体|人)(?:方面|分布|构成|情况)(?:为|是|如下)?)[,:](?:[^;]*|(?:[;,、]?[^,;:()\d]{1,10}\d+[件份宗])*[;,、]?[^,;:()\d]{0,10})$/;
const featureSigns = leadSigns.for('道式径人体象源', byFeature) | leadSigns.for('从按方分构情', byFeature);
const requestsReceived =
  /(?:收到|接收|接到|新收|受理|登记)(?!.*(?:复议|许可|诉讼))[^,;:()\d]{0,20}申请[^,;:()\d]{0,6}$/;

/** 共收到申请1286件，…。从申请渠道看，网上802件: the requests received, by one of their features. */
function brokenDown({ plain }: Passage, quantities: readonly Quantity[], index: number, held: number): Membership {
  if ((held & featureSigns) !== featureSigns) return noPart;
  const quantity = quantities[index] as Quantity;
  const { sentence } = quantity;
  const marker = byFeature.exec(plain.slice(sentence.start, quantity.start));
  if (!marker || quantity.unit === '%') return noPart;
  const from = sentence.start + marker.index;
  const whole = quantities.findLastIndex(
    (other) =>
      other.end <= from &&
      other.depth === quantity.depth &&
      countsAlike(other.unit, quantity.unit) &&
      requestsReceived.test(plain.slice(other.before.start, other.start)),
  );
  return { whole, listFrom: from };
}

/** Units that count the same as another. */
const countedAs: Readonly<Record<string, string>> = { 名: '人', 位: '人', 份: '件' };

/** 人, 名 and 位 count the same; so do 件 and 份 of requests. */
export function countsAlike(a: string, b: string): boolean {
  return a === b || (countedAs[a] ?? a) === (countedAs[b] ?? b);
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
const changedSign = leadSigns.for('增减降升涨落高多少', changed);
const againstBefore = /同比|环比/;
const againstOtherYear = new RegExp(`(?:[比较与同]|相比)(?:${otherYears}|\\d{4}年)`);
const againstSign = leadSigns.for('比较与同', againstBefore, againstOtherYear);
const otherYear = new RegExp(otherYears);
const otherYearSign = leadSigns.for('上去往历前同', otherYear);
const carriedOverSign = leadSigns.for('转', '结转');

/** `held`: signs of the clause. */
function isComparison({ plain }: Passage, quantity: Quantity, held: number): boolean {
  if (!(held & (changedSign | againstSign))) return false;
  const before = plain.slice(quantity.before.start, quantity.start);
  return changed.test(before) || againstBefore.test(before) || againstOtherYear.test(before);
}

/**
 * `ofClause`, `held`: signs of its clause and of the sentence up to it; `year`: null where the passage holds no other.
 * The last year named before it in its sentence decides; 上年 counts for its own clause unless it opens one, and what was carried
 * over (上年结转, 结转2024年) is of the report's year.
 */
function isOfOtherYear(
  { plain }: Passage,
  quantity: Quantity,
  ofClause: number,
  held: number,
  year: number | null,
): boolean {
  if (ofClause & (carriedOverSign | otherYearSign)) {
    const before = plain.slice(quantity.before.start, quantity.start);
    if (before.includes('结转')) return false;
    if (otherYear.test(before)) return true;
  }
  if (year === null && !(held & lastYearSign)) return false;
  const lead = plain.slice(quantity.sentence.start, quantity.start);
  return namesOtherYear(lead, year) || ((held & lastYearSign) !== 0 && speaksOfLastYear(lead));
}

const lastYear =
  /(?:^|,)(?:而|在)?(?:上一?年度?|去年)(?:同期)?(?:,|我|本|全|共|累计|新?收|受理|接|办|发布|公开)(?!.*(?:今年|本年|20\d\d年))/;
const lastYearSign = leadSigns.for('上去', lastYear);

/** 去年收到83件，办结80件: the year is said once, and holds until another is named. */
function speaksOfLastYear(lead: string): boolean {
  return lastYear.test(lead.slice(lead.lastIndexOf(';') + 1));
}

const namedYear =
  /(?<before>.?)(?:(?<year>(?:19|20)\d\d)年|今年|本年)(?!.{0,3}结转|度?(?:以来)?(?:制发|制定|印发|出台|发布)的|度?(?:同期)?(?:为|是)\d[^,;。]*[,;])/g;
const anyYear = /(?:19|20)\d\d(?=年)/g;

/** Whether the words hold the number of a year that is not the report's. */
export function holdsOtherYear(words: string, year: number | null): boolean {
  if (year === null) return false;
  anyYear.lastIndex = 0;
  for (let match = anyYear.exec(words); match; match = anyYear.exec(words)) if (Number(match[0]) !== year) return true;
  return false;
}

/** Whether the last year named in the words is another than the report's; 比2022年, 由2022年 and 2022年结转 name none. */
export function namesOtherYear(words: string, year: number | null): boolean {
  if (!holdsOtherYear(words, year)) return false;
  let last: number | null = year;
  for (const { groups = {} } of words.matchAll(namedYear)) {
    const found: number | null = groups.year === undefined ? year : Number(groups.year);
    if (found === year || !/[比较与同于]/.test(groups.before ?? '')) last = found;
  }
  return last !== year;
}

/** 予以公开、部分公开分别为3件、2件: each number gets its own name. */
function withSharedLabels({ plain }: Passage, figures: readonly Figure[]): Figure[] {
  const labelled = [...figures];
  for (const [index, figure] of figures.entries()) {
    const words = plain.slice(figure.before.start, figure.start);
    if (!words.includes('分别')) continue;
    const match = /^(.*?[、和及与].*?)(?:数量|件数)?(?:分别)(?:为|是|有|达|约)?$/.exec(words);
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
