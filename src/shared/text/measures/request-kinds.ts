/** Table 三, its kinds of results and of applicants: which of them the words name. */
import type { Figure } from '../reading.ts';
import { canEnd, endingOf } from '../signs.ts';
import { narrowed, newly, over, total } from './requests.ts';
import { type Measure, nameSigns, type Scene } from './scene.ts';

const organisations = ['business', 'research', 'charity', 'legalService', 'otherOrganization'];

/** The rows of results, and how texts call them. */
const resultNames: Readonly<Record<string, readonly string[]>> = {
  granted: ['予以公开', '同意公开', '全部公开', '全文公开', '完全公开'],
  partlyGranted: ['部分公开'],
  'refused.*': ['不予公开'],
  'unavailable.*': ['无法提供'],
  'notProcessed.*': ['不予处理'],
  otherHandling: ['其他处理', '其它处理'],
  'refused.stateSecret': ['属于国家秘密'],
  'refused.otherLaws': ['其他法律行政法规禁止公开', '其他法律、行政法规禁止公开'],
  'refused.thirdParty': ['保护第三方合法权益'],
  'refused.internalAffairs': ['属于三类内部事务信息'],
  'refused.deliberative': ['属于四类过程性信息'],
  'refused.enforcementFile': ['属于行政执法案卷'],
  'refused.administrativeQuery': ['属于行政查询事项'],
  'unavailable.notHeld': ['', '相关', '政府', '相关政府'].map((which) => `本机关不掌握${which}信息`),
  'unavailable.needsCreation': ['没有现成信息需另行制作', '没有现成信息需要另行制作'],
  'unavailable.stillUnclear': ['补正后申请内容仍不明确'],
  'notProcessed.petition': ['信访举报投诉', '信访、举报投诉', '信访举报、投诉', '信访、举报、投诉'],
  'notProcessed.repeated': ['重复'],
  'notProcessed.publication': ['要求提供公开出版物'],
  'notProcessed.excessive': ['无正当理由大量反复'],
  'notProcessed.reconfirmation': ['要求行政机关确认或重新出具已获取信息'],
  'otherHandling.notCorrected': ['申请人无正当理由逾期不补正', '无正当理由逾期不补正'],
  'otherHandling.feeUnpaid': ['逾期未按收费通知要求缴纳费用', '申请人逾期未按收费通知要求缴纳费用'],
};
/** The row by its name. */
export const resultRows: ReadonlyMap<string, string> = new Map(
  Object.entries(resultNames).flatMap(([row, names]) => names.map((name) => [name, row] as const)),
);
/** ＊ stands for what is quoted: “予以公开”类50件. */
const resultSign = nameSigns.for('开供理密益务程卷询握作补访复版反认费＊', ...resultRows.keys());
const resultLead = /^(?:本年度?|全年|已|共|作出|做出|决定|答复|给予|依法|经审查|结果|告知|申请(?!人)|其中|的)*/;
const resultNoun = endingOf(/(?<=公开|提供|处理)(?:的|答复|决定|申请|政府信息|处理决定|情形|类)+$/, '的复定请息形类');
const resultTail = /(?:的|答复|决定|申请|政府信息|信息公开|处理决定|情形|类)*$/;

export function resultNamed(label: string, held: number, scene: Scene): Measure | null {
  if (!(held & resultSign)) return null;
  // “予以公开”类50件: what stands in quotation marks is the row's name.
  const { labelStart } = scene.figure;
  const words = label.includes('＊')
    ? scene.reading.text
        .slice(labelStart, labelStart + label.length)
        .replace(/^.*“([^“”]+)”(?:类|答复|决定|的|情形|申请)*$/, '$1')
    : label;
  const after = words.replace(resultLead, '');
  const bare = canEnd(resultNoun, after) ? after.replace(resultNoun.expression, '') : after;
  const row = resultRows.get(bare) ?? resultRows.get(bare.replace(resultTail, ''));
  if (!row || scene.topic !== 'requests') return null;
  const whole = scene.wholeMeasure;
  // 重复申请40件 by itself is a number of requests, and no kind of result.
  if (whole === null || (row === 'notProcessed.repeated' && whole?.kind !== 'result')) return null;
  const ofNew = whole && (whole.kind === 'newly' || whole.kind === 'received');
  const cells =
    row === 'otherHandling' ? ['requests.otherHandling.total', 'requests.otherHandling.*.total'] : total(row);
  return { kind: 'result', readings: [cells], ...(ofNew ? { slack: over } : {}) };
}

