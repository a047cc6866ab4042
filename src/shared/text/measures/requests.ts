/** Table 三, its rows of requests received, carried over and finished: which of them the words name. */

import { madeOnce } from '../../made-once.ts';
import { type CellSum, type Measure, nameSigns, type Scene } from './scene.ts';

/** Sums of cells that more than one reading uses. */
export const total = (row: string): CellSum => [`requests.${row}.total`];
export const newly = total('newlyReceived');
export const over = total('carriedOver');
export const finished = total('resultTotal');

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
export const narrowed =
  /重复|补正|撤回|撤销|延期|无效|有效|联名|同一|批量|网上|网络|线上|在线|平台|信函|邮寄|邮件|邮箱|当面|当场|现场|窗口|传真|电话|书面|渠道|提前|逾期|超期|涉及|征地|拆迁|名义|转办|移送|代办|咨询|建议|提案|议案|热线|留言|来信|信箱|工单|诉求|信访|投诉|举报/;

/** 通过网络、信函、当面等方式: by all ways, and so no narrower. */
const byAllWays = /(?:通过|经由?|以|从)?[^,;。]{1,24}、[^,;。]{1,24}等(?:各种|多种|多个)?(?:方式|渠道|途径|形式)[,共]?/;

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

/** 办理 and 答复 can leave out what needed no answer. */
const handled = new RegExp(`(?:办理|处理|答复)了?${anyRequest}${requestNoun}$`);
const answered = /^(?:本年度?|全年|共|已|依法|按时|按期|及时|均|全部|予以)*(?:办理|答复)(?:申请人)?$/;

/** Of a whole: 受理申请92件，其中本年度新接收91件. */
const newOfWhole = /^(?:本年度?|当年|本年度?内)新(?:收到?|接收|受理|增)$/;
const newAlone = /^[本年度全共累计我局委办]*新收到?$/;

const requestSign = nameSigns.for('申', strictlyNew, received, requestsAlone, handled);
const newSign = nameSigns.for('新', newOfWhole, strictlyNew, newAlone);
const incomingSign = nameSigns.for('收接受登', onlyReceived);
const dueSign = nameSigns.for('应需', mustBeHandled);
const finishedSign = nameSigns.for('结完', onlyFinished, requestsFinished, finishedRequests, finishedAfter);
const answeredSign = nameSigns.for('办答', answered);
const anySign = requestSign | newSign | incomingSign | dueSign | finishedSign | answeredSign;

/** The rows of requests received and finished. */
export function requestsNamed(label: string, held: number, scene: Scene): Measure | null {
  if (!(held & anySign)) return null;
  const words = label.includes('等') ? label.replace(byAllWays, '') : label;
  const measure = requestsMeasure(words, held, scene);
  // Asked last: most words name no row.
  const isNarrowed = measure && (narrowed.test(words) || /复议|诉讼/.test(words) || byOneChannel(scene));
  return isNarrowed ? null : measure;
}

function requestsMeasure(words: string, held: number, scene: Scene): Measure | null {
  const { figure } = scene;
  if (held & newSign && newOfWhole.test(words) && scene.topic === 'requests')
    return { kind: 'newly', readings: [newly] };
  if (held & finishedSign && figure.whole >= 0 && figure.depth === 0 && onlyFinished.test(words)) {
    const of = scene.wholeMeasure?.kind;
    return of === 'newly' || of === 'received' || of === 'finished'
      ? { kind: 'finished', readings: [finished], slack: over }
      : null;
  }
  if (scene.isPart) return null;
  if (held & newSign) {
    const isRow = strictlyNew.test(words) || (newAlone.test(words) && scene.topic === 'requests');
    if (isRow) return { kind: 'newly', readings: [newly] };
  }
  const named = held & requestSign ? received.exec(words) : null;
  if (named) return receivedMeasure(named, scene);
  // 应办理104件 is what came in and what was carried over.
  if (held & dueSign && mustBeHandled.test(words) && scene.topic === 'requests')
    return { kind: 'received', readings: [[...newly, ...over], newly] };
  if (held & incomingSign && onlyReceived.test(words) && isHeaded(scene))
    return { kind: 'received', readings: [newly, [...newly, ...over]] };
  if (held & requestSign && requestsAlone.test(words)) {
    // 依申请公开62件 can mean those disclosed.
    const disclosed = [...total('granted'), ...total('partlyGranted')];
    return { kind: 'received', readings: [newly, [...newly, ...over], finished, total('granted'), disclosed] };
  }
  return finishedMeasure(words, held, scene);
}

