/**
 * How the quantities of a sentence relate: a whole and its parts (其中, parentheses, 共计 after a list), a share of a
 * whole (占), a change against the year before (同比增长).
 */
import { countsAlike, type Figure, type Reading } from './reading.ts';
import { canEnd, endingOf, Signs } from './signs.ts';

export interface Parts {
  readonly whole: Figure;
  readonly parts: readonly Figure[];
  /** The wording gives the full list: the parts may not add up to less either. */
  readonly full: boolean;
}

function sameUnit(a: Figure, b: Figure): boolean {
  return countsAlike(a.unit, b.unit);
}

function isCount({ unit }: Figure): boolean {
  return unit !== '%' && unit !== '个百分点' && unit !== '倍';
}

/** Every whole whose parts are given. Parts of a part are parts of that part. */
export function partsIn(reading: Reading): Parts[] {
  const found: Parts[] = [];
  const { quantities } = reading;
  const members = Map.groupBy(quantities, ({ whole }) => whole);
  for (const [index, whole] of quantities.entries()) {
    if (!isCount(whole) || whole.comparison) continue;
    const own = members.get(index) ?? [];
    const lists = [
      ...partLists(whole, own).map((list) => partsAfterOfWhich(reading, whole, index, list)),
      partsAfterColon(reading, whole, index),
      partsInParentheses(reading, whole, own),
      partsInScatteredParentheses(reading, whole, index),
      partsBefore(reading, whole, index),
    ];
    for (const parts of lists) if (parts) found.push(parts);
  }
  return found;
}

/** The parts of a whole, list by list: by applicant, by channel. */
function partLists(whole: Figure, own: readonly Figure[]): Figure[][] {
  const listed = own.filter((figure) => figure.depth === whole.depth && figure.start >= whole.end);
  return [...Map.groupBy(listed, ({ listFrom }) => listFrom).values()];
}

/** What begins a statement of its own and not one more part. */
const ownStatement =
  /^(?:已|均|全部|按时|按期|依法)*(?:通过|利用|办结|答复|办理|回复|同比|较|比|占|阅读|浏览|点击|转发|上年|上一年|结转|全年|共|累计|合计|总计|开展|组织|召开|举办|收到|受理|发布|公开|推送|解读|回应|制发|发出|印发|制作|参与|参加|参训|(?:主要)?(?:负责人|领导)|出庭|旁听|列席|整改|采纳|覆盖|惠及|涉及|另|并|还|此外)/;

/** 共302条，其中A218条、B84条. The list ends where its punctuation, its unit or its subject changes. */
function partsAfterOfWhich(
  { plain, quantities }: Reading,
  whole: Figure,
  index: number,
  own: readonly Figure[],
): Parts | null {
  const [first] = own;
  if (!first || !sameUnit(first, whole) || first.comparison || first.ofOtherYear) return null;
  if (isOneOfSeveral(plain, quantities, index) || isOfAllBefore(quantities, index, first)) return null;
  const parts = [first];
  const statement = ownStatement.test(first.label);
  let separator = '';
  for (const figure of own.slice(1)) {
    const last = parts.at(-1) as Figure;
    const between = outsideParentheses(plain.slice(last.end, figure.labelStart));
    if (!isCount(figure) || figure.comparison) continue;
    const mark = /[,、]/.exec(between)?.[0] ?? '';
    separator ||= mark;
    if (!sameUnit(figure, whole) || figure.ofOtherYear || (separator === '、' && mark === ',')) break;
    if ((between.match(/,/g)?.length ?? 0) > 1 || (!statement && ownStatement.test(figure.label))) break;
    parts.push(figure);
  }
  return { whole, parts, full: parts.length === 2 && isOpposite(parts) };
}