/** The columns of applicants, by how texts call them. */
export const applicants: readonly (readonly [RegExp, readonly string[]])[] = [
  [/(?:自然人|公民)$|^个人$/, ['naturalPerson']],
  [/法人(?:和|或|或者|及|以及|、|与)?(?:其[他它]组织)$|^法人$/, organisations],
  [/商业企业$/, ['business']],
  [/科研机构$/, ['research']],
  [/社会公益组织$/, ['charity']],
  [/法律服务机构$/, ['legalService']],
];

const applicantSign = nameSigns.for('人民织业构', ...applicants.map(([name]) => name));

/** Applicants are counted of the requests received: 其中自然人申请85件. */
export function applicantNamed(words: string, held: number, scene: Scene): Measure | null {
  if (!(held & applicantSign)) return null;
  const bare = words.replace(/(?:提出|提交|递交|方面|的|政府信息公开|信息公开|公开|申请)+$/, '');
  const columns = applicants.find(([name]) => name.test(bare))?.[1];
  if (!columns || /复议|诉讼|答复|办结|予以|不予/.test(words)) return null;
  if (narrowed.test(words.replace(/提[出交]|递交/g, ''))) return null;
  if (bare.replace(/^(?:其中|申请人|来自|由|为|属于|是)+/, '').length > 9) return null;
  const whole = scene.wholeMeasure ?? requestsBefore(scene) ?? ofAllRequests(scene);
  if (!whole || (whole.kind !== 'newly' && whole.kind !== 'received')) return null;
  const cells = (row: string) => columns.map((column) => `requests.${row}.${column}`);
  const own = cells('newlyReceived');
  return { kind: 'applicant', readings: [own, [...own, ...cells('carriedOver')]] };
}

const breakdown =
  '(?:(?:从|按照?|以|根据)?[^,;。()\\d]{0,8}申请(?:人|主体|对象|来源)[^,;。()\\d]{0,8}[,:]|(?:申请)?主体方面[,:]|(?:20\\d\\d年|本年度?|全年)?(?:新收|收到|受理)的?(?:政府信息公开|信息公开)?申请中,?)';

const opensBreakdown = new RegExp(`^${breakdown}`);

/** 从申请主体看，自然人1103件；商业企业121件: of all requests, whose total may stand anywhere. */
function ofAllRequests(scene: Scene): Measure | null {
  const { reading, figure, index } = scene;
  const { start } = figure.sentence;
  if (!opensBreakdown.test(reading.plain.slice(start, figure.labelStart)) || scene.topic !== 'requests') return null;
  const before = reading.quantities.slice(0, index).filter((other) => other.start >= start && other.unit !== '%');
  return before.every((other) => other.depth === figure.depth && isApplicant(other))
    ? { kind: 'received', readings: [newly, [...newly, ...over]] }
    : null;
}

const betweenApplicants = new RegExp(`^[,、;]?(?:${breakdown})?$`);

/** 收到申请100件，申请人为自然人的82件、为法人或其他组织的18件: the total right before. */
function requestsBefore(scene: Scene): Measure | null {
  const { reading, figure, index } = scene;
  for (let at = index - 1; at >= 0; at--) {
    const before = reading.quantities[at] as Figure;
    const next = reading.quantities[at + 1] as Figure;
    if (before.start < figure.sentence.start || before.depth !== figure.depth) return null;
    if (before.unit === '%' || next.unit === '%') continue;
    if (!betweenApplicants.test(reading.plain.slice(before.end, next.labelStart))) return null;
    if (!isApplicant(before)) return scene.measureAt(at);
  }
  return null;
}

function isApplicant({ label }: Figure): boolean {
  const bare = label.replace(/[的申请]+$/, '');
  return applicants.some(([name]) => name.test(bare));
}
