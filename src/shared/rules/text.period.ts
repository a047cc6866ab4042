/**
 * text.period: the statistics period is not 1 January to 31 December of the report's year, or the text reports on
 * another year than the title. Comparisons with last year, the dates and numbers of documents, and plans for next
 * year are none of these.
 */
import { chineseYear, holdsOtherYear, passageSigns, type Reading, readText, type Span } from '../text/index.ts';
import { quotedFault } from './quoted-fault.ts';
import type { Draft, Rule } from './rule.ts';
import { fill, perLanguage } from './rule.ts';

const date = String.raw`(?<y$>\d{4}|[〇○零一二三四五六七八九]{4})(?:年|[.\-/])(?<m$>\d{1,2})(?:月|[.\-/])(?<d$>\d{1,2})日?`;
const period = new RegExp(
  String.raw`${date.replaceAll('$', '1')}(?:起始?|开始)?(?:零时)?,?(?:至|到|—|-|~|--|——|起至)(?:(?<y2>\d{4})(?:年|[.\-/]))?(?:(?<m2>\d{1,2})(?:月|[.\-/]))(?<d2>\d{1,2})日?(?:止|期间)?`,
  'g',
);
const periodSigns = passageSigns.for('至到—-~', period) | passageSigns.for('月./-', period);
/** 统计数据截至2023年12月31日. */
const deadline = /(?:统计|数据)[^。;]{0,16}截[至止](?:日期|时间)?[^。;\d]{0,4}(?<year>(?:19|20)\d\d)年12月31日/g;
const deadlineSign = passageSigns.for('截', deadline);
/** Words that make dates a statistics period; a year's span of days that opens a sentence is one too. */
const periodWords = /统计|数据|报告期|期限|时限|期间|周期|起止/;

export const textPeriod: Rule = {
  id: 'text.period',
  check({ report, text }) {
    const { year } = report;
    const drafts: Draft[] = [];
    let passed = 0;
    if (year === null) return { drafts, passed, notAssessable: 0 };
    const readings = readText(report);
    for (const reading of readings) {
      for (const { span, right } of periodsIn(reading, year)) {
        if (right) {
          passed++;
          continue;
        }
        const values = { year: String(year) };
        drafts.push(quotedFault(text, { reading, span }, 'period', values, (quote) => `period|${quote}`));
      }
    }
    for (const { reading, span, found } of otherYears(readings, year)) {
      const values = { year: String(year), found: String(found) };
      drafts.push(quotedFault(text, { reading, span }, 'year', values, (quote) => `year|${quote}`));
    }
    for (const section of report.sections) {
      const found: number = Number(/(?<!\d)((?:19|20)\d\d)年/.exec(section.name)?.[1] ?? year);
      if (found === year || /上年|去年|比较|对比/.test(section.name)) continue;
      drafts.push({
        section: section.id,
        quote: section.title,
        values: perLanguage((language) => ({
          quote: section.title,
          fault: fill(text.words[language].heading ?? '', { year: String(year), found: String(found) }),
        })),
        places: section.places,
        key: `heading|${section.title}`,
      });
    }
    return { drafts, passed, notAssessable: 0 };
  },
};

interface Period {
  readonly span: Span;
  readonly right: boolean;
}

function periodsIn(reading: Reading, year: number): Period[] {
  return [
    ...(reading.held & deadlineSign ? deadlinesIn(reading, year) : []),
    ...((reading.held & periodSigns) === periodSigns ? spansIn(reading, year) : []),
  ];
}

function deadlinesIn({ plain }: Reading, year: number): Period[] {
  return Array.from(plain.matchAll(deadline), (match) => ({
    span: { start: match.index + match[0].lastIndexOf('年') - 4, end: match.index + match[0].length },
    right: Number(match.groups?.year) === year,
  }));
}

