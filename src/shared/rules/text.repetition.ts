/**
 * text.repetition: a word or phrase doubled by mistake, or a numbering in running text that skips or comes twice
 * (一是…三是). Words that rightly meet their like (市政府政府信息公开, 研究研究) are none of these.
 */
import { enumeratorOf } from '../form/normalise.ts';
import { passageSigns, quoteOf, type Reading, readText, type Span } from '../text/index.ts';
import { quotedFault } from './quoted-fault.ts';
import type { Draft, Rule } from './rule.ts';

export const textRepetition: Rule = {
  id: 'text.repetition',
  check({ report, text }) {
    const drafts: Draft[] = [];
    let passed = 0;
    const readings = readText(report);
    for (const reading of readings) {
      const found = doubledIn(reading);
      if (found.length === 0) passed++;
      for (const { span, words } of found) {
        const around = reading.text.slice(Math.max(0, span.start - 6), span.end + 6);
        drafts.push(quotedFault(text, { reading, span }, 'doubled', { words }, () => `${reading.section}|${around}`));
      }
    }
    for (const { reading, span, before, after } of brokenNumbering(readings)) {
      const key = `${reading.section}|${before}|${after}|${reading.text.slice(span.start, span.start + 12)}`;
      drafts.push(quotedFault(text, { reading, span }, 'numbering', { before, after }, () => key));
    }
    return { drafts, passed, notAssessable: 0 };
  },
};

/** Nouns that end one term and begin the next. */
const nounsThatMeet =
  /^(?:政府|信息|公开|工作|政务|服务|管理|数据|统计|平台|中心|监督|公众|社会|网站|审查|单位|部门|行政|问题|制度|内容|申请|发展|改革|教育|档案|财政|环境|卫生|健康|文化|安全|应急|交通|建设|城市|农业|农村|人员|干部|组织|宣传|审计|审核|考核|培训|监管|执法|规划|自然|资源|市场|民政|司法|保障|企业|项目|资金|预算|决算|技术|科技|标准|目录|指南|专栏|栏目|媒体|人民|群众|机关|机构|领导|委员|社区|村民|居民|国家|地方|公共|经济|生态|水利|林业|体育|旅游|法律|法规|政策|文件|决策|答复|办理|发布|公示|公告|回应|解读|研究|讨论|学习|商量|交流|中央|全国|上级)$/;
const compoundAfter =
  /^(?:人员|动态|机制|制度|平台|系统|目录|指南|网站|部门|办|管理|流程|要点|要求|方案|情况|标准|属性|内容|方式|渠道|公开|条例|专栏|栏|事项|机构|信息|体系|建设|清单|审查|发布|资源|数据|台账|报告|年度|年报|质量|效率|水平|机关|处理|化|员|人|性|量|数|中心)/;

const doubledWords = /([\u4e00-\u9fff]{2,16})\1/g;
const doubledCharacter = /([,、。;:])\1+|的的(?!确)|和和(?![平谐气])|了了(?!解|然)|在在/g;

function doubledIn(reading: Reading): { span: Span; words: string }[] {
  const { text } = reading;
  const found: { span: Span; words: string }[] = [];
  for (const match of reading.hasDoubled ? text.matchAll(doubledWords) : []) {
    const words = match[1] as string;
    const after = text.slice(match.index + match[0].length);
    if (!isSlip(words, after, text.slice(0, match.index))) continue;
    found.push({ span: { start: match.index, end: match.index + match[0].length }, words });
  }
  for (const match of holdsPair(text) ? text.matchAll(doubledCharacter) : []) {
    if (match[0].length > 2) continue;
    found.push({
      span: { start: match.index, end: match.index + match[0].length },
      words: quoteOf(reading, { start: match.index, end: match.index + 1 }),
    });
  }
  return found;
}

/** Whether any character stands twice in a row. */
function holdsPair(text: string): boolean {
  for (let index = 1; index < text.length; index++) {
    if (text.charCodeAt(index) === text.charCodeAt(index - 1)) return true;
  }
  return false;
}

