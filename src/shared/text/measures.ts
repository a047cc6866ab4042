/**
 * Which quantity of the tables a figure in the text names. Where that is not sure (办结 of an office below, requests
 * by one channel, a part of the year, other cases than requests for information), the answer is null.
 */
import type { EditionId } from '../form/ids.ts';
import type { AnnualReport } from '../report/annual-report.ts';
import type { Span } from './passage.ts';
import type { Figure, Reading } from './reading.ts';

export type MeasureKind =
  | 'newly'
  | 'received'
  | 'carriedOver'
  | 'carriedForward'
  | 'finished'
  | 'applicant'
  | 'result'
  | 'review'
  | 'suit'
  | 'dispute'
  | 'outcome'
  | 'document'
  | 'decision'
  | 'fee'
  | 'procurement';

/** A sum of table cells; `*` stands for the sub-rows of a row: `requests.refused.*.total`. */
export type CellSum = readonly string[];

export interface Measure {
  readonly kind: MeasureKind;
  /** Each reading of the words that a careful reader could have; the first is the plain one. */
  readonly readings: readonly CellSum[];
  /** What the figure may lack of the plain reading (only those received this year counted). */
  readonly slack?: CellSum;
  /** Where the words end that name it, if they stand behind the number: 收到7件申请. */
  readonly namedTo?: number;
  /** 各5件: every cell by itself has the value. */
  readonly each?: boolean;
}

/** What the words around a figure say about whose and which requests, documents and cases are counted. */
export interface Surroundings {
  /** Of table 二, where the editions differ in what they ask for. */
  readonly edition: EditionId;
  readonly year: number | null;
  readonly unit: string;
}

export function surroundingsOf(report: AnnualReport): Surroundings | null {
  if (report.edition === null) return null;
  let around = surroundings.get(report);
  if (!around) {
    around = {
      edition: report.tables.proactive?.edition ?? report.edition,
      year: report.year,
      unit: report.unit ?? '',
    };
    surroundings.set(report, around);
  }
  return around;
}

const surroundings = new WeakMap<AnnualReport, Surroundings>();

const total = (row: string): CellSum => [`requests.${row}.total`];
const newly = total('newlyReceived');
const over = total('carriedOver');
const finished = total('resultTotal');
const organisations = ['business', 'research', 'charity', 'legalService', 'otherOrganization'];
const suits = ['directSuit', 'suitAfterReview'];

const countUnits = new Set([
  '件',
  '条',
  '次',
  '个',
  '份',
  '宗',
  '起',
  '例',
  '项',
  '件次',
  '条次',
  '部',
  '篇',
  '笔',
  '桩',
]);

/** The measure of a figure, or null where the words do not surely name one of the tables' quantities. */
export function measureOf(reading: Reading, index: number, around: Surroundings): Measure | null {
  let known = measures.get(reading);
  if (known?.around !== around) {
    known = { around, found: [] };
    measures.set(reading, known);
  }
  let measure = known.found[index];
  if (measure === undefined) {
    measure = findMeasure(reading, index, around);
    known.found[index] = measure;
  }
  return measure;
}

interface KnownMeasures {
  readonly around: Surroundings;
  readonly found: (Measure | null)[];
}

/** A part asks for the measure of its whole, and each of several rules for all of them. */
const measures = new WeakMap<Reading, KnownMeasures>();

function findMeasure(reading: Reading, index: number, around: Surroundings): Measure | null {
  const figure = reading.quantities[index] as Figure;
  if (figure.comparison || figure.ofOtherYear || figure.unit === '%') return null;
  if (figure.unit !== '元' && !countUnits.has(figure.unit)) return null;
  const measure = measureIn(sceneOf(reading, index, around));
  // Asked last: most figures name nothing of the tables.
  return measure && isOwnAndWhole(reading, figure, around) ? measure : null;
}

function measureIn(scene: Scene): Measure | null {
  const { figure } = scene;
  if (figure.unit === '元') return amountNamed(figure.label, scene);
  const known = measureNamed(figure.label, scene);
  if (known) return known;
  const opening = nounAlone.test(textBefore(scene)) ? '' : figure.label;
  if (!opensNoun.test(opening)) return null;
  const next = nextClauseCarried(scene);
  const carried = carriedNamed(opening + figure.noun + next, scene);
  if (carried) return { ...carried, namedTo: figure.after.end + next.length };
  const named = measureNamed(opening + figure.noun.replace(nounEnd, ''), scene);
  return named && { ...named, namedTo: figure.after.start + figure.noun.replace(/[、和及与]$/, '').length };
}

/** 2件申请因尚在法定期限内，结转2021年办理: the verb stands in the next clause. */
function nextClauseCarried({ reading, figure }: Scene): string {
  return (
    /^,(?:依法|按规定|需|均)*(?:结转|转入|转至)[^,;:()]{0,14}/.exec(
      reading.plain.slice(figure.after.end, figure.sentence.end),
    )?.[0] ?? ''
  );
}

interface Scene {
  readonly reading: Reading;
  readonly index: number;
  readonly figure: Figure;
  readonly around: Surroundings;
  readonly topic: Topic;
}

/** The topic is found when it is asked for: what tells it is dear to read. */
function sceneOf(reading: Reading, index: number, around: Surroundings): Scene {
  const figure = reading.quantities[index] as Figure;
  let topic: Topic | undefined;
  return {
    reading,
    index,
    figure,
    around,
    get topic() {
      if (topic === undefined) topic = topicAt(reading, figure.labelStart);
      return topic;
    },
  };
}

