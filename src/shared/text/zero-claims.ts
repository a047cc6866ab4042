/**
 * Claims that there was nothing, or that everything was done: 未收到…申请, 没有发生…行政复议、行政诉讼, 均为0,
 * 无结转, 全部办结. Only claims about the whole of one of the tables' quantities in the report's year are found.
 */
import type { CellSum } from './measures/index.ts';
import { passageSigns, type Span } from './passage.ts';
import { namesOtherYear, type Reading } from './reading.ts';
import { Signs } from './signs.ts';
import { topicAt } from './topics.ts';
import { isOwnAndWhole, type Surroundings } from './whose.ts';

export interface NoneClaim extends Span {
  readonly kind:
    | 'requests'
    | 'carriedOver'
    | 'carriedForward'
    | 'review'
    | 'suit'
    | 'document'
    | 'decision'
    | 'fee'
    | 'finished';
  /** What must be 0. */
  readonly cells: CellSum;
}

const verbs =
  '(?:收到|接到|接收到?|受理|收取|产生|发生|出现|办理|涉及|引发|引起|导致|制发|制定|出台|印发|新制作|制作|作出|做出|实施|废止|被申请|被提起|提起|提出|提交|递交|有)';
const denied =
  `(?:(?<not>未曾?|没有|没|尚未|从未|均未)(?:再|新)?(?:(?:因|由于)[^,;:。!?\\n.]{2,30}?(?=引发|引起|导致|产生|发生|被申请|被提起|提起)|向[^,;:。!?\\n.]{1,10}?(?=提出|提交|递交))?(?<verb>${verbs})(?:过|到|任何|了)*(?<object>(?:(?!、[无没未零])[^,;:。!?\\n.]){0,70}))|` +
  `(?:(?<without>(?:暂|均|并|也|亦|全年|年度|本年)?无|没有|不存在|零(?=[^,;。]{0,4}(?:申请|复议|诉讼)))(?!法|偿|正当|误|障碍|关|故|理由|不|须|需|缝|论|纸|线|疑|形|效|差错|负面)(?<thing>(?:(?!、[无没未零])[^,;:。!?\\n.]){0,70}))`;
const counted =
  `(?<list>[^,;:。!?\\n()\\d]{2,80}?)(?:均|都|全部|皆)(?:为|是)?(?:0|零|〇)(?![\\d.])[件条个]?|` +
  `(?<single>[^,;:。!?\\n()\\d]{2,50}?)(?:数量|数|件数)?(?:为|是)(?:零|0(?=[,;。]|$))(?![\\d.])|` +
  `(?<nothing>[^,;:。!?\\n()\\d]{2,40}?)(?:的?情况)?:(?:无|没有)(?=[,;。]|$)`;
const deniedOrCounted = new RegExp(`${denied}|${counted}`, 'g');
const deniedOnly = new RegExp(denied, 'g');
/** Without these words the second half of the expression, which is dear, finds nothing; without any, neither half. */
const countedWords = /[均都部皆为是][0零〇]|:(?:无|没有)/;
const deniedWords = /[未没无零]|不存在/;
const deniedCharacters = '未没无零存';
const claimSign = passageSigns.for(`${deniedCharacters}0〇`, countedWords, deniedWords);
/** Signs in a sentence. */
const sentenceSigns = new Signs();
const deniedSign = sentenceSigns.for(deniedCharacters, deniedWords);
const countedSign = sentenceSigns.for('0零〇无没', countedWords);
/** Before a claim these make it a condition or a wish. */
const unreal = /(?:如|若|凡|倘|对|除|确保|力争|防止|避免|杜绝|保证|实现|逾期|做到|努力)[^,;:。]{0,8}$/;
const notWhole =
  /网上|网络|线上|在线|平台|信函|邮寄|邮件|当面|当场|现场|窗口|传真|电话|书面|重复|补正|撤回|撤销|延期|恶意|投诉|举报|异议|听证|败诉|纠错|纠正|责任|追究|信访|质疑|收费|减免|涉密|不予|商业企业|科研|律师|超期|逾期/;

