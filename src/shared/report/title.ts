/**
 * Finds the report's title, unit and year: `<unit><year>年政府信息公开工作年度报告`, on one line or on
 * several; where there is no title, the introduction's own words for the report.
 */
import { type Block, type Paragraph, placesOf } from '../document/document.ts';
import { foldWidth, withoutBlanks } from '../form/normalise.ts';
import type { ReportTitle } from './annual-report.ts';

export interface TitleReading {
  readonly title: ReportTitle | null;
  readonly unit: string | null;
  readonly year: number | null;
}

/** Digits of a year as they are written, each beside its value; a letter O, full-width or not, often stands for 〇. */
const digitCharacters = ['0〇○◯零Oo', '1一壹', '2二贰', '3三叁', '4四肆', '5五伍', '6六陆', '7七柒', '8八捌', '9九玖'];
const yearDigits = `[${digitCharacters.join('')}]{4}`;
const yearPattern = `(${yearDigits})年?度?`;
/** In every title. */
const reportWords = '政府信息公开';
const reportPattern = `${reportWords}(?:工作)?的?`;
/** The orders in use: unit–year–report, year–unit–report, unit–report–year. Unit before year is the official one. */
const titlePatterns: readonly RegExp[] = [
  new RegExp(`^(?<unit>.*?)(?:关于)?${yearPattern}的?${reportPattern}年度?(?:工作)?报告(?:[（(].{1,12}[）)])?$`),
  new RegExp(`^${yearPattern}的?(?<unit>.+?)${reportPattern}年度?(?:工作)?报告(?:[（(].{1,12}[）)])?$`),
  new RegExp(`^(?<unit>.*?)${reportPattern}[（(]?${yearPattern}[）)]?(?:年度)?(?:工作)?报告$`),
  new RegExp(`^(?<unit>.*?)${reportPattern}年度?(?:工作)?报告[（(]?${yearPattern}[）)]?$`),
];
/** Other names of the report, with unit and year before it or the year first; nothing of them is a title by itself. */
const otherName =
  '(?:(?:政府)?信息公开|政务公开|政府信息与政务公开)(?:工作)?(?:情况)?的?(?:年度)?(?:工作|情况|总结)?(?:年报|报告|总结)';
