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

const yearPattern = '([0-9]{4}|[〇○零一二三四五六七八九]{4})年?度?';
const reportPattern = '政府信息公开(?:工作)?的?';
/** The orders in use: unit–year–report, year–unit–report, unit–report–year. Unit before year is the official one. */
const titlePatterns: readonly RegExp[] = [
  new RegExp(`^(?<unit>.*?)(?:关于)?${yearPattern}的?${reportPattern}年度?(?:工作)?报告(?:[（(].{1,12}[）)])?$`),
  new RegExp(`^${yearPattern}的?(?<unit>.+?)${reportPattern}年度?(?:工作)?报告(?:[（(].{1,12}[）)])?$`),
  new RegExp(`^(?<unit>.*?)${reportPattern}[（(]?${yearPattern}[）)]?(?:年度)?(?:工作)?报告$`),
  new RegExp(`^(?<unit>.*?)${reportPattern}年度?(?:工作)?报告[（(]?${yearPattern}[）)]?$`),
];
const titleWithoutYear = new RegExp(`^(?<unit>.*?)${reportPattern}年度?(?:工作)?报告$`);
/** 清政办发〔2024〕3号 above the title is no unit. */
const documentNumber = /[〔[(（【]\d{4}[〕\])）】].{0,8}号$/;
const longestTitle = 60;

/** Reads the title from the blocks before the first heading (`end`: that heading's block). */
export function readTitle(blocks: readonly Block[], end: number): TitleReading {
  const opening = blocks
    .slice(0, end)
    .filter((block): block is Paragraph => block.kind === 'paragraph' && block.text.trim() !== '')
    .slice(0, 20);
  return titleLines(opening) ?? introduction(opening);
}

function titleLines(opening: readonly Paragraph[]): TitleReading | null {
  // The shortest stretch of lines that reads as a title wins; a title cut in two or three lines comes after.
  for (const count of [1, 2, 3]) {
    for (let first = 0; first + count <= opening.length; first++) {
      const lines = opening.slice(first, first + count);
      if (lines.some((line) => isNoTitleLine(line.text))) continue;
      const text = plain(lines.map((line) => line.text).join(''));
      const reading = text.length <= longestTitle ? matchTitle(text) : null;
      if (!reading) continue;
      const above = reading.unit === null ? unitAbove(opening[first - 1]) : null;
      const all = above ? [above, ...lines] : lines;
      const unit = reading.unit ?? (above ? unitOf(plain(above.text)) : null);
      return {
        unit,
        year: reading.year,
        title: {
          text: all.map((line) => line.text.trim()).join(''),
          location: placesOf(all[0] as Paragraph)[0] as ReportTitle['location'],
          hasUnit: unit !== null,
          hasYear: reading.year !== null,
        },
      };
    }
  }
  return null;
}

/** The line above a title that begins with its year, where it can be a unit's name. */
function unitAbove(line: Paragraph | undefined): Paragraph | null {
  if (!line || isNoTitleLine(line.text)) return null;
  return /^[\u4e00-\u9fff（）()]{3,40}$/.test(plain(line.text)) ? line : null;
}

function isNoTitleLine(text: string): boolean {
  return /[。；！？]/.test(text) || documentNumber.test(plain(text));
}

function matchTitle(text: string): { unit: string | null; year: number | null } | null {
  for (const pattern of titlePatterns) {
    const match = pattern.exec(text);
    if (!match) continue;
    const digits = match
      .slice(1)
      .find((group) => group !== undefined && /^[0-9〇○零一二三四五六七八九]{4}$/.test(group));
    return { unit: unitOf(match.groups?.unit), year: yearOf(digits ?? '') };
  }
  const match = titleWithoutYear.exec(text);
  return match ? { unit: unitOf(match.groups?.unit), year: null } : null;
}

/** ……，××局编制了××局2023年政府信息公开工作年度报告。 */
function introduction(opening: readonly Paragraph[]): TitleReading {
  for (const paragraph of opening) {
    const text = plain(paragraph.text);
    const match = new RegExp(`([\\u4e00-\\u9fff]{0,60})${yearPattern}的?${reportPattern}年度?(?:工作)?报告`).exec(text);
    if (!match) continue;
    const words = (match[1] as string).replace(
      /^.*(?:编制|编写|撰写|制作|形成|公布|发布|公开|现将|汇总|本|将|了)(?=.)/,
      '',
    );
    return { title: null, unit: singleName(words, text), year: yearOf(match[2] as string) };
  }
  return { title: null, unit: null, year: null };
}

/** 清河市清河市财政局, where the text also knows 清河市财政局 by itself, is a slip: the single name is the unit. */
function singleName(words: string, text: string): string | null {
  const doubled = /^(.{2,8}?)\1(.+)$/.exec(words);
  if (!doubled) return unitOf(words);
  const single = `${doubled[1]}${doubled[2]}`;
  return unitOf(text.replaceAll(words, '').includes(single) ? single : words);
}

function unitOf(text: string | undefined): string | null {
  const unit = (text ?? '').replace(/^[：:，,]+|[：:，,]+$|关于$|的$/g, '');
  return unit.length >= 2 ? unit : null;
}

function yearOf(digits: string): number | null {
  const arabic = [...digits].map((digit) => {
    const index = '〇一二三四五六七八九'.indexOf(digit);
    return index >= 0 ? String(index) : digit === '○' || digit === '零' ? '0' : digit;
  });
  const year = Number(arabic.join(''));
  return year >= 2008 && year <= 2100 ? year : null;
}

function plain(text: string): string {
  return withoutBlanks(foldWidth(text));
}
