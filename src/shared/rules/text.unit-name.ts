/**
 * text.unit-name: the reporting unit's name is doubled in part (桦甸市桦甸市统计局), or where the document speaks of
 * itself it is another body's: text taken over from elsewhere. Bodies above, abbreviations and offices that the text
 * merely mentions are none of these.
 */
import { bareWords, foldWidth, withoutBlanks } from '../form/normalise.ts';
import { holdsDoubled, passageSigns, type Reading, readText, type Span } from '../text/index.ts';
import { quotedFault } from './quoted-fault.ts';
import type { Draft, Rule } from './rule.ts';
import { fill, perLanguage } from './rule.ts';

const place = '[\\u4e00-\\u9fff]{1,6}[省市区县旗州镇乡]';
const doubledPlace = new RegExp(`(${place}|[\\u4e00-\\u9fff]{2,5}街道)\\1`, 'g');
/** 人民政府政府办公室; 市政府政府信息公开 is right. */
const doubledGovernment = /(人民政府)(?:人民)?政府(?=办公?[室厅]|$)/g;

export const textUnitName: Rule = {
  id: 'text.unit-name',
  check({ report, text }) {
    const drafts: Draft[] = [];
    let passed = 0;
    const { title, unit } = report;
    if (title) {
      const name = nameIn(title.text);
      const doubled = doublingIn(name);
      if (doubled) {
        drafts.push({
          section: null,
          quote: name,
          values: perLanguage((language) => ({
            quote: name,
            fault: fill(text.words[language].doubled ?? '', { words: doubled }),
          })),
          places: [title.location],
          key: `title|${name}`,
        });
      } else passed++;
    }
    const ownUnit = unit !== null && !doublingIn(unit) ? unit : null;
    for (const reading of readText(report)) {
      const isTitle =
        reading.section === null &&
        title !== null &&
        withoutBlanks(title.text).includes(withoutBlanks(reading.paragraph.text));
      for (const { span, words } of isTitle ? [] : doublings(reading)) {
        const key = `text|${reading.section}|${reading.text.slice(Math.max(0, span.start - 8), span.end + 8)}`;
        drafts.push(quotedFault(text, { reading, span }, 'doubled', { words }, () => key));
      }
      if (ownUnit === null) continue;
      for (const span of othersNames(reading, ownUnit)) {
        drafts.push(quotedFault(text, { reading, span }, 'other', { unit: ownUnit }, (quote) => `other|${quote}`));
      }
    }
    return { drafts, passed, notAssessable: 0 };
  },
};

/** The title without year and report. */
function nameIn(title: string): string {
  return withoutBlanks(foldWidth(title))
    .replace(/(?:关于)?(?:(?:19|20)\d\d年度?)?政府信息公开(?:工作)?年?度?(?:工作)?报告.*$/, '')
    .replace(/^(?:19|20)\d\d年度?/, '');
}

/** The words that stand twice in a name, or null. */
function doublingIn(name: string): string | null {
  if (!holdsDoubled(name)) return null;
  const area = new RegExp(doubledPlace.source).exec(name)?.[1];
  if (area) return area;
  if (new RegExp(doubledGovernment.source).test(name)) return '政府';
  return /([\u4e00-\u9fff]{3,8})\1/.exec(name)?.[1] ?? null;
}

function doublings({ text, hasDoubled }: Reading): { span: Span; words: string }[] {
  // 人民政府政府 holds 政府 twice.
  if (!hasDoubled) return [];
  const found: { span: Span; words: string }[] = [];
  for (const match of text.matchAll(doubledPlace)) {
    const words = match[1] as string;
    // 各区各区, 全市全市 are slips of another kind; 镇镇 and 乡乡 (镇镇通) are no names.
    if (words.length < 3 || /[各全本我每该]/.test(words[0] as string)) continue;
    const tail = /^[\u4e00-\u9fff]{0,14}?(?:局|委员会|办公室|政府|办事处|厅|院|中心|队)/.exec(
      text.slice(match.index + match[0].length),
    );
    const end = match.index + match[0].length + (tail?.[0].length ?? 0);
    found.push({ span: { start: match.index, end }, words });
  }
  for (const match of text.matchAll(doubledGovernment)) {
    const end = match.index + match[0].length;
    const office = /^办公?[室厅]/.exec(text.slice(end))?.[0];
    if (office) found.push({ span: { start: match.index, end: end + office.length }, words: '政府' });
  }
  return found;
}