/** 共216条：咨询类131条，投诉类52条. */
function partsAfterColon({ plain, quantities }: Reading, whole: Figure, index: number): Parts | null {
  const next = quantities[index + 1];
  if (!next || plain[next.labelStart - 1] !== ':') return null;
  if (!/^[^,;:()、\d]{0,8}:$/.test(plain.slice(whole.end, next.labelStart))) return null;
  const parts: Figure[] = [];
  for (const figure of quantities.slice(index + 1)) {
    if (figure.start >= whole.sentence.end || figure.depth !== whole.depth) break;
    if (!sameUnit(figure, whole) || figure.comparison || figure.ofOtherYear || figure.whole >= 0) break;
    const last = parts.at(-1);
    if (figure.label === '' || ownStatement.test(figure.label)) break;
    if (last && !/^[,、;和及]$/.test(outsideParentheses(plain.slice(last.end, figure.labelStart)))) break;
    parts.push(figure);
  }
  return parts.length > 1 ? { whole, parts, full: false } : null;
}

/** Pairs that leave no third. */
function isOpposite(parts: readonly Figure[]): boolean {
  const labels = parts.map(({ label }) => label).join('|');
  return (
    /自然人.*\|.*法人(?:[和或及]|或者|以及)其[他它]组织/.test(labels) || /专职.*\|.*兼职|兼职.*\|.*专职/.test(labels)
  );
}

/** 许可5件、处罚3件，其中…: which of them, or both, cannot be told. */
function isOneOfSeveral(plain: string, quantities: readonly Figure[], index: number): boolean {
  const whole = quantities[index] as Figure;
  const previous = quantities[index - 1];
  if (!previous || previous.start < whole.sentence.start || !sameUnit(previous, whole)) return false;
  return /^[^,;:()]{0,6}(?:、|和|及|与|以及)/.test(plain.slice(previous.end, whole.start));
}

/** 申请100件，上年结转4件，其中办结97件: more than the last, and not more than it and those before together. */
function isOfAllBefore(quantities: readonly Figure[], index: number, part: Figure): boolean {
  const whole = quantities[index] as Figure;
  const before = quantities.slice(0, index).filter((other) => isAlongside(other, whole));
  return before.length > 0 && part.low > whole.high && part.low <= sumOf([whole, ...before]).high;
}

/** Counted the same in the same sentence, and not as a part. */
function isAlongside(other: Figure, figure: Figure): boolean {
  return (
    other.start >= figure.sentence.start &&
    other.start < figure.start &&
    other.depth === figure.depth &&
    other.whole < 0 &&
    sameUnit(other, figure) &&
    !other.comparison &&
    !other.ofOtherYear
  );
}

/** 47个（A23个，B24个）. */
function partsInParentheses({ plain }: Reading, whole: Figure, own: readonly Figure[]): Parts | null {
  const inside = own.filter((figure) => figure.depth === whole.depth + 1 && figure.opened >= whole.end);
  const [first] = inside;
  if (!first) return null;
  const parts = inside.filter((figure) => figure.opened === first.opened);
  const close = closingOf(plain, first.opened);
  const words = plain.slice(first.opened + 1, close);
  if (/另|此外|不含|不包|除|上年|去年|同比|较|占/.test(words)) return null;
  const counted = parts.filter(
    (figure) => sameUnit(figure, whole) && !figure.comparison && !figure.ofOtherYear && figure.label !== '',
  );
  if (counted.length === 0) return null;
  const listOnly =
    counted.length === parts.length &&
    counted.length > 1 &&
    counted.every(
      (figure, at) => at === 0 || /^[,、;和及]$/.test(plain.slice((counted[at - 1] as Figure).end, figure.labelStart)),
    );
  if (!listOnly && counted.length !== parts.length) return null;
  return { whole, parts: counted, full: listOnly && !/其中|主要|等|包括|含/.test(words) };
}