/** The claims of a passage; a claim on reviews and lawsuits gives one for each. */
export function claimsIn(reading: Reading, around: Surroundings): NoneClaim[] {
  const claims = reading.held & claimSign ? noneClaims(reading, around) : [];
  if (reading.held & finishedSign) claims.push(...finishedClaims(reading, around));
  return claims;
}

function noneClaims(reading: Reading, around: Surroundings): NoneClaim[] {
  const claims: NoneClaim[] = [];
  for (const sentence of reading.sentences) {
    const held = sentenceSigns.in(reading.plain, sentence.start, sentence.end);
    if (held === 0) continue;
    const words = reading.plain.slice(sentence.start, sentence.end);
    const isCounted = (held & countedSign) !== 0 && countedWords.test(words);
    if (!isCounted && !(held & deniedSign && deniedWords.test(words))) continue;
    for (const match of words.matchAll(isCounted ? deniedOrCounted : deniedOnly)) {
      const groups = match.groups ?? {};
      const lead = words.slice(0, match.index);
      const listed = groups.list ?? groups.single ?? groups.nothing;
      const object = groups.object ?? groups.thing ?? listed ?? '';
      if (unreal.test(lead) || /除[^,;。]{1,20}外,?$/.test(lead)) continue;
      const start = sentence.start + match.index;
      const at = listed === undefined ? start : start + match[0].length - 2;
      if (
        !isOwnAndWhole(reading, { start: at, end: at, sentence }, around) ||
        ofOtherYear(words.slice(0, at - sentence.start), around)
      )
        continue;
      const verb = groups.verb ?? '';
      // 企业未向我局提出申请: only some of those who may ask.
      if (/提出|提交|递交/.test(verb) && !/(?:公民|组织|申请人|社会|群众|公众|任何人?)[均都也还]?$/.test(lead))
        continue;
      for (const claim of claimed(object, verb, listed !== undefined, reading, start, around)) {
        claims.push({ ...claim, start: start + leadOf(match[0]), end: start + match[0].length });
      }
    }
  }
  return claims;
}

/** A list before 均为0 begins where the clause does; connecting words are not quoted. */
function leadOf(words: string): number {
  return /^[,、;并且也]*/.exec(words)?.[0].length ?? 0;
}

function ofOtherYear(lead: string, { year }: Surroundings): boolean {
  return namesOtherYear(lead, year) || /(?:上一?年度?|去年|往年)[^,;结]{0,6}$/.test(lead);
}

const total = (row: string): CellSum => [`requests.${row}.total`];
const suits: CellSum = ['litigation.directSuit.total', 'litigation.suitAfterReview.total'];
const anyRequest =
  /^(?:了|到|的|过|任何|形式|各类|各种|公民|法人|和|或者|或|及|以及|与|、|其他组织|其它组织|社会组织|社会各界|社会|公众|群众|个人|提交|提出|递交|提起|获取|相关|有关|关于|要求|政府|政务|信息|公开|依申请|依法|方面|事项|类|申请人|申请|请求|来信|件|表|情况|案件|办理|业务|等|新|本年度?|年度|本机关|我局|我委|我办|我镇|我单位|本单位|向)*$/;

/** None at all: then none over information either. */
const anyDispute = /^(?:任何|被|申请|提起|行政|复议|诉讼|、|和|及|或|零|发生|案件|情况|的|事项)*$/;

type Bare = Pick<NoneClaim, 'kind' | 'cells'>;