/** After these the counted thing can stand behind the number: 收到7件申请, 另有3件结转下年度. */
const opensNoun =
  /(?:^|收到了?|受理了?|接收|接到|新收到?|新增|办结|办理|答复|制发了?|制定了?|出台了?|印发了?|废止了?|作出了?|做出了?|引发|引起|发生|产生|涉及|另有?|还有?|尚有?|仍有?|其中|余下|剩余|其余|全年|年内|本年度?|有|已|将)的?$/;
/** 因未到期限，有5件申请结转下年度: the words before 有 say why, and not what. */
const nounAlone = /^(?:[另还尚仍共]?有|其余|剩余|余下)$/;
const nounEnd = /(?:(?:提交|递交|报送|寄送)(?:到|至|给).*|继续办理|办理|继续|处理|[中里、和及与]|,.*)$/;

function measureNamed(words: string, scene: Scene): Measure | null {
  return (
    carriedNamed(words, scene) ??
    disputeNamed(words, scene) ??
    documentNamed(words, scene) ??
    decisionNamed(words, scene) ??
    procurementNamed(words, scene) ??
    resultNamed(words, scene) ??
    applicantNamed(words, scene) ??
    requestsNamed(words, scene)
  );
}

// —— table 三 ——

/**
 * Words that may stand between 收到 and 申请 without narrowing which requests are meant. No word is made up of others:
 * a hostile text must not be readable in exponentially many ways.
 */
const anyRequest =
  '(?:了|到|的|本机关|本单位|各类|各种|各项|任何|形式|公民|法人|和|或者|或|及|以及|与|、|其他组织|其它组织|社会组织|社会各界|社会|公众|群众|个人|申请人|提交|提出|递交|提起|获取|相关|有关|关于|要求|政府|政务|信息|公开|依申请|依法|共计|共|累计|合计|总计|方面|事项|类)*';
const requestNoun =
  '(?:申请|依申请公开|依申请)(?:公开)?(?:政府信息|信息)?(?:请求|事项|件|表|书|信息|公开件|案件|数量|总数|总量|的){0,6}';
const strictlyNew = new RegExp(`(?:新收到?|新接收|新受理|新增)${anyRequest}${requestNoun}$`);
const received = new RegExp(
  `(?<verb>收到|受理|接收到?|接到|接受|收取|收悉|承接|登记|收件)(?<also>(?:和|并|及|、)?(?:办理|处理|办结|答复|受理))?${anyRequest}${requestNoun}$`,
);
/** Words that say of whom and of what time; anything else before 办结 or 收到 may narrow what is counted. */
const ownLead =
  '(?:截[至止](?:到|20)?[^,;。]{0,8}?(?:日|底|年末)|(?:19|20)\\d\\d年度?|本年度?|全年|年内|年度内|一年来|今年|在|对|[我本全][省市州县区旗镇乡街道局委办厅院处所站队中心单位机关]{1,6}|共计?|累计|总计|合计|均|依法|按时|按期|如期|及时|全部|已经?|的|,)*';
const requestsAlone = new RegExp(
  `^${ownLead}(?:政府信息公开申请|信息公开申请|申请公开(?:的)?(?:政府)?信息|依申请公开(?:政府信息|信息)?(?:申请|事项|件)?)(?:的|收到|受理|接收|收件|登记|办理|数量|总数|总量|件数|事项|情况){0,5}$`,
);
/** 依申请公开方面，共收到90件: what came in is said by the words before. */
const headed = new RegExp(
  `(?:依申请公开|信息公开申请)(?:情况|方面|工作|办理|事项|政府信息|稳步|有序|规范|推进|开展|进行)*[,:。]${ownLead}$`,
);
const onlyReceived = new RegExp(`^${ownLead}(?:收到|接到|接收|受理|收件|登记)$`);
/** Requests that are only some of all: 重复申请, 网上申请, 有效申请, 涉及征地的申请. */
const narrowed =
  /重复|补正|撤回|撤销|延期|无效|有效|联名|同一|批量|网上|网络|线上|在线|平台|信函|邮寄|邮件|邮箱|当面|当场|现场|窗口|传真|电话|书面|渠道|提前|逾期|超期|涉及|征地|拆迁|名义|转办|移送|代办|咨询|建议|提案|议案|热线|留言|来信|信箱|工单|诉求|信访|投诉|举报/;

/** 通过网络、信函、当面等方式: by all ways, and so no narrower. */
const byAllWays = /(?:通过|经由?|以|从)?[^,;。]{1,24}、[^,;。]{1,24}等(?:各种|多种|多个)?(?:方式|渠道|途径|形式)[,共]?/;