/** 共98条，主要集中在A（54条）、B（33条）. */
function partsInScatteredParentheses({ plain, quantities }: Reading, whole: Figure, index: number): Parts | null {
  if (whole.depth !== 0 || whole.whole >= 0) return null;
  const parts: Figure[] = [];
  for (const figure of quantities.slice(index + 1)) {
    if (figure.start >= whole.sentence.end) break;
    const alone = figure.depth === 1 && figure.start === figure.opened + 1 && plain[figure.end] === ')';
    if (!alone || !sameUnit(figure, whole)) {
      if (figure.depth === 0) break;
      continue;
    }
    // A(5件) right after the whole says the same in other words.
    const before = plain.slice(parts.at(-1)?.end ?? whole.end, figure.opened);
    if (!/^[)]?(?:[,、;:和及与]|等).{0,40}|^[)]/.test(before) || (parts.length === 0 && /;/.test(before))) return null;
    parts.push(figure);
  }
  if (parts.length < 2) return null;
  // 网上20件，当面7件，主要涉及征地（12件）: of which of them is open.
  if (quantities.some((other) => isAlongside(other, whole))) return null;
  const words = plain.slice(whole.end, (parts.at(-1) as Figure).end + 2);
  return { whole, parts, full: /分别/.test(words) && !/其中|主要|等/.test(words) };
}

const allTogether = endingOf(
  /^[,、]?(?:[两二三四五六]者|[两二三四五六]项|以上|上述|各项|前述)*(?:共计|合计|总计|总共|共)(?:为|达到?)?$/,
  '计共为达到',
);

/** A218条、B84条，共计302条. */
function partsBefore({ plain, quantities }: Reading, whole: Figure, index: number): Parts | null {
  const words = plain.slice(whole.before.start, whole.start);
  if (whole.rough || !canEnd(allTogether, words) || !allTogether.expression.test(words)) return null;
  const parts: Figure[] = [];
  for (let at = index - 1; at >= 0; at--) {
    const figure = quantities[at] as Figure;
    if (figure.start < whole.sentence.start || figure.depth !== whole.depth) break;
    if (!sameUnit(figure, whole) || figure.comparison || figure.ofOtherYear || figure.whole >= 0) break;
    const next = parts[0] ?? whole;
    if ((outsideParentheses(plain.slice(figure.end, next.start)).match(/[,;:]/g)?.length ?? 0) > 1) break;
    parts.unshift(figure);
    // The list may begin anywhere: the shortest run that adds up is it.
    if (parts.length > 1 && sumOf(parts).low <= whole.high && sumOf(parts).high >= whole.low) break;
  }
  if (parts.length < 2 || parts.some(({ label }) => /^(?:共计|合计|总计|累计)/.test(label))) return null;
  return { whole, parts, full: true };
}

export interface Interval {
  readonly low: number;
  readonly high: number;
}

export function sumOf(parts: readonly Interval[]): Interval {
  return {
    low: parts.reduce((sum, part) => sum + part.low, 0),
    high: parts.reduce((sum, part) => sum + part.high, 0),
  };
}

function outsideParentheses(text: string): string {
  return text.replace(/\([^()]*\)/g, '');
}

function closingOf(plain: string, opened: number): number {
  let depth = 0;
  for (let index = opened; index < plain.length; index++) {
    if (plain[index] === '(') depth++;
    else if (plain[index] === ')' && --depth === 0) return index;
  }
  return plain.length;
}

// —— shares ——

export interface Share {
  /** The percentage. */
  readonly share: Figure;
  readonly part: Figure;
  /** The wholes that the words can mean; the share is right if it is right of one of them. */
  readonly wholes: readonly Figure[];
  /** The wording leaves no doubt which whole is meant. */
  readonly sure: boolean;
}

/** Wholes that are named by nothing of their own: 占总数的, 占全部信息的, 占比. */
const plainWhole =
  /^(?:其|全部|总|全年|本年度?|所有|上述|发布|公开|主动|政府|信息|申请|受理|收到|办理|新收|数|量|条|件|的|从事|工作|人员|人|比例|比重|比|到|为|约|达|以上|\d{4}年)*$/;