function claimed(
  object: string,
  verb: string,
  listed: boolean,
  reading: Reading,
  start: number,
  around: Surroundings,
): Bare[] {
  const claims: Bare[] = [];
  const disputes = /复议|诉讼/.test(object);
  if (
    disputes &&
    (anyDispute.test(object) || aboutDisclosure(object, reading, start)) &&
    !/受理|审理|办理|代理|应诉/.test(object + verb)
  ) {
    if (/复议/.test(object.replace(/经复议|复议后/g, '')))
      claims.push({ kind: 'review', cells: ['litigation.review.total'] });
    if (/诉讼/.test(object)) claims.push({ kind: 'suit', cells: suits });
  }
  const words = listed ? object.split(/[、和及与]|以及/) : [object];
  for (const word of words) {
    if (/结转/.test(word)) {
      if (/(?:上|往|去)一?年/.test(word)) claims.push({ kind: 'carriedOver', cells: total('carriedOver') });
      else if (/(?:下|次|明)一?年/.test(word)) claims.push({ kind: 'carriedForward', cells: total('carriedForward') });
    } else if (!disputes || listed) {
      if (!/复议|诉讼/.test(word) && isRequests(word, verb, listed))
        claims.push({ kind: 'requests', cells: total('newlyReceived') });
    }
  }
  claims.push(...documentsAndDecisions(object, verb, listed, around));
  // Asked last: most words claim nothing of the tables.
  return claims.length > 0 && notWhole.test(object) ? [] : claims;
}

/** As an item of a list before 均为0. */
const requestsInList =
  /^(?:本|全|年度?|[我本](?:单位|机关|部门|[局委办厅院镇乡县区市])|因|依申请公开)*(?:(?:新收|收到|受理|接收)到?的?)?(?:(?:政府信息公开|信息公开|依申请公开|政府信息)*申请|依申请公开(?:件|事项|信息)?)(?:数量?|件数|量)?$/;

function isRequests(object: string, verb: string, listed: boolean): boolean {
  if (listed) return requestsInList.test(object);
  if (verb !== '' && !/提出|提交|递交|收到|接到|接收|受理|收取|产生|发生|出现|办理|涉及|有/.test(verb)) return false;
  return /申请|依申请公开/.test(object) && anyRequest.test(object.replace(/(?:发生|产生)$/, ''));
}

/** Reviews and lawsuits over information, not those that a justice bureau handles. */
function aboutDisclosure(object: string, reading: Reading, start: number): boolean {
  if (reading.section === 'litigation' || /信息公开|政务公开|依申请/.test(object + reading.heading)) return true;
  const sentence = reading.sentences.find((span) => span.start <= start && start < span.end);
  const before = reading.plain.slice(sentence?.start ?? 0, start);
  return /信息公开|政务公开|依申请/.test(before) || topicAt(reading, start) === 'requests';
}

function documentsAndDecisions(object: string, verb: string, listed: boolean, { edition }: Surroundings): Bare[] {
  const recent = edition === '2021';
  return [
    ...(/规范性文件|规章/.test(object) ? documents(object, verb, recent) : []),
    ...(/许可|处罚|强制/.test(object) ? decisions(object, verb, listed) : []),
    ...(recent && object.includes('行政事业性收费') && isOfFees(object) ? [noFees] : []),
  ];
}

const normativeDocuments =
  /^(?:新|制发|制定|出台|印发|制作|行政|的|政府|任何|过|规章|、|和|及|或)*规范性文件(?:制发|制定|出台)?$/;
const regulations =
  /^(?:新|制发|制定|出台|印发|制作|政府|的|任何)*规章(?:[、和及或](?:行政)?规范性文件)?(?:制发|制定|出台)?$/;

function documents(object: string, verb: string, recent: boolean): Bare[] {
  const claims: Bare[] = [];
  const made =
    verb === ''
      ? /^(?:新)?(?:制发|制定|出台|印发|制作)|(?:制发|制定|出台)$/.test(object)
      : /制发|制定|出台|印发|制作/.test(verb);
  if (made && normativeDocuments.test(object))
    claims.push({ kind: 'document', cells: [`proactive.normativeDocuments.${recent ? 'issued' : 'made'}`] });
  if (recent && verb === '废止' && /^(?:任何|过|的|行政|政府)*规范性文件$/.test(object))
    claims.push({ kind: 'document', cells: ['proactive.normativeDocuments.repealed'] });
  if (made && regulations.test(object))
    claims.push({ kind: 'document', cells: [`proactive.regulations.${recent ? 'issued' : 'made'}`] });
  return claims;
}