function receivedMeasure({ groups }: RegExpExecArray, { reading: { plain }, figure, lead }: Scene): Measure | null {
  const { verb, also } = groups ?? {};
  // 收到申请100件，受理申请92件: not all that came in was taken on.
  if (verb === '受理' && /收到|接收|新收/.test(plain.slice(figure.sentence.start, figure.labelStart))) return null;
  // 共收到申请102件（含上年结转3件）: the sum is what the words say.
  const without = /[(](?:不含|不包括|不包含)[^()]{0,6}结转[^()]*[)]$/.test(lead);
  const including = /^[^,;]{0,4}[,(]?(?:其中)?[(]?(?:含|包括|包含)[^,;]{0,4}(?:上|往|去)一?年度?.{0,8}结转/.test(
    plain.slice(figure.end, figure.sentence.end),
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

function finishedMeasure(words: string, held: number, scene: Scene): Measure | null {
  const isFinished =
    (held & finishedSign) !== 0 &&
    (finishedAfter.test(words) || finishedRequests.test(words) || requestsFinished.test(words)) &&
    scene.topic === 'requests';
  if (isFinished && !/当场|提前|延期|超期|逾期|当日|当年|结转/.test(words))
    return { kind: 'finished', readings: [finished], slack: over };
  const isHandled =
    (held & requestSign && handled.test(words)) ||
    (held & answeredSign && answered.test(words) && scene.topic === 'requests');
  if (!isHandled) return null;
  return {
    kind: 'finished',
    readings: [finished, newly, [...newly, ...over]],
    slack: [...over, 'requests.notProcessed.*.total', 'requests.otherHandling.total', 'requests.otherHandling.*.total'],
  };
}

/** Nothing but the report's own time and body stands between 依申请公开方面 and the number, and nothing after it. */
function isHeaded({ reading, figure }: Scene): boolean {
  const isRequest =
    /^[件份宗]$/.test(figure.unit) && /^(?:[(]次[)])?$|^(?:政府信息公开|信息公开)?申请/.test(figure.noun);
  return isRequest && headed.test(reading.plain.slice(0, figure.labelStart));
}

const oneChannel =
  /(?:通过|经由|利用|经)[^,;]{0,24}(?:网上|网络|线上|在线|平台|信函|邮寄|邮件|当面|现场|窗口|传真|书面|系统|渠道|方式)[^,;]*,[^,;]*$/;

/** 通过网络渠道，收到申请71件: the channel stands in the clause before. */
function byOneChannel({ lead }: Scene): boolean {
  return oneChannel.test(lead.includes('等') ? lead.replace(byAllWays, '') : lead);
}

const carriedWords = /结转|转结|转入|转至|转下|继续/;
const carriedSign = nameSigns.for('转继', carriedWords);

/** How words say from which year and to which year requests are carried over. */
interface CarriedOver {
  readonly from: RegExp;
  readonly to: RegExp;
  /** Only where requests are spoken of. */
  readonly goesOn: RegExp;
}

const carriedByYear = new Map<number | null, CarriedOver>();

/** Made once for each year that reports are on. */
function carriedIn(year: number | null): CarriedOver {
  return madeOnce(carriedByYear, year, () => {
    const last = `(?:(?:上|往|去)一?年度?${year === null ? '' : `|${year - 1}年度?`})`;
    const next = `(?:(?:下|次|明)一?年度?${year === null ? '' : `|${year + 1}年度?`})`;
    return {
      from: new RegExp(`${last}(?:的)?(?:遗留)?(?:结转|转结|转入|转至)|结转(?:自)?${last}`),
      to: new RegExp(`(?:结转|转结|转)(?:至|到|入)?${next}|^(?:截[至止])?年[末底终](?:尚|仍|还|共)?有?结转`),
      goesOn: new RegExp(`${next}内?(?:依法)?继续(?:办理|答复)`),
    };
  });
}

/** The rows of requests carried over from the year before, and to the next. */
export function carriedNamed(words: string, held: number, scene: Scene): Measure | null {
  if (!(held & carriedSign) || !carriedWords.test(words) || narrowed.test(words) || scene.topic === 'other')
    return null;
  const carried = carriedIn(scene.around.year);
  const from = carried.from.test(words);
  const to =
    carried.to.test(words) || (words.includes('继续') && scene.topic === 'requests' && carried.goesOn.test(words));
  if (from === to) return null;
  const { figure } = scene;
  if (/同意|予以|部分|不予|办结/.test(words) || (to && figure.whole >= 0 && figure.depth > 0)) return null;
  return from
    ? { kind: 'carriedOver', readings: [over] }
    : { kind: 'carriedForward', readings: [total('carriedForward')] };
}