/** 自然人申请85件，占99件的85.9%; A1人、B1人，分别占50%、50%. */
export function sharesIn(reading: Reading): Share[] {
  const { plain, quantities } = reading;
  const found: Share[] = [];
  for (const [index, share] of quantities.entries()) {
    if (share.unit !== '%' || share.ofOtherYear) continue;
    const words = plain.slice(share.before.start, share.start);
    const match =
      /^(?<subject>.*?)(?:占比|占|比例|比重)(?<of>.*?)(?<shared>分别)?(?:为|是|达到?|约)*(?:超过|近|约)?$/.exec(words);
    if (!match?.groups || (match.groups.subject ?? '').replace(/^[,、]|其|均|约|各|所|分别/g, '') !== '') continue;
    const { of = '' } = match.groups;
    if (!plainWhole.test(of) || /同比|增长|提高|下降|上年|去年/.test(words)) continue;
    const shares =
      match.groups.shared || /^分别/.test(match.groups.subject ?? '') ? runOf(quantities, index, plain) : [share];
    const parts = partsBeforeShares(quantities, index, shares.length);
    if (!parts) continue;
    for (const [at, each] of shares.entries()) {
      const part = parts[at] as Figure;
      const { wholes, sure } = wholesOf(quantities, quantities.indexOf(parts[0] as Figure), part);
      found.push({ share: each, part, wholes, sure });
    }
  }
  return found;
}

/** What is done with some of a number, and gives its name to a rate: 采用, 采用率. */
const doneWithSome = '采用|采纳|录用|回复|解读|满意|公开|整改';

/** 报送信息40篇，被采用32篇，采用率80%: the two numbers right before it. */
export function ratesIn({ plain, quantities }: Reading): Share[] {
  const found: Share[] = [];
  for (const [index, share] of quantities.entries()) {
    // Where all was done that fell due, 100% says so.
    if (share.unit !== '%' || share.ofOtherYear || share.value === 100) continue;
    const [whole, part] = quantities.slice(Math.max(0, index - 2), index);
    if (!whole || !part) continue;
    const named = new RegExp(`^,?(${doneWithSome})率(?:为|是|达到?)?约?$`).exec(plain.slice(part.end, share.start));
    const between = plain.slice(whole.end, part.start);
    if (!named || !new RegExp(`^,(?:其中|已|共|被|获)*(?:${named[1]})(?:了|信息|建议|意见)?$`).test(between)) continue;
    const alike = sameUnit(whole, part) && isCount(part) && whole.start >= share.sentence.start;
    if (!alike || whole.comparison || part.comparison || whole.ofOtherYear || part.ofOtherYear) continue;
    found.push({ share, part, wholes: [whole], sure: true });
  }
  return found;
}

/** 50%、50% from an index on. */
function runOf(quantities: readonly Figure[], index: number, plain: string): Figure[] {
  const run = [quantities[index] as Figure];
  for (let at = index + 1; at < quantities.length; at++) {
    const figure = quantities[at] as Figure;
    const last = run.at(-1) as Figure;
    if (figure.unit !== '%' || !/^[、,和及]$/.test(plain.slice(last.end, figure.start))) break;
    run.push(figure);
  }
  return run;
}

/** The `count` counts right before the shares, or null. */
function partsBeforeShares(quantities: readonly Figure[], index: number, count: number): Figure[] | null {
  const share = quantities[index] as Figure;
  const parts = quantities.slice(Math.max(0, index - count), index);
  const fits =
    parts.length === count &&
    parts.every(
      (part) =>
        isCount(part) &&
        part.start >= share.sentence.start &&
        !part.comparison &&
        !part.ofOtherYear &&
        sameUnit(part, parts[0] as Figure),
    );
  return fits ? parts : null;
}

function wholesOf(quantities: readonly Figure[], first: number, part: Figure): { wholes: Figure[]; sure: boolean } {
  if (part.whole >= 0) {
    const whole = quantities[part.whole] as Figure;
    if (sameUnit(whole, part)) return { wholes: [whole, ...earlier(quantities, first, part)], sure: true };
  }
  const wholes = earlier(quantities, first, part).filter(
    (figure) => !kindOfRequest.test(figure.label) && !hasOwnShare(quantities, figure),
  );
  const inSentence = wholes.filter(({ start }) => start >= part.sentence.start);
  return { wholes, sure: wholes.length === 1 && inSentence.length === 1 };
}

/** 部门14210条，占60.8%；镇街8044条，占34.4%: the first is a part as the second is. */
function hasOwnShare(quantities: readonly Figure[], figure: Figure): boolean {
  const next = quantities[quantities.indexOf(figure) + 1];
  return next?.unit === '%' && next.sentence.start === figure.sentence.start && !next.comparison;
}