const otherTitles: readonly RegExp[] = [
  new RegExp(`^(?<unit>.+?)(?:关于)?${yearPattern}的?${otherName}$`),
  new RegExp(`^${yearPattern}的?(?<unit>.+?)${otherName}$`),
  new RegExp(`^(?<unit>.+?)${otherName}[（(]?${yearPattern}[）)]?$`),
];
const titleWithoutYear = new RegExp(`^(?<unit>.*?)${reportPattern}年度?(?:工作)?报告$`);
const yearLine = new RegExp(`^[（(]?${yearPattern}[）)]?$`);
/** 清政办发〔2024〕3号 above the title is no unit. */
const documentNumber = /[〔[(（【]\d{4}[〕\])）】].{0,8}号$/;
/** What a web page has above the text: the way to the page (首页 > 年度报告), and what the page says of itself. */
const webPage =
  /[>»›]|(?:当前|所在)(?:的)?位置|^(?:信息)?(?:来源|名称|标题|主题|文号|索引号)|^(?:发布|发文|成文|生成)(?:时间|日期|机构|机关|单位|字号)|(?:浏览|访问|点击)(?:次数|量|数)|字号:|\[?打印/;
const longestTitle = 60;

/** Reads the title from the blocks before the first heading (`end`: that heading's block). */
export function readTitle(blocks: readonly Block[], end: number): TitleReading {
  const opening = blocks
    .slice(0, end)
    .filter((block): block is Paragraph => block.kind === 'paragraph' && block.text.trim() !== '')
    .slice(0, 20);
  let known: string | undefined;
  const words = () => {
    known ??= wordsOf(blocks);
    return known;
  };
  const titled = titleLines(opening, words);
  if (titled?.unit && titled.year !== null) return { ...titled, unit: singleName(titled.unit, words) };
  const other = titled ? null : titleInOtherWords(opening);
  if (other) return other;
  const introduced = introduction(opening, words);
  return {
    title: titled?.title ?? null,
    unit: titled?.unit ?? introduced.unit,
    year: titled?.year ?? introduced.year,
  };
}

/** All running text, made only where a name is to be looked up in it. */
type Words = () => string;

function wordsOf(blocks: readonly Block[]): string {
  return blocks.map((block) => (block.kind === 'paragraph' ? plain(block.text) : '')).join('\n');
}

function titleLines(opening: readonly Paragraph[], words: Words): TitleReading | null {
  // The shortest stretch of lines that reads as a title wins, one with unit and year first (a page may give its short
  // name above it); a title cut in two or three lines comes after.
  for (const count of [1, 2, 3]) {
    let best: TitleReading | null = null;
    for (let first = 0; first + count <= opening.length; first++) {
      const reading = titleAt(opening, first, count, words);
      if (reading?.title?.hasUnit && reading.title.hasYear) return reading;
      best ??= reading;
    }
    if (best) return best;
  }
  return null;
}

/** ××局2023年政府信息公开年报: on one line or two, and only with a body's name and the year. */
function titleInOtherWords(opening: readonly Paragraph[]): TitleReading | null {
  for (const count of [1, 2]) {
    for (let first = 0; first + count <= opening.length; first++) {
      const lines = opening.slice(first, first + count);
      const text = plain(lines.map((line) => line.text).join(''));
      if (text.length > longestTitle || lines.some((line) => isNoTitleLine(line.text))) continue;
      const reading = readingBy(otherTitles, text);
      if (!reading?.unit || reading.year === null || !bodyName.test(reading.unit)) continue;
      return { ...reading, title: { ...writtenIn(lines), hasUnit: true, hasYear: true, isInOtherWords: true } };
    }
  }
  return null;
}

function titleAt(opening: readonly Paragraph[], first: number, count: number, words: Words): TitleReading | null {
  const lines = opening.slice(first, first + count);
  const text = withoutMarks(plain(lines.map((line) => line.text).join('')));
  if (text.length > longestTitle || !text.includes(reportWords)) return null;
  const reading = lines.some((line) => isNoTitleLine(line.text)) ? null : matchTitle(text);
  if (!reading) return null;
  const candidate = unitAbove(opening[first - 1]);
  const beginning = candidate ? plain(candidate.text) : '';
  const above = reading.unit === null || goesOn(beginning, reading.unit, words) ? candidate : null;
  const unit = above ? unitOf(beginning + (reading.unit ?? '')) : reading.unit;
  const named = above ? [above, ...lines] : lines;
  const before = opening[first - (above ? 2 : 1)];
  const after = opening[first + count];
  const year = reading.year ?? yearAlone(before) ?? yearAlone(after);
  const dated = reading.year === null && year !== null;
  const all = !dated
    ? named
    : yearAlone(before) === null
      ? [...named, after as Paragraph]
      : [before as Paragraph, ...named];
  return {
    unit,
    year,
    title: { ...writtenIn(all), hasUnit: unit !== null, hasYear: year !== null },
  };
}

/** The title that these lines are, and where it begins. */
function writtenIn(lines: readonly Paragraph[]): Pick<ReportTitle, 'text' | 'location'> {
  return {
    text: lines.map((line) => line.text.trim()).join(''),
    location: placesOf(lines[0] as Paragraph)[0] as ReportTitle['location'],
  };
}

/** A title in 《》. */
function withoutMarks(text: string): string {
  return text.startsWith('《') ? text.replace(/^《(.*)》$/, '$1') : text;
}

/** 2023年度 or （2023年） on a line of its own beside the title. */
function yearAlone(line: Paragraph | undefined): number | null {
  const match = line && yearLine.exec(plain(line.text));
  return match ? yearOf(match[1] as string) : null;
}

/**
 * 清河区 / 教育局2023年……: whether a unit's name began on the line above. The running text says so, or the rest of the name
 * is none by itself.
 */
function goesOn(beginning: string, rest: string, words: Words): boolean {
  if (beginning === '') return false;
  const isNoName = rest.length <= 2 || (rest.length === 3 && /[省市区县旗州盟乡镇]$/.test(beginning));
  return isNoName || words().includes(beginning + rest);
}

/** The line above a title that begins with its year, where it can be a unit's name. */
function unitAbove(line: Paragraph | undefined): Paragraph | null {
  if (!line || isNoTitleLine(line.text)) return null;
  return /^[\u4e00-\u9fff（）()]{3,40}$/.test(plain(line.text)) ? line : null;
}

function isNoTitleLine(text: string): boolean {
  const words = plain(text);
  return /[。；！？]/.test(text) || documentNumber.test(words) || webPage.test(words);
}

function matchTitle(text: string): { unit: string | null; year: number | null } | null {
  const reading = readingBy(titlePatterns, text);
  if (reading) return reading;
  const match = titleWithoutYear.exec(text);
  return match ? { unit: unitOf(match.groups?.unit), year: null } : null;
}

function readingBy(patterns: readonly RegExp[], text: string): { unit: string | null; year: number | null } | null {
  for (const pattern of patterns) {
    const match = pattern.exec(text);
    if (!match) continue;
    const digits = match.slice(1).find((group) => group !== undefined && yearAsDigits.test(group));
    return { unit: unitOf(match.groups?.unit), year: yearOf(digits ?? '') };
  }
  return null;
}
const yearAsDigits = new RegExp(`^${yearDigits}$`);

/** ……，××局编制了××局2023年政府信息公开工作年度报告: the name before the year, or else who made the report. */
function introduction(opening: readonly Paragraph[], words: Words): Omit<TitleReading, 'title'> {
  const report = new RegExp(`([\\u4e00-\\u9fff]{0,60})${yearPattern}的?${reportPattern}年度?(?:工作)?报告`, 'g');
  let year: number | null = null;
  for (const paragraph of opening) {
    const text = plain(paragraph.text);
    for (const match of text.matchAll(report)) {
      year ??= yearOf(match[2] as string);
      const named = match[1] as string;
      const verb = lastMatch(named, madeBy);
      const object = verb ? named.slice(verb.index + verb[0].length) : named;
      const subject = verb ? named.slice(0, verb.index) : '';
      for (const candidate of [object, subject]) {
        const name = candidate.replace(/^(?:关于|现将|现予|特将|特|由|经|根据|按照|依据|和|以及|及|将)+/, '');
        if (bodyName.test(name)) return { unit: singleName(name, words), year: yearOf(match[2] as string) };
      }
    }
  }
  return { unit: null, year };
}

/** The words between who made the report and its name. */
const madeBy = /(?:组织)?(?:编制|编写|撰写|制作|形成|公布|发布|公开|汇总)(?:完成|形成)?了?本?/g;

function lastMatch(text: string, pattern: RegExp): RegExpExecArray | undefined {
  return [...text.matchAll(pattern)].at(-1);
}

/** What a public body's name ends in; words before the year that do not are no name. */
const bodyName =
  /^.{2,}(?:局|委员会|委|办公室|办|政府|办事处|管委会|厅|院|中心|处|所|站|队|部|学校|馆|社|会|署|台|室|公司|集团)$/;

/** 清河市清河市财政局, where the text also knows 清河市财政局 by itself, is a slip: the single name is the unit. */
function singleName(name: string, words: Words): string {
  const doubled = /^(.{2,8}?)\1(.+)$/.exec(name);
  if (!doubled) return name;
  const single = `${doubled[1]}${doubled[2]}`;
  return words().replaceAll(name, '').includes(single) ? single : name;
}

function unitOf(text: string | undefined): string | null {
  const unit = (text ?? '').replace(/^(?:【.{1,6}】|附件\d{0,2}:?)+|^[：:，,]+|[：:，,]+$|关于$|的$/g, '');
  return unit.length >= 2 && unit !== '年度' ? unit : null;
}

function yearOf(digits: string): number | null {
  const year = Number([...digits].map((digit) => digitCharacters.findIndex((same) => same.includes(digit))).join(''));
  return year >= 2008 && year <= 2100 ? year : null;
}

function plain(text: string): string {
  return withoutBlanks(foldWidth(text));
}