function isSlip(words: string, after: string, before: string): boolean {
  // 一个一个, 逐项逐项, 层层层层; 桦甸市桦甸市 is text.unit-name.
  if (/^[一逐每几层点步]/.test(words) || /^(.)\1+$/.test(words) || /[省市区县旗州镇乡]$|街道$/.test(words))
    return false;
  if (words.length > 3) return true;
  // 三公三公, 省市省市: three characters and more are not doubled in good prose.
  if (words.length === 3) return !/^[\u4e00-\u9fff]?政府$/.test(words);
  if (nounsThatMeet.test(words))
    return !compoundAfter.test(after) && !/^[\u4e00-\u9fff]/.test(after) && !/[的、]$/.test(before);
  return true;
}

const numerals = '一二三四五六七八九十';
const circled = '①②③④⑤⑥⑦⑧⑨⑩';
/** A new point begins a sentence or a clause. */
const opens = '(?<=^|[。;,:、!?)\\n])';

/** A way of numbering points in running text. */
interface Numbering {
  readonly pattern: RegExp;
  /** Without this sign of a passage the pattern is not there. */
  readonly sign: number;
  readonly numberOf: (numeral: string) => number;
  readonly written: (value: number) => string;
  /** Its points may stand in paragraphs of their own. */
  readonly acrossParagraphs: boolean;
}

const pointPattern = new RegExp(`${opens}(?<numeral>[${numerals}])(?:是|要(?=[^求])|来)(?!否|非)`, 'g');
const ordinalPattern = new RegExp(`${opens}第(?<numeral>[${numerals}])(?=,)`, 'g');
const bracketPattern = new RegExp(`${opens}[(](?<numeral>\\d{1,2})[)](?![项款条目类号])`, 'g');
const circledPattern = new RegExp(`(?<numeral>[${circled}])`, 'g');

const numberings: readonly Numbering[] = [
  {
    pattern: pointPattern,
    sign: passageSigns.for(numerals, pointPattern),
    numberOf: (numeral) => numerals.indexOf(numeral) + 1,
    written: (value) => `${numerals[value - 1]}是`,
    acrossParagraphs: true,
  },
  {
    pattern: ordinalPattern,
    sign: passageSigns.for('第', ordinalPattern),
    numberOf: (numeral) => numerals.indexOf(numeral) + 1,
    written: (value) => `第${numerals[value - 1]}`,
    acrossParagraphs: false,
  },
  {
    pattern: bracketPattern,
    sign: passageSigns.for('(', bracketPattern),
    numberOf: Number,
    written: (value) => `（${value}）`,
    acrossParagraphs: false,
  },
  {
    pattern: circledPattern,
    sign: passageSigns.for(circled, circledPattern),
    numberOf: (numeral) => circled.indexOf(numeral) + 1,
    written: (value) => circled[value - 1] ?? '',
    acrossParagraphs: false,
  },
];

interface Break {
  readonly reading: Reading;
  readonly span: Span;
  /** 一是 */
  readonly before: string;
  /** 三是 */
  readonly after: string;
}

function brokenNumbering(readings: readonly Reading[]): Break[] {
  return numberings.flatMap((numbering) => breaksOf(numbering, readings));
}

/** 一是…三是, or 二是 twice, within one section; a list within a list is followed. */
function breaksOf(
  { pattern, sign, numberOf, written, acrossParagraphs }: Numbering,
  readings: readonly Reading[],
): Break[] {
  const found: Break[] = [];
  let section: Reading['section'] | undefined;
  let open: number[] = [];
  for (const reading of readings) {
    if (!acrossParagraphs || reading.section !== section || (open.length > 0 && beginsItem(reading))) open = [];
    section = reading.section;
    if (!(reading.held & sign)) continue;
    for (const match of reading.plain.matchAll(pattern)) {
      const value = numberOf(match.groups?.numeral as string);
      if (value === 1) {
        open.push(1);
        continue;
      }
      const last = open.at(-1);
      while (open.length > 0 && open.at(-1) !== value - 1) open.pop();
      if (open.length > 0) open[open.length - 1] = value;
      else {
        // A list whose beginning is not in sight says nothing.
        if (last !== undefined) {
          const span = { start: match.index, end: match.index + match[0].length };
          found.push({ reading, span, before: written(last), after: written(value) });
        }
        open = [value];
      }
    }
  }
  return found;
}

function beginsItem({ paragraph, text }: Reading): boolean {
  return enumeratorOf(paragraph.numbering ?? text)?.style === 'item';
}
