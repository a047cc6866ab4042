/**
 * Whose figures a clause gives, and of which time: only those of the report's own body and of its whole year can be
 * held against the tables.
 */
import type { EditionId } from '../form/ids.ts';
import { madeOnce } from '../made-once.ts';
import type { AnnualReport } from '../report/annual-report.ts';
import type { Span } from './passage.ts';
import type { Reading } from './reading.ts';
import { Signs } from './signs.ts';

/** What the words around a figure say about whose and which requests, documents and cases are counted. */
export interface Surroundings {
  /** Of table 二, where the editions differ in what they ask for. */
  readonly edition: EditionId;
  readonly year: number | null;
  readonly unit: string;
}

export function surroundingsOf(report: AnnualReport): Surroundings | null {
  const { edition, tables, year, unit } = report;
  if (edition === null) return null;
  return madeOnce(surroundings, report, () => ({
    edition: tables.proactive?.edition ?? edition,
    year,
    unit: unit ?? '',
  }));
}

const surroundings = new WeakMap<AnnualReport, Surroundings>();

/** Signs in the words of a sentence before a claim. */
const leadSigns = new Signs();

const part =
  /(?:上|下)半年|季度|(?<!\d)(?:1[0-2]|[1-9])月(?!(?:1|31)日)|[一二三四五六七八九十]月(?:份|底)|每[月周年季]|月均|年均|平均|截至目前|(?<!今年|本年|年初|本年度)以来(?!(?:制发|制定|印发|出台|发布|公开)的)|五年|三年来|近[两三四五]年|\d{4}年?(?:至|到|-|—)\d{4}年(?!\d)/;
const partSign = leadSigns.for('半季月每均目来五近至到-—', part);
const otherBodies =
  /(?<!落实|压实|明确|加强)各(?:级|县|区|市|镇|乡|街道|部门|单位|科|处|股|委办局|地|行政机关|所)|市直|区直|县直|省直|局属|所属|下属|直属|基层|本级|全系统|本系统|系统内|系统各|局机关|委机关|国务院|省政府|其他(?:部门|单位|机关)|兄弟|第三方(?!合法)|(?<!各)[省市县区镇乡]级(?=行政|政府信息公开申请|共?收到|受理|收取)/;
const otherBodiesSign = leadSigns.for('各直属基级统机院省他兄三', otherBodies);
const office = /(?:市|区|县|旗|镇|人民)政府办公?[室厅]?|政府办|办公[室厅](?!系统)/;
const officeSign = leadSigns.for('办', office);
const wider = /全(?:国|省|市|区|县|旗|州|镇|乡|街道)|我(?:省|市|区|县|旗|州|镇|乡)(?!.{0,4}[局委办])/;
const widerSign = leadSigns.for('全我', wider);
const subjectEnd =
  '(?:机关)?(?:共|累计|新|依法|全年|均)*(?:收到|接收|受理|办结|办理|答复|作出|制发|制定|发生|作为被|被|未|没有|$)';
const subjects = new RegExp(
  `(?<before>[\\u4e00-\\u9fff])(?<kind>局|委员会|厅|中心|镇|乡|街道|街道办事处|(?<!行政)机关|(?<!行政|执法)部门)${subjectEnd}`,
  'g',
);
const subjectsSign = leadSigns.for('局委厅心镇乡街机门', subjects);
/** In a government's report, its own figures and those of all below it are two things. */
const governmentItself =
  /(?:省|市|县|区|旗|州)(?:人民)?政府(?:机关)?(?:共|累计|新|依法|全年)*(?:收到|接收|受理|办结|办理|答复|作为被|$)/;
const governmentSign = leadSigns.for('府', governmentItself);
const conditional = /(?:将|拟|计划|力争|预计|明年|来年|下一步|目标|要求|应当|如果|例如|假如)[^,;]*$/;
const conditionalSign = leadSigns.for('将拟划争预明来步标求应如', conditional);

/** 城关镇收到64件, 县教育局收到98件: whether a body is named that is not the report's own. */
function namesOtherBody(words: string, held: number, unit: string): boolean {
  if (unit === '') return false;
  if (held & governmentSign && /[省市县区旗州]人民政府$/.test(unit) && governmentItself.test(words)) return true;
  if (!(held & subjectsSign)) return false;
  return [...words.matchAll(subjects)].some(({ groups = {} }) => {
    const { before = '', kind = '' } = groups;
    const at = unit.indexOf(before);
    return !/[我本全年度]/.test(before) && (at < 0 || unit.indexOf(kind.charAt(0), at) < 0);
  });
}

/** Without 公民、法人和其他组织, who are no other body. */
function withoutAnyone(words: string): string {
  return words.includes('公民') ? words.replace(/公民、法人(?:和|或者?|及|以及)其[他它]组织/g, '') : words;
}

/** Without dates that say of the whole year. */
function withoutWholeYear(words: string): string {
  if (!words.includes('月')) return words;
  return words
    .replace(/\d{4}年1月1日(?:起)?(?:至|到|-|—)(?:\d{4}年)?12月31日/g, '')
    .replace(/截[至止]到?(?:\d{4}年)?12月(?:31日|底)/g, '');
}

/** Whether the clause gives the report's own figures of the whole year. */
export function isOwnAndWhole(
  reading: Reading,
  span: Span & { readonly sentence: Span },
  around: Surroundings,
): boolean {
  const { plain } = reading;
  const held = leadSigns.in(plain, span.sentence.start, span.start);
  if (held === 0) return true;
  const lead = withoutWholeYear(withoutAnyone(plain.slice(span.sentence.start, span.start)));
  if ((held & partSign && part.test(lead)) || (held & conditionalSign && conditional.test(lead))) return false;
  const clauses = lead.slice(lead.lastIndexOf(';') + 1);
  if ((held & otherBodiesSign && otherBodies.test(clauses)) || namesOtherBody(clauses, held, around.unit)) return false;
  const isWider = (held & widerSign) !== 0 && wider.test(clauses);
  // 全区收到356件，其中区政府100件: whose figure the table holds is open.
  if (
    isWider &&
    /其中[^。]{0,12}(?:政府|本级|机关|部门|乡镇|镇街|街道)/.test(plain.slice(span.sentence.start, span.sentence.end))
  )
    return false;
  if (held & officeSign && office.test(clauses) && !/办公[室厅]|政府办/.test(around.unit)) return false;
  return !isWider || /政府$|街道办事处$|管理?委员会$|管委会$/.test(around.unit);
}