/** Where the document speaks of itself, and a sign of a passage without which it does not. */
interface SelfName {
  readonly sign: number;
  readonly pattern: RegExp;
}

function selfName(characters: string, pattern: RegExp): SelfName {
  return { sign: passageSigns.for(characters, pattern), pattern };
}

/** Who made it, whose report it is, whom to ask. */
const selfNames: readonly SelfName[] = [
  selfName(
    '告',
    /(?:编制了?|公布|发布|现将|形成了?|撰写了?)(?<name>[\u4e00-\u9fff]{4,26}?)(?:19|20)\d\d年度?(?:的)?政府信息公开(?:工作)?年?度?(?:工作)?报告/g,
  ),
  selfName(
    '与联向致',
    /(?:请与|请联系|请向|致电)(?<name>[\u4e00-\u9fff]{4,26}?(?:局|委员会|政府|办事处|厅))(?:办公室|政务公开|信息公开|政策法规)?[\u4e00-\u9fff]{0,8}(?:联系|咨询|反映|[(,。]|$)/g,
  ),
  selfName(
    '由',
    /(?:本报告|年报)由(?<name>[\u4e00-\u9fff]{4,26}?(?:局|委员会|政府|办公室|办事处|厅))(?:编制|撰写|发布)/g,
  ),
];
/** A paragraph that begins with a body's name as if it were the report's own. */
const subject = selfName(
  '局委府办厅',
  /^(?:[(][一二三四五六七八九十]+[)][^。,]{2,12}[。])?(?:(?:19|20)\d\d年度?,?|一年来,?|过去一年,?)?(?<name>[\u4e00-\u9fff]{4,26}?(?:局|委员会|政府|办事处|厅))(?=认真|严格|高度|深入|坚持|紧紧|按照|全面|积极|切实|不断|进一步|以|在)/g,
);
const level = /^(?<area>.*(?:[省市区县旗州镇乡]|街道))(?<office>[^省市区县旗州镇乡]{2,})$/;

function othersNames(reading: Reading, unit: string): Span[] {
  const opening = reading.section === null || reading.section === 'overview';
  const found: Span[] = [];
  for (const known of opening ? [...selfNames, subject] : [subject]) {
    if (!(reading.held & known.sign)) continue;
    for (const match of reading.plain.matchAll(known.pattern)) {
      const name = match.groups?.name ?? '';
      if (!isOther(name, unit, known === subject)) continue;
      const start = match.index + match[0].indexOf(name);
      if (found.some((span) => reading.plain.slice(span.start, span.end) === name)) continue;
      found.push({ start, end: start + name.length });
    }
  }
  return found;
}

/** The same kind of office of another area, or another office of the same area: 临溪县档案局 for 清河区档案局. */
function isOther(name: string, unit: string, onlySameOffice: boolean): boolean {
  const other = level.exec(short(name))?.groups;
  const own = level.exec(short(unit))?.groups;
  if (!other?.area || !own?.area || !other.office || !own.office) return false;
  const sameOffice = other.office === own.office;
  const sameArea = own.area.endsWith(other.area) || other.area.endsWith(own.area);
  if (sameOffice)
    return (
      !sameArea && sameLevel(other.area, own.area) && !own.area.includes(other.area) && !other.area.includes(own.area)
    );
  // Whom to ask may be the government's office; whose report it is may not.
  return (
    !onlySameOffice &&
    sameArea &&
    /(?:局|委员会)$/.test(other.office) &&
    /(?:局|委员会)$/.test(own.office) &&
    !isSubsequence(other.office, own.office) &&
    !isSubsequence(own.office, other.office)
  );
}

/** A county is one as a district is; a city above is another. */
function sameLevel(a: string, b: string): boolean {
  return ['区县旗', '市州', '镇乡', '省', '道'].some(
    (kind) => kind.includes(a.at(-1) ?? '') && kind.includes(b.at(-1) ?? ''),
  );
}

function short(name: string): string {
  return bareWords(name)
    .replace(/人民(?=政府)/g, '')
    .replace(/^(?:和|及|将|本|向|现)/, '');
}

function isSubsequence(shorter: string, longer: string): boolean {
  let at = 0;
  for (const character of longer) if (character === shorter[at]) at++;
  return at === shorter.length;
}
