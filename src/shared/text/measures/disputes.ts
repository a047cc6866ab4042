/** Table 四, reviews and lawsuits and how they ended: which of them the words name. */
import type { Figure } from '../reading.ts';
import { type CellSum, type Measure, nameSigns, type Scene } from './scene.ts';

const suits = ['directSuit', 'suitAfterReview'];

const otherDisputes =
  /受理|审理|审结|办理|办结|代理|答辩|参与|参加|应诉|出庭|化解|调解|胜诉|败诉|撤[诉回销]|收到|接到|移送|不服|新收|收案|立案|承办|纠错|作为|以案/;

const disputes = /复议|诉讼|起诉/;
const disputeSign = nameSigns.for('议诉', disputes);

/** The rows of reviews and lawsuits, and the columns of their outcomes. */
export function disputeNamed(words: string, held: number, scene: Scene): Measure | null {
  const outcome = held & outcomeSign ? outcomeNamed(words, scene) : null;
  if (outcome) return outcome;
  if (!(held & disputeSign) || !disputes.test(words)) return null;
  if (otherDisputes.test(words.replace(/作为被(?:申请人|告)/, '')) || !aboutDisclosure(scene)) return null;
  if (/未经复议直接(?:起诉|提起(?:行政)?诉讼)(?:案件|的)?$/.test(words))
    return { kind: 'suit', readings: [[suitTotal('directSuit')]] };
  if (/(?<!未)(?:经)?复议后(?:再)?(?:起诉|提起(?:行政)?诉讼)(?:案件|的)?$/.test(words))
    return { kind: 'suit', readings: [[suitTotal('suitAfterReview')]] };
  const review = /行政复议|复议/.test(words);
  const suit = /诉讼/.test(words);
  if (!/(?:复议|诉讼)(?:申请|案件|案|事项|数量|的)*$/.test(words)) return null;
  // 复议、诉讼共8件，其中复议5件: each of the two.
  if (scene.isPart && scene.wholeMeasure?.kind !== 'dispute') return null;
  const both = ['litigation.review.total', ...suits.map(suitTotal)];
  if (review && suit) {
    const { before, start } = scene.figure;
    const each = /[均各]\D{0,2}$/.test(scene.reading.plain.slice(before.start, start));
    return each ? { kind: 'dispute', readings: [both], each: true } : { kind: 'dispute', readings: [both] };
  }
  if (review) return { kind: 'review', readings: [['litigation.review.total']] };
  return suit ? { kind: 'suit', readings: [suits.map(suitTotal)] } : null;
}

function suitTotal(row: string): string {
  return `litigation.${row}.total`;
}

/** Reviews and lawsuits in general (a justice bureau's) are not those of table 四. */
function aboutDisclosure(scene: Scene): boolean {
  const { reading, lead } = scene;
  if (reading.section === 'litigation' || scene.topic === 'requests') return true;
  return /信息公开|政务公开|依申请/.test(lead + reading.heading);
}

const outcomes: readonly (readonly [RegExp, string])[] = [
  [/^(?:结果|被|复议|决定|判决)?维持(?:原.{0,6})?的?$/, 'upheld'],
  [/^(?:结果|被|复议)?纠正的?$/, 'corrected'],
  [/^其[他它]结果的?$/, 'other'],
  [/^(?:(?:尚|还)?未审结|(?:尚在|正在|仍在)审理中?)的?$/, 'pending'],
];

const outcomeSign = nameSigns.for('持正果审', ...outcomes.map(([name]) => name));

/** 行政复议5件（结果维持3件、尚未审结2件）. */
function outcomeNamed(words: string, scene: Scene): Measure | null {
  const joined = /信息公开(?:类|的)?行政(复议|诉讼)(?:案件)?(.+)$/.exec(words);
  const column = outcomes.find(([name]) => name.test(joined?.[2] ?? words))?.[1];
  if (!column) return null;
  // 政府信息公开行政复议结果纠正8件: the dispute is named with its outcome.
  if (joined) {
    if (scene.isPart) return null;
    const rows = joined[1] === '复议' ? ['review'] : suits;
    return { kind: 'outcome', readings: [rows.map((row) => `litigation.${row}.${column}`)] };
  }
  const { figure, reading, index } = scene;
  if (figure.whole >= 0 && isDisputeBesideOthers(figure.whole, scene)) return null;
  let at = figure.whole;
  // 行政复议5件，维持3件，纠正2件: the dispute named last in the sentence.
  for (let other = index - 1; at < 0 && other >= 0; other--) {
    const before = reading.quantities[other] as Figure;
    if (before.start < figure.sentence.start || before.depth !== figure.depth) break;
    if (!outcomes.some(([name]) => name.test(before.label))) at = other;
  }
  const whole = at >= 0 ? scene.measureAt(at) : null;
  if (!whole || whole.each || (whole.kind !== 'review' && whole.kind !== 'suit')) return null;
  const cells = (whole.readings[0] as CellSum).map((cell) => cell.replace(/total$/, column));
  return { kind: 'outcome', readings: [cells] };
}

/** 复议5件、诉讼3件，其中…: of which of them is open. */
function isDisputeBesideOthers(at: number, scene: Scene): boolean {
  const { reading } = scene;
  const whole = reading.quantities[at] as Figure;
  const before = reading.quantities[at - 1];
  if (!before || before.start < whole.sentence.start || /;/.test(reading.plain.slice(before.end, whole.start)))
    return false;
  const kind = scene.measureAt(at - 1)?.kind;
  return kind === 'review' || kind === 'suit';
}