function requestsNamed(label: string, scene: Scene): Measure | null {
  const { topic, figure, reading } = scene;
  const words = label.replace(byAllWays, '');
  if (narrowed.test(words) || byOneChannel(scene) || /复议|诉讼/.test(words)) return null;
  // 受理申请92件，其中本年度新接收91件: of a whole, these words still name one row.
  if (topic === 'requests' && /^(?:本年度?|当年|本年度?内)新(?:收到?|接收|受理|增)$/.test(words))
    return { kind: 'newly', readings: [newly] };
  if (figure.whole >= 0 && figure.depth === 0 && onlyFinished.test(words)) {
    const of = wholeMeasure(scene)?.kind;
    return of === 'newly' || of === 'received' || of === 'finished'
      ? { kind: 'finished', readings: [finished], slack: over }
      : null;
  }
  if (figure.whole >= 0 || figure.depth > 0) return null;
  if (strictlyNew.test(words) || (topic === 'requests' && /^[本年度全共累计我局委办]*新收到?$/.test(words)))
    return { kind: 'newly', readings: [newly] };
  const { verb, also } = received.exec(words)?.groups ?? {};
  // 收到申请100件，受理申请92件: not all that came in was taken on.
  if (verb === '受理' && /收到|接收|新收/.test(reading.plain.slice(figure.sentence.start, figure.labelStart)))
    return null;
  if (verb) {
    // 共收到申请102件（含上年结转3件）: the sum is what the words say.
    const after = reading.plain.slice(figure.end, figure.sentence.end);
    const without = /[(](?:不含|不包括|不包含)[^()]{0,6}结转[^()]*[)]$/.test(
      reading.plain.slice(figure.sentence.start, figure.start),
    );
    const including = /^[^,;]{0,4}[,(]?(?:其中)?[(]?(?:含|包括|包含)[^,;]{0,4}(?:上|往|去)一?年度?.{0,8}结转/.test(
      after,
    );
    return {
      kind: 'received',
      readings: without
        ? [newly]
        : including
          ? [[...newly, ...over]]
          : [newly, [...newly, ...over], ...(also ? [finished] : [])],
    };
  }
  // 应办理104件 is what came in and what was carried over.
  if (topic === 'requests' && mustBeHandled.test(words))
    return { kind: 'received', readings: [[...newly, ...over], newly] };
  if (onlyReceived.test(words) && isHeaded(scene)) return { kind: 'received', readings: [newly, [...newly, ...over]] };
  if (requestsAlone.test(words)) {
    // 依申请公开62件 can mean those disclosed.
    const disclosed = [...total('granted'), ...total('partlyGranted')];
    return { kind: 'received', readings: [newly, [...newly, ...over], finished, total('granted'), disclosed] };
  }
  if (
    topic === 'requests' &&
    (finishedRequests.test(words) || requestsFinished.test(words) || finishedAfter.test(words)) &&
    !/当场|提前|延期|超期|逾期|当日|当年|结转/.test(words)
  )
    return { kind: 'finished', readings: [finished], slack: over };
  if (handled.test(words) || (topic === 'requests' && answered.test(words)))
    return {
      kind: 'finished',
      readings: [finished, newly, [...newly, ...over]],
      slack: [
        ...over,
        'requests.notProcessed.*.total',
        'requests.otherHandling.total',
        'requests.otherHandling.*.total',
      ],
    };
  return null;
}

const mustBeHandled = new RegExp(`^${ownLead}(?:应当?|需要?)(?:办理?|办结|处理)的?(?:${anyRequest}${requestNoun})?$`);
/** 共办理104件，其中办结97件. */
const onlyFinished = /^(?:已经?|按时|按期|及时|依法|均)*(?:办结|办理完毕|办理完结)$/;
const finishedNoun = '(?:了|的)?(?:政府信息公开|信息公开|依申请公开|依申请)?(?:申请|事项)?件?';
const requestsFinished = new RegExp(
  `^${ownLead}(?:政府信息公开|信息公开|依申请公开)(?:申请|事项|件|的)*(?:办结|办理完毕|办理完结)$`,
);
const finishedRequests = new RegExp(`^${ownLead}(?:办结|办理完毕|办理完结|办理完成)${finishedNoun}$`);
const finishedAfter = new RegExp(
  `(?:^|[已全年度本局委办共均]|年底|截至.{1,8}|目前)(?:已经|全部|按时|按期|及时|依法|均已)*(?:办结|办理完毕|办理完结)${finishedNoun}$`,
);

/** Nothing but the report's own time and body stands between 依申请公开方面 and the number, and nothing after it. */
function isHeaded({ reading, figure }: Scene): boolean {
  const isRequest =
    /^[件份宗]$/.test(figure.unit) && /^(?:[(]次[)])?$|^(?:政府信息公开|信息公开)?申请/.test(figure.noun);
  return isRequest && headed.test(reading.plain.slice(0, figure.labelStart));
}

/** 办理 and 答复 can leave out what needed no answer. */
const handled = new RegExp(`(?:办理|处理|答复)了?${anyRequest}${requestNoun}$`);
const answered = /^(?:本年度?|全年|共|已|依法|按时|按期|及时|均|全部|予以)*(?:办理|答复)(?:申请人)?$/;

/** 通过网络渠道，收到申请71件: the channel stands in the clause before. */
function byOneChannel({ reading, figure }: Scene): boolean {
  const lead = reading.plain.slice(figure.sentence.start, figure.start).replace(byAllWays, '');
  return /(?:通过|经由|利用|经)[^,;]{0,24}(?:网上|网络|线上|在线|平台|信函|邮寄|邮件|当面|现场|窗口|传真|书面|系统|渠道|方式)[^,;]*,[^,;]*$/.test(
    lead,
  );
}

function carriedNamed(words: string, { topic, around, figure }: Scene): Measure | null {
  if (!/结转|转结|转入|转至|转下|继续/.test(words) || narrowed.test(words) || topic === 'other') return null;
  const { year } = around;
  const last = `(?:(?:上|往|去)一?年度?${year === null ? '' : `|${year - 1}年度?`})`;
  const next = `(?:(?:下|次|明)一?年度?${year === null ? '' : `|${year + 1}年度?`})`;
  const from = new RegExp(`${last}(?:的)?(?:遗留)?(?:结转|转结|转入|转至)|结转(?:自)?${last}`).test(words);
  const to =
    new RegExp(`(?:结转|转结|转)(?:至|到|入)?${next}|^(?:截[至止])?年[末底终](?:尚|仍|还|共)?有?结转`).test(words) ||
    (topic === 'requests' && new RegExp(`${next}内?(?:依法)?继续(?:办理|答复)`).test(words));
  if (from === to) return null;
  if (/同意|予以|部分|不予|办结/.test(words) || (to && figure.whole >= 0 && figure.depth > 0)) return null;
  return from
    ? { kind: 'carriedOver', readings: [over] }
    : { kind: 'carriedForward', readings: [total('carriedForward')] };
}

const results: readonly (readonly [RegExp, string])[] = [
  [/^(?:予以|同意|全部|全文|完全)公开$/, 'granted'],
  [/^部分公开$/, 'partlyGranted'],
  [/^不予公开$/, 'refused.*'],
  [/^无法提供$/, 'unavailable.*'],
  [/^不予处理$/, 'notProcessed.*'],
  [/^其[他它]处理$/, 'otherHandling'],
  [/^属于国家秘密$/, 'refused.stateSecret'],
  [/^其他法律、?行政法规禁止公开$/, 'refused.otherLaws'],
  [/^保护第三方合法权益$/, 'refused.thirdParty'],
  [/^属于三类内部事务信息$/, 'refused.internalAffairs'],
  [/^属于四类过程性信息$/, 'refused.deliberative'],
  [/^属于行政执法案卷$/, 'refused.enforcementFile'],
  [/^属于行政查询事项$/, 'refused.administrativeQuery'],
  [/^本机关不掌握(?:相关)?(?:政府)?信息$/, 'unavailable.notHeld'],
  [/^没有现成信息需要?另行制作$/, 'unavailable.needsCreation'],
  [/^补正后申请内容仍不明确$/, 'unavailable.stillUnclear'],
  [/^信访、?举报、?投诉$/, 'notProcessed.petition'],
  [/^重复$/, 'notProcessed.repeated'],
  [/^要求提供公开出版物$/, 'notProcessed.publication'],
  [/^无正当理由大量反复$/, 'notProcessed.excessive'],
  [/^要求行政机关确认或重新出具已获取信息$/, 'notProcessed.reconfirmation'],
  [/^申请人无正当理由逾期不补正$/, 'otherHandling.notCorrected'],
  [/^(?:申请人)?逾期未按收费通知要求缴纳费用$/, 'otherHandling.feeUnpaid'],
];
const resultLead = /^(?:本年度?|全年|已|共|作出|做出|决定|答复|给予|依法|经审查|结果|告知|申请|其中|的)*/;
const resultTail = /(?:的|答复|决定|申请|政府信息|信息公开|处理决定|情形|类)*$/;

function resultNamed(label: string, scene: Scene): Measure | null {
  if (scene.topic !== 'requests') return null;
  // “予以公开”类50件: what stands in quotation marks is the row's name.
  const { labelStart } = scene.figure;
  const words = label.includes('＊')
    ? scene.reading.text
        .slice(labelStart, labelStart + label.length)
        .replace(/^.*“([^“”]+)”(?:类|答复|决定|的|情形|申请)*$/, '$1')
    : label;
  const bare = words
    .replace(resultLead, '')
    .replace(/(?<=公开|提供|处理)(?:的|答复|决定|申请|政府信息|处理决定|情形|类)+$/, '');
  const row = results.find(([name]) => name.test(bare) || name.test(bare.replace(resultTail, '')))?.[1];
  if (!row) return null;
  const whole = wholeMeasure(scene);
  // 重复申请40件 by itself is a number of requests, and no kind of result.
  if (whole === null || (row === 'notProcessed.repeated' && whole?.kind !== 'result')) return null;
  const ofNew = whole && (whole.kind === 'newly' || whole.kind === 'received');
  const cells =
    row === 'otherHandling' ? ['requests.otherHandling.total', 'requests.otherHandling.*.total'] : total(row);
  return { kind: 'result', readings: [cells], ...(ofNew ? { slack: over } : {}) };
}

const applicants: readonly (readonly [RegExp, readonly string[]])[] = [
  [/(?:自然人|公民)$|^个人$/, ['naturalPerson']],
  [/法人(?:和|或|或者|及|以及|、|与)?(?:其[他它]组织)$|^法人$/, organisations],
  [/商业企业$/, ['business']],
  [/科研机构$/, ['research']],
  [/社会公益组织$/, ['charity']],
  [/法律服务机构$/, ['legalService']],
];

/** Applicants are counted of the requests received: 其中自然人申请85件. */
function applicantNamed(words: string, scene: Scene): Measure | null {
  if (narrowed.test(words.replace(/提[出交]|递交/g, ''))) return null;
  const bare = words.replace(/(?:提出|提交|递交|方面|的|政府信息公开|信息公开|公开|申请)+$/, '');
  const columns = applicants.find(([name]) => name.test(bare))?.[1];
  if (!columns || /复议|诉讼|答复|办结|予以|不予/.test(words)) return null;
  if (bare.replace(/^(?:其中|申请人|来自|由|为|属于|是)+/, '').length > 9) return null;
  const whole = wholeMeasure(scene) ?? requestsBefore(scene) ?? ofAllRequests(scene);
  if (!whole || (whole.kind !== 'newly' && whole.kind !== 'received')) return null;
  const cells = (row: string) => columns.map((column) => `requests.${row}.${column}`);
  const own = cells('newlyReceived');
  return { kind: 'applicant', readings: [own, [...own, ...cells('carriedOver')]] };
}

const breakdown =
  '(?:(?:从|按照?|以|根据)?[^,;。()\\d]{0,8}申请(?:人|主体|对象|来源)[^,;。()\\d]{0,8}[,:]|(?:申请)?主体方面[,:]|(?:20\\d\\d年|本年度?|全年)?(?:新收|收到|受理)的?(?:政府信息公开|信息公开)?申请中,?)';

/** 从申请主体看，自然人1103件；商业企业121件: of all requests, whose total may stand anywhere. */
function ofAllRequests({ reading, figure, index, topic }: Scene): Measure | null {
  const { start } = figure.sentence;
  const opening = new RegExp(`^${breakdown}`).exec(reading.plain.slice(start, figure.labelStart));
  if (topic !== 'requests' || !opening) return null;
  const before = reading.quantities.slice(0, index).filter((other) => other.start >= start && other.unit !== '%');
  const onlyApplicants = before.every(
    ({ label, depth }) =>
      depth === figure.depth && applicants.some(([name]) => name.test(label.replace(/[的申请]+$/, ''))),
  );
  return onlyApplicants ? { kind: 'received', readings: [newly, [...newly, ...over]] } : null;
}

/** 收到申请100件，申请人为自然人的82件、为法人或其他组织的18件: the total right before. */
function requestsBefore({ reading, figure, around, index }: Scene): Measure | null {
  for (let at = index - 1; at >= 0; at--) {
    const before = reading.quantities[at] as Figure;
    const next = reading.quantities[at + 1] as Figure;
    if (before.start < figure.sentence.start || before.depth !== figure.depth) return null;
    if (before.unit === '%' || next.unit === '%') continue;
    if (!betweenApplicants.test(reading.plain.slice(before.end, next.labelStart))) return null;
    if (!applicants.some(([name]) => name.test(before.label.replace(/[的申请]+$/, ''))))
      return measureOf(reading, at, around);
  }
  return null;
}

const betweenApplicants = new RegExp(`^[,、;]?(?:${breakdown})?$`);

/** The measure of the whole that a part belongs to: undefined without a whole, null for a whole that is none of the tables'. */
function wholeMeasure({ reading, figure, around, index }: Scene): Measure | null | undefined {
  if (figure.whole >= 0 && figure.whole < index) return measureOf(reading, figure.whole, around);
  return figure.depth > 0 ? null : undefined;
}

// —— table 四 ——

const otherDisputes =
  /受理|审理|审结|办理|办结|代理|答辩|参与|参加|应诉|出庭|化解|调解|胜诉|败诉|撤[诉回销]|收到|接到|移送|不服|新收|收案|立案|承办|纠错|作为|以案/;

function disputeNamed(words: string, scene: Scene): Measure | null {
  const outcome = outcomeNamed(words, scene);
  if (outcome) return outcome;
  if (!/复议|诉讼|起诉/.test(words) || otherDisputes.test(words.replace(/作为被(?:申请人|告)/, ''))) return null;
  if (!aboutDisclosure(scene)) return null;
  if (/未经复议直接(?:起诉|提起(?:行政)?诉讼)(?:案件|的)?$/.test(words))
    return { kind: 'suit', readings: [[suitTotal('directSuit')]] };
  if (/(?<!未)(?:经)?复议后(?:再)?(?:起诉|提起(?:行政)?诉讼)(?:案件|的)?$/.test(words))
    return { kind: 'suit', readings: [[suitTotal('suitAfterReview')]] };
  const review = /行政复议|复议/.test(words);
  const suit = /诉讼/.test(words);
  if (!/(?:复议|诉讼)(?:申请|案件|案|事项|数量|的)*$/.test(words)) return null;
  // 复议、诉讼共8件，其中复议5件: each of the two.
  if (figureIsPart(scene) && wholeMeasure(scene)?.kind !== 'dispute') return null;
  const both = ['litigation.review.total', ...suits.map(suitTotal)];
  if (review && suit) {
    const each = /[均各]\D{0,2}$/.test(textBefore(scene));
    return each ? { kind: 'dispute', readings: [both], each: true } : { kind: 'dispute', readings: [both] };
  }
  if (review) return { kind: 'review', readings: [['litigation.review.total']] };
  return suit ? { kind: 'suit', readings: [suits.map(suitTotal)] } : null;
}

function suitTotal(row: string): string {
  return `litigation.${row}.total`;
}

function figureIsPart({ figure }: Scene): boolean {
  return figure.whole >= 0 || figure.depth > 0;
}

function textBefore({ reading, figure }: Scene): string {
  return reading.plain.slice(figure.before.start, figure.start);
}

/** Reviews and lawsuits in general (a justice bureau's) are not those of table 四. */
function aboutDisclosure({ reading, figure, topic }: Scene): boolean {
  if (reading.section === 'litigation' || topic === 'requests') return true;
  return /信息公开|政务公开|依申请/.test(reading.plain.slice(figure.sentence.start, figure.start) + reading.heading);
}

const outcomes: readonly (readonly [RegExp, string])[] = [
  [/^(?:结果|被|复议|决定|判决)?维持(?:原.{0,6})?的?$/, 'upheld'],
  [/^(?:结果|被|复议)?纠正的?$/, 'corrected'],
  [/^其[他它]结果的?$/, 'other'],
  [/^(?:(?:尚|还)?未审结|(?:尚在|正在|仍在)审理中?)的?$/, 'pending'],
];

/** 行政复议5件（结果维持3件、尚未审结2件）. */
function outcomeNamed(words: string, scene: Scene): Measure | null {
  const joined = /信息公开(?:类|的)?行政(复议|诉讼)(?:案件)?(.+)$/.exec(words);
  const column = outcomes.find(([name]) => name.test(joined?.[2] ?? words))?.[1];
  if (!column) return null;
  // 政府信息公开行政复议结果纠正8件: the dispute is named with its outcome.
  if (joined) {
    if (figureIsPart(scene)) return null;
    const rows = joined[1] === '复议' ? ['review'] : suits;
    return { kind: 'outcome', readings: [rows.map((row) => `litigation.${row}.${column}`)] };
  }
  const { figure, reading, index, around } = scene;
  if (figure.whole >= 0 && isDisputeBesideOthers(figure.whole, scene)) return null;
  let at = figure.whole;
  // 行政复议5件，维持3件，纠正2件: the dispute named last in the sentence.
  for (let other = index - 1; at < 0 && other >= 0; other--) {
    const before = reading.quantities[other] as Figure;
    if (before.start < figure.sentence.start || before.depth !== figure.depth) break;
    if (!outcomes.some(([name]) => name.test(before.label))) at = other;
  }
  const whole = at >= 0 ? measureOf(reading, at, around) : null;
  if (!whole || whole.each || (whole.kind !== 'review' && whole.kind !== 'suit')) return null;
  const cells = (whole.readings[0] as CellSum).map((cell) => cell.replace(/total$/, column));
  return { kind: 'outcome', readings: [cells] };
}

/** 复议5件、诉讼3件，其中…: of which of them is open. */
function isDisputeBesideOthers(at: number, { reading, around }: Scene): boolean {
  const whole = reading.quantities[at] as Figure;
  const before = reading.quantities[at - 1];
  if (!before || before.start < whole.sentence.start || /;/.test(reading.plain.slice(before.end, whole.start)))
    return false;
  const kind = measureOf(reading, at - 1, around)?.kind;
  return kind === 'review' || kind === 'suit';
}

// —— table 二 ——

const documentNouns = { 规范性文件: 'normativeDocuments', 规章: 'regulations' } as const;

function documentNamed(words: string, scene: Scene): Measure | null {
  const { around, figure } = scene;
  const shortened = shortenedDocument(words, scene);
  if (shortened) return shortened;
  const nounFirst = /^(?:行政)?规范性文件(制发|废止|现行有效)$/.exec(words)?.[1];
  if (nounFirst) return documentNamed(`${nounFirst}规范性文件`, scene);
  const match = /^(.*?)(?:行政|地方政府|政府|部门|市政府|省政府|的)*(规范性文件|规章)(?:的)?$/.exec(words);
  if (!match || figure.whole >= 0 || figure.depth > 0) return null;
  const verbs = match[1] as string;
  const row = documentNouns[match[2] as keyof typeof documentNouns];
  if (
    /修[改订]|清理|失效|宣布|拟|审查|审核|备案|解读|名义|起草|征求|转发|规章|规范性文件|评估|涉及|牵头|代/.test(verbs)
  )
    return null;
  const cell = (column: string): CellSum => [`proactive.${row}.${column}`];
  if (/现行有效$/.test(verbs))
    return around.edition === '2021' ? { kind: 'document', readings: [cell('inForce')] } : null;
  if (/废止(?:了)?$/.test(verbs) && !/制|印发|出台/.test(verbs))
    return around.edition === '2021' ? { kind: 'document', readings: [cell('repealed')] } : null;
  if (!/(?:制发|制定|出台|印发|制作|新增)(?:了|并|公开|出台|印发|发布|各类)*$/.test(verbs)) return null;
  return {
    kind: 'document',
    readings: around.edition === '2021' ? [cell('issued')] : [cell('made'), cell('disclosed')],
  };
}

/** 制发规范性文件14件、废止5件，现行有效87件: the noun is said once. */
function shortenedDocument(words: string, scene: Scene): Measure | null {
  const { around, figure } = scene;
  const column = shortColumns.find(([name]) => name.test(words))?.[1];
  if (!column || around.edition !== '2021' || figure.whole >= 0 || figure.depth > 0) return null;
  const { reading } = scene;
  // 规范性文件公开情况：2023年新制发14件: the heading says of what.
  const heading = /规范性文件[^,;。:()\d]{0,8}:[^。]*$/.test(reading.plain.slice(figure.sentence.start, figure.start));
  if (heading) return { kind: 'document', readings: [[`proactive.normativeDocuments.${column}`]] };
  const before = neighbourBefore(scene, /^(?:修[改订]了?|宣布失效|失效|\d{4}年.*)$/);
  const row = before?.kind === 'document' ? /^proactive\.\w+/.exec(before.readings[0]?.[0] ?? '')?.[0] : null;
  return row ? { kind: 'document', readings: [[`${row}.${column}`]] } : null;
}

const shortColumns: readonly (readonly [RegExp, string])[] = [
  [/^(?:\d{4}年|本年度?|全年)?新?(?:制发|制定|出台)$/, 'issued'],
  [/^(?:同时|并)?废止了?$/, 'repealed'],
  [
    /^(?:目前|(?:截[至止]|到)?(?:年底|年末|目前|\d{4}年底|\d{4}年末|\d{4}年12月31日)|本机关|全县|全市|全区)?,?现行有效的?$/,
    'inForce',
  ],
];

/** The measure of the figure right before in the sentence, without those whose label `passes`. */
function neighbourBefore({ reading, figure, index, around }: Scene, passes: RegExp): Measure | null {
  let next = figure;
  for (let at = index - 1; at >= 0; at--) {
    const before = reading.quantities[at] as Figure;
    if (before.start < figure.sentence.start || before.depth !== figure.depth) return null;
    if (!/^[,、;和及]?(?:[^()\d]{0,30}[,;])?$/.test(reading.plain.slice(before.end, next.labelStart))) return null;
    if (!passes.test(before.label)) return measureOf(reading, at, around);
    next = before;
  }
  return null;
}

const decisionRows = { 行政许可: 'licensing', 行政处罚: 'penalties', 行政强制: 'coercion' } as const;

function decisionNamed(words: string, scene: Scene): Measure | null {
  const short = /^(行政许可|行政处罚|行政强制)(?:措施|案件)?$/.exec(words);
  const match =
    (short && neighbourBefore(scene, /^$/)?.kind === 'decision' ? short : null) ??
    /(?:^|作出|做出|实施|办理|公示|公开|下达|完成|、|和|及)了?(?:各类)?(行政许可|行政处罚|行政强制)(?:措施)?(?:类)?(?:处理)?决定$/.exec(
      words,
    ) ??
    /(?:作出|做出|实施)了?(?:各类)?(行政许可|行政处罚|行政强制)(?:措施)?(?:案件)?$/.exec(words);
  if (!match || /撤销|变更|不予|一般|普通|简易|程序|方式|领域|行业|听证|重大|当场/.test(words)) return null;
  // 作出行政许可、行政处罚决定共5件: of both together.
  if ([...words.matchAll(/许可|处罚|强制/g)].length > 1) return null;
  return {
    kind: 'decision',
    readings: [[`proactive.${decisionRows[match[1] as keyof typeof decisionRows]}.decisions`]],
  };
}

function procurementNamed(words: string, { around }: Scene): Measure | null {
  if (around.edition !== '2019' || !/政府集中采购(?:项目)?$/.test(words)) return null;
  return { kind: 'procurement', readings: [['proactive.procurement.projects']] };
}

/** Amounts: 行政事业性收费12.5万元, 政府集中采购总金额61.8万元. */
function amountNamed(words: string, { around }: Scene): Measure | null {
  if (around.edition === '2021')
    return /行政事业性收费(?:总额|总金额|金额|收入)?$/.test(words) && !/减免|免征|减征|降低/.test(words)
      ? { kind: 'fee', readings: [['proactive.fees.amount']] }
      : null;
  return /政府集中采购(?:项目)?(?:总?金额|总额)$/.test(words)
    ? { kind: 'procurement', readings: [['proactive.procurement.amount']] }
    : null;
}

// —— what the passage is about, and whose figures it gives ——

export type Topic = 'requests' | 'other' | null;

const topics =
  /(?<requests>依申请公开|公开申请|申请公开|依申请|信息公开类?申请|申请(?:人|量|件|办理|答复)|(?<!复议|许可|补贴|资金|救助|贷款|登记|认定|项目|入党)申请(?!行政复议|复议))|(?<other>(?:查档|档案|移交|寄存|审核|查阅|预约|变更|公证|援助|资质|落户|报名|年检|注册|备案|许可|补贴|资金|救助|贷款|登记|认定|项目|仲裁|调解)申请|建议|提案|议案|信件|留言|来信|来电|热线|12345|工单|咨询|诉求|信箱|信访件|(?<!公开)办件|网民|群众反映|行政许可|审批|信访|政务服务事项)/g;

/** What was spoken of last before an offset; the heading above counts where the passage says nothing. */
export function topicAt(reading: Reading, at: number): Topic {
  // The words of the claim itself: 办结政府信息公开申请5件.
  const own = topicIn(/^[^,;。:]{0,24}/.exec(reading.plain.slice(at))?.[0] ?? '');
  if (own) return own;
  const before = topicBefore(reading, at + 1);
  return before ?? topicIn(reading.heading) ?? (reading.section === 'requests' ? 'requests' : null);
}

function topicIn(words: string): Topic {
  let topic: Topic = null;
  for (const match of words.matchAll(topics)) topic = topicOf(match);
  return topic;
}

function topicOf(match: RegExpMatchArray): Topic {
  return match.groups?.requests ? 'requests' : 'other';
}

interface NamedTopic extends Span {
  readonly topic: Topic;
}

const namedTopics = new WeakMap<Reading, readonly NamedTopic[]>();

/** As many characters as decide whether a topic is named at an offset, with what must not follow. */
const topicReach = 12;

/** What the first `length` characters speak of last. */
function topicBefore(reading: Reading, length: number): Topic {
  const { plain } = reading;
  let named = namedTopics.get(reading);
  if (!named) {
    named = Array.from(plain.matchAll(topics), (match) => ({
      start: match.index,
      end: match.index + match[0].length,
      topic: topicOf(match),
    }));
    namedTopics.set(reading, named);
  }
  // Near the end, what follows must not tell: it is read again without it.
  let last: NamedTopic | null = null;
  for (const topic of named) {
    if (topic.start + topicReach > length) break;
    last = topic;
  }
  let topic = last?.topic ?? null;
  const words = plain.slice(0, length);
  topics.lastIndex = last?.end ?? 0;
  for (let match = topics.exec(words); match; match = topics.exec(words)) topic = topicOf(match);
  return topic;
}

const part =
  /(?:上|下)半年|季度|(?<!\d)(?:1[0-2]|[1-9])月(?!(?:1|31)日)|[一二三四五六七八九十]月(?:份|底)|每[月周年季]|月均|年均|平均|截至目前|(?<!今年|本年|年初|本年度)以来(?!(?:制发|制定|印发|出台|发布|公开)的)|五年|三年来|近[两三四五]年|\d{4}年?(?:至|到|-|—)\d{4}年(?!\d)/;
const otherBodies =
  /(?<!落实|压实|明确|加强)各(?:级|县|区|市|镇|乡|街道|部门|单位|科|处|股|委办局|地|行政机关|所)|市直|区直|县直|省直|局属|所属|下属|直属|基层|本级|全系统|本系统|系统内|系统各|局机关|委机关|国务院|省政府|其他(?:部门|单位|机关)|兄弟|第三方(?!合法)|(?<!各)[省市县区镇乡]级(?=行政|政府信息公开申请|共?收到|受理|收取)/;
const office = /(?:市|区|县|旗|镇|人民)政府办公?[室厅]?|政府办|办公[室厅](?!系统)/;
const wider = /全(?:国|省|市|区|县|旗|州|镇|乡|街道)|我(?:省|市|区|县|旗|州|镇|乡)(?!.{0,4}[局委办])/;
const subjectEnd =
  '(?:机关)?(?:共|累计|新|依法|全年|均)*(?:收到|接收|受理|办结|办理|答复|作出|制发|制定|发生|作为被|被|未|没有|$)';
const subjects = new RegExp(
  `(?<before>[\\u4e00-\\u9fff])(?<kind>局|委员会|厅|中心|镇|乡|街道|街道办事处|(?<!行政)机关|(?<!行政|执法)部门)${subjectEnd}`,
  'g',
);
/** In a government's report, its own figures and those of all below it are two things. */
const governmentItself =
  /(?:省|市|县|区|旗|州)(?:人民)?政府(?:机关)?(?:共|累计|新|依法|全年)*(?:收到|接收|受理|办结|办理|答复|作为被|$)/;

/** 城关镇收到64件, 县教育局收到98件: whether a body is named that is not the report's own. */
function namesOtherBody(words: string, unit: string): boolean {
  if (unit === '') return false;
  if (/[省市县区旗州]人民政府$/.test(unit) && governmentItself.test(words)) return true;
  return [...words.matchAll(subjects)].some(({ groups = {} }) => {
    const { before = '', kind = '' } = groups;
    const at = unit.indexOf(before);
    return !/[我本全年度]/.test(before) && (at < 0 || unit.indexOf(kind.charAt(0), at) < 0);
  });
}

const conditional = /(?:将|拟|计划|力争|预计|明年|来年|下一步|目标|要求|应当|如果|例如|假如)[^,;]*$/;

/** Whether the clause gives the report's own figures of the whole year. */
export function isOwnAndWhole(
  reading: Reading,
  span: Span & { readonly sentence: Span },
  around: Surroundings,
): boolean {
  const { plain } = reading;
  const lead = plain
    .slice(span.sentence.start, span.start)
    .replace(/\d{4}年1月1日(?:起)?(?:至|到|-|—)(?:\d{4}年)?12月31日/g, '')
    .replace(/截[至止]到?(?:\d{4}年)?12月(?:31日|底)/g, '')
    .replace(/(?:公民、法人(?:和|或者?|及|以及)其[他它]组织)/g, '');
  if (part.test(lead) || conditional.test(lead.split(/[,;]/).at(-1) ?? '')) return false;
  const clauses = lead.split(';').at(-1) ?? '';
  if (otherBodies.test(clauses) || namesOtherBody(clauses, around.unit)) return false;
  // 全区收到356件，其中区政府100件: whose figure the table holds is open.
  if (
    wider.test(clauses) &&
    /其中[^。]{0,12}(?:政府|本级|机关|部门|乡镇|镇街|街道)/.test(plain.slice(span.sentence.start, span.sentence.end))
  )
    return false;
  if (office.test(clauses) && !/办公[室厅]|政府办/.test(around.unit)) return false;
  return !wider.test(clauses) || /政府$|街道办事处$|管理?委员会$|管委会$/.test(around.unit);
}

// —— shares of the tables' quantities ——

/** What a share of requests can be of, where requests are spoken of. */
export function requestTotalsAt(reading: Reading, figure: Figure, around: Surroundings): readonly CellSum[] {
  const own = isOwnAndWhole(reading, figure, around) && topicAt(reading, figure.labelStart) === 'requests';
  return own ? requestTotals : [];
}

const requestTotals: readonly CellSum[] = [finished, newly, [...newly, ...over]];

export interface TableShare {
  readonly part: CellSum;
  readonly whole: CellSum;
}

/**
 * 自然人申请占本年新收申请的85.9%, 予以公开占办结总数的40%: what a percentage is stated of, each reading of the words;
 * null where part and whole are not both the tables'.
 */
export function tableShareOf(reading: Reading, index: number, around: Surroundings): TableShare[] | null {
  const figure = reading.quantities[index] as Figure;
  if (figure.unit !== '%' || figure.comparison || figure.ofOtherYear) return null;
  if (!isOwnAndWhole(reading, figure, around) || topicAt(reading, figure.labelStart) !== 'requests') return null;
  const words = reading.plain.slice(figure.before.start, figure.start);
  const match = /^(?<part>.{2,16}?)(?:的?占比|占)(?<of>.*?)(?:的|为|达到?|约|比例|比重)*$/.exec(words);
  if (!match?.groups) return null;
  const part = (match.groups.part as string)
    .replace(/^[、和其中]*/, '')
    .replace(/(?:提出|提交|的|政府信息公开|信息公开|申请|件数|数量)+$/, '');
  const columns = applicants.find(([name]) => name.test(part) && part.length <= 9)?.[1];
  const row = results.find(([name]) => name.test(part))?.[1];
  const of = match.groups.of as string;
  const ofNew = /^(?:本年度?|全年|全部|总|所有|收到|受理|新收|的|政府|信息|公开|申请|数|量|件)*$/.test(of);
  const ofFinished = /^(?:本年度?|全年|全部|总|已|的|办结|办理|答复|结果|政府|信息|公开|申请|计|数|量|件)*$/.test(of);
  const both = (name: string) => columns?.map((column) => `requests.${name}.${column}`) ?? [];
  if (columns && ofNew) {
    const part = both('newlyReceived');
    return [
      { part, whole: newly },
      { part: [...part, ...both('carriedOver')], whole: [...newly, ...over] },
    ];
  }
  if (!row || row.includes('other') || (!ofFinished && !ofNew)) return null;
  return requestTotals.map((whole) => ({ part: total(row), whole }));
}