function decisions(object: string, verb: string, listed: boolean): Bare[] {
  const isMade = /作出|做出|实施|发生|产生|有/.test(verb) || (verb === '' && !listed && object.includes('决定'));
  if (!isMade || !/^(?:任何|过|的|行政|许可|处罚|强制|措施|、|和|及|或|决定|与|案件)+$/.test(object)) return [];
  const claims: Bare[] = [];
  if (object.includes('许可')) claims.push({ kind: 'decision', cells: ['proactive.licensing.decisions'] });
  if (object.includes('处罚')) claims.push({ kind: 'decision', cells: ['proactive.penalties.decisions'] });
  if (object.includes('强制')) claims.push({ kind: 'decision', cells: ['proactive.coercion.decisions'] });
  return claims;
}

const noFees: Bare = { kind: 'fee', cells: ['proactive.fees.amount'] };

function isOfFees(object: string): boolean {
  return /^(?:的|任何|收取)*行政事业性收费(?:项目|收入|金额)?(?:发生)?$/.test(object) && !object.endsWith('项目');
}

const allFinished =
  /(?:(?:全部|均|都|皆)(?:已)?(?:全部)?(?:按时|按期|依法|及时|如期|予以|[按在于](?:规定|法定|要求|时限|期限|时间|内)+)*(?:办结|办理完毕|办理完结)|(?:按时|按期|及时|如期)?办结率(?:为|达到?|均为|保持在?|是|:)?(?:100%|百分之百))/g;

const finishedSign = passageSigns.for('结毕', allFinished);
const finishedSigns = sentenceSigns.for('结毕', allFinished) | sentenceSigns.for('全均都皆率', allFinished);

/** 全部办结 and 办结率100% mean that nothing is carried forward, where requests are spoken of and nothing is said of the rest. */
function finishedClaims(reading: Reading, around: Surroundings): NoneClaim[] {
  const claims: NoneClaim[] = [];
  for (const sentence of reading.sentences) {
    const held = sentenceSigns.in(reading.plain, sentence.start, sentence.end);
    if ((held & finishedSigns) !== finishedSigns) continue;
    const words = reading.plain.slice(sentence.start, sentence.end);
    for (const match of words.matchAll(allFinished)) {
      const start = sentence.start + match.index;
      const lead = words.slice(0, match.index);
      if (
        topicAt(reading, start) !== 'requests' ||
        !/申请|依申请/.test(reading.heading + reading.plain.slice(0, start))
      )
        continue;
      if (
        /其余|其他|到期|已到|期满|届满|应办|符合|(?<!\d年|年度|全年)受理的|条件|结转|剩余|除|复议|诉讼|尚未|建议|提案|确保|力争/.test(
          (lead + words.slice(match.index, match.index + match[0].length + 12)).replace(/(?:无一?|没有|未)结转/, ''),
        )
      )
        continue;
      if (/结转下|转下一?年|正在办理|尚在办理/.test(reading.plain)) continue;
      // 办结97件，按期办结率100%: of these, and the text itself says how many they are.
      if (/率/.test(match[0]) && /办结率[^,;]{0,4}\d|办结[^,;]{0,14}\d+[件宗]/.test(lead)) continue;
      if (!isOwnAndWhole(reading, { start, end: start, sentence }, around) || ofOtherYear(lead, around)) continue;
      claims.push({ kind: 'finished', cells: total('carriedForward'), start, end: start + match[0].length });
    }
  }
  return claims;
}