/** 自然人82件，占82%；商业企业10件，占10%: one kind is not the whole of the next. */
const kindOfRequest =
  /^(?:其中|依法|答复|决定)*(?:予以|部分|不予|同意)公开|^无法提供|^不予处理|^其[他它]处理|^(?:申请人为|来自|为)?(?:自然人|公民|个人|商业企业|科研机构|社会公益组织|法律服务机构|法人)/;

function earlier(quantities: readonly Figure[], first: number, part: Figure): Figure[] {
  return quantities
    .slice(0, first)
    .filter((figure) => sameUnit(figure, part) && !figure.comparison && !figure.ofOtherYear && figure.high >= part.low);
}

/** Whether a percentage is part ÷ whole, rounded or cut off to its decimals. */
export function isQuotient(share: Figure, part: Interval, whole: Interval): boolean {
  const low = (part.low / whole.high) * 100;
  const high = (part.high / whole.low) * 100;
  const cutOff = share.rough ? share.high : share.value + 2 * (share.high - share.value);
  return low <= cutOff + 1e-9 && high >= share.low - 1e-9;
}

// —— growth ——

export interface Growth {
  /** The percentage, or the number by which it changed. */
  readonly rate: Figure;
  readonly rises: boolean;
  readonly current: Figure;
  /** Last year's value, stated or worked out from the change. */
  readonly previous: Interval;
  readonly previousFigure: Figure;
  /** Last year's value was worked out from 增加41件. */
  readonly fromChange: boolean;
}

const rise = /(?:增长|增加|上升|上涨|提高|提升|增幅|增|多)(?:了|率|幅度|幅|约|近|超过|达到?|为)*$/;
const fall = /(?:下降|减少|降低|回落|下滑|降幅|减|降|少)(?:了|率|幅度|幅|约|近|超过|达到?|为)*$/;

/** Signs in the words before a number that is a change. */
const changeSigns = new Signs();
const riseSign = changeSigns.for('增升涨高多', rise);
const fallSign = changeSigns.for('降减落滑少', fall);

/** 今年99件，上年58件，同比增长70.7%; 99件，比上年增加41件，增长70.7%. */
export function growthIn({ plain, quantities }: Reading): Growth[] {
  const found: Growth[] = [];
  for (const [index, rate] of quantities.entries()) {
    const held = changeSigns.in(plain, rate.before.start, rate.start);
    if (held === 0) continue;
    const words = plain.slice(rate.before.start, rate.start);
    const rises = (held & riseSign) !== 0 && rise.test(words);
    const falls = !rises && (held & fallSign) !== 0 && fall.test(words);
    if ((!rises && !falls) || /环比|率[^,]{0,4}(?:增|提|降|下)|满意|比重|占比/.test(words)) continue;
    if (rate.unit !== '%') {
      const change = changeFrom(plain, quantities, index, rises);
      if (change) found.push(change);
      continue;
    }
    const near = quantities
      .slice(0, index)
      .filter(
        (figure) =>
          figure.start >= rate.sentence.start &&
          isCount(figure) &&
          (figure.depth === rate.depth || isInParenthesesOfYear(plain, figure)),
      );
    const last = near.filter((figure) => !isChange(plain, figure));
    const currents = last.filter((figure) => !figure.ofOtherYear && !isOfYearBefore(plain, figure));
    const previous = last.filter((figure) => figure.ofOtherYear || isOfYearBefore(plain, figure));
    const changes = near.filter((figure) => !last.includes(figure));
    const current = currents.at(-1);
    if (!current) continue;
    const same = previous.filter((figure) => sameUnit(figure, current));
    const unitsAlike = currents.filter((figure) => sameUnit(figure, current));
    const change = changes.filter((figure) => sameUnit(figure, current));
    if (same.length === 1 && unitsAlike.length === 1) {
      const figure = same[0] as Figure;
      found.push({ rate, rises, current, previous: figure, previousFigure: figure, fromChange: false });
    } else if (
      same.length === 0 &&
      change.length === 1 &&
      changes.length === 1 &&
      (change[0] as Figure).start > current.end
    ) {
      const figure = change[0] as Figure;
      const sign = rise.test(beforeOf(plain, figure)) ? 1 : -1;
      const interval =
        sign > 0
          ? { low: current.low - figure.high, high: current.high - figure.low }
          : { low: current.low + figure.low, high: current.high + figure.high };
      if (interval.low > 0)
        found.push({ rate, rises, current, previous: interval, previousFigure: figure, fromChange: true });
    }
  }
  return found;
}