function spansIn(reading: Reading, year: number): Period[] {
  return [...reading.plain.matchAll(period)].flatMap((match) => {
    const { y1 = '', m1, d1, y2, m2, d2 } = match.groups ?? {};
    const start = match.index;
    const sentence = reading.sentences.find((span) => span.start <= start && start < span.end);
    if (!sentence) return [];
    const before = reading.plain.slice(sentence.start, start);
    const after = reading.plain.slice(start + match[0].length, sentence.end);
    const wholeYear = Number(m1) === 1 && Number(d1) === 1 && Number(m2) === 12 && Number(d2) === 31;
    const named = periodWords.test(before) || /^[^,]{0,8}(?:统计|期间的?数据)/.test(after);
    if (!named && !(wholeYear && /^[^,]{0,12}$/.test(before))) return [];
    if (/上一?年|去年|同期|公示|征求|开展|施行|普查|培训|相比|对比/.test(before) || /施行|实施/.test(after.slice(0, 6)))
      return [];
    const first = chineseYear(y1);
    const last = y2 === undefined ? first : Number(y2);
    return [{ span: { start, end: start + match[0].length }, right: wholeYear && first === year && last === year }];
  });
}

const self = '(?:我[局委办厅院所镇乡街县区市旗]|本[局委办厅院所镇乡街县区市旗机单]|全[省市区县旗镇乡局委])';
const ownYear = /今年|本年|上年|去年|上一年|同比|相比|对比|较/;

const opensWithYear = new RegExp(
  `^(?:[一二三四五六七八九十]、|[(][一二三四五六七八九十]+[)]|\\d{1,2}[.、])?(?:[^,。;:]{2,12}[。:])?(?<year>(?:19|20)\\d\\d)年度?(?=,|${self})`,
);

/** 现将2023年度工作情况报告如下. */
const presented =
  /(?:现将|现就)[^,。;《》]{0,20}?(?<year>(?:19|20)\d\d)年度?[^,。;《》]{0,16}(?:报告|汇报|公布|公告|总结)(?:如下)?/g;
/** 编制2023年度政府信息公开工作年度报告. */
const made =
  /(?:编制了?|公布|发布|公开|形成|撰写了?|报告)[^,。;:《》]{0,30}?(?<year>(?:19|20)\d\d)年度?(?:的)?政府信息公开(?:工作)?年?度?(?:工作)?报告(?!编制|的通知|发布|工作的|有关)/g;

/**
 * A first sentence that opens with another year as if it were the report's, in a paragraph that never names the
 * report's own year; and an introduction that presents the report of another year.
 */
function otherYears(readings: readonly Reading[], year: number): { reading: Reading; span: Span; found: number }[] {
  const found: { reading: Reading; span: Span; found: number }[] = [];
  for (const reading of readings) {
    const { plain } = reading;
    if (!holdsOtherYear(plain, year)) continue;
    const opening = opensWithYear.exec(plain);
    const first = Number(opening?.groups?.year ?? year);
    if (opening && first < year && !plain.includes(`${year}年`) && !ownYear.test(plain) && /[。]/.test(plain)) {
      found.push({
        reading,
        span: { start: opening[0].length - (plain[opening[0].length - 1] === '度' ? 6 : 5), end: opening[0].length },
        found: first,
      });
      continue;
    }
    if (reading.section !== null && reading.section !== 'overview') continue;
    for (const match of plain.matchAll(presented)) {
      const named = Number(match.groups?.year);
      const at = match.index + match[0].indexOf(`${named}年`);
      if (named !== year)
        found.push({ reading, span: { start: at, end: match.index + match[0].length }, found: named });
    }
    for (const match of reading.section === null ? plain.matchAll(made) : []) {
      const named = Number(match.groups?.year);
      const at = match.index + match[0].lastIndexOf(`${named}年`);
      if (named !== year && !/通知|要求|上年|去年/.test(match[0]))
        found.push({ reading, span: { start: at, end: match.index + match[0].length }, found: named });
    }
  }
  return found;
}