/** 收到100件，较上年80件增加20件: both years' numbers stand right before. */
function changeFrom(plain: string, quantities: readonly Figure[], index: number, rises: boolean): Growth | null {
  const [first, second] = quantities.slice(Math.max(0, index - 2), index);
  const rate = quantities[index] as Figure;
  // 2022年436条，2023年512条，增加76条: in the order of the years.
  const [current, previous] = first?.ofOtherYear && !second?.ofOtherYear ? [second, first] : [first, second];
  if (!current || !previous || !isCount(rate) || current.start < rate.sentence.start) return null;
  if (!sameUnit(rate, current) || !sameUnit(previous, current) || current.comparison || current.ofOtherYear)
    return null;
  const ofYearBefore = isOfYearBefore(plain, previous) || previous === first;
  if (!ofYearBefore || isOfYearBefore(plain, current) || current.depth !== rate.depth) return null;
  // 会议4次，比上年多1次；培训2次，比上年少1次: a change is no year's number.
  // 自然人8件、其他组织1件，与上年的11件相比减少2件: what changed is neither of them.
  const alike = quantities.filter((other) => isAlongside(other, previous) && other !== current);
  if (current.whole >= 0 || (previous === second && alike.length > 0)) return null;
  if (isChange(plain, previous) || /;/.test(plain.slice(current.end, rate.start))) return null;
  if (!/^[^,;:\d]{0,6}[,)]{0,2}[^,;:\d]{0,6}$/.test(plain.slice((second as Figure).end, rate.start))) return null;
  return { rate, rises, current, previous, previousFigure: previous, fromChange: false };
}

function isChange(plain: string, figure: Figure): boolean {
  return rise.test(beforeOf(plain, figure)) || fall.test(beforeOf(plain, figure));
}

function beforeOf(plain: string, figure: Figure): string {
  return plain.slice(figure.before.start, figure.start);
}

/** 由上年的58件, 较去年58件, 从2022年的58件. */
function isOfYearBefore(plain: string, figure: Figure): boolean {
  return (
    (/(?:上一?年度?|去年|同期|前一年|\d{4}年)[^,]{0,12}$/.test(beforeOf(plain, figure)) &&
      /[比较由从自与同]|相比|上年|去年|同期/.test(beforeOf(plain, figure))) ||
    isInParenthesesOfYear(plain, figure)
  );
}

/** 比2022年（1105件）增长: of that year. */
function isInParenthesesOfYear(plain: string, figure: Figure): boolean {
  return (
    figure.depth > 0 &&
    plain[figure.end] === ')' &&
    /(?:[比较由从自与同][^,;。()]{0,4})(?:上一?年度?|去年|\d{4}年度?)(?:同期)?(?:的|总量|数量)*\($/.test(
      plain.slice(Math.max(0, figure.start - 20), figure.start),
    )
  );
}

/** The change from one year to the next in per cent, as an interval. */
function growthOf(current: Interval, previous: Interval): Interval {
  return { low: (current.low / previous.high - 1) * 100, high: (current.high / previous.low - 1) * 100 };
}

/** Whether the stated rate and direction agree with both years' values. */
export function isGrowth({ rate, rises, current, previous }: Growth): boolean {
  if (rate.unit !== '%') {
    const [from, to] = [current.low - previous.high, current.high - previous.low];
    return rises ? from <= rate.high && to >= rate.low : -to <= rate.high && -from >= rate.low;
  }
  const { low, high } = growthOf(current, previous);
  const [from, to] = rises ? [low, high] : [-high, -low];
  const cutOff = rate.rough ? rate.high : rate.value + 2 * (rate.high - rate.value);
  return from <= cutOff + 1e-9 && to >= rate.low - 1e-9;
}
