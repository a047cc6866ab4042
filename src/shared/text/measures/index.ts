/**
 * Which quantity of the tables a figure in the text names. Where that is not sure (办结 of an office below, requests
 * by one channel, a part of the year, other cases than requests for information), the answer is null.
 */
import type { Figure, Reading } from '../reading.ts';
import { canEnd, endingOf } from '../signs.ts';
import { isOwnAndWhole, type Surroundings } from '../whose.ts';
import { disputeNamed } from './disputes.ts';
import { amountNamed, decisionNamed, documentNamed, procurementNamed } from './documents.ts';
import { applicantNamed, resultNamed } from './request-kinds.ts';
import { carriedNamed, requestsNamed } from './requests.ts';
import { type Measure, nameSigns, Scene } from './scene.ts';

const countUnits = new Set('件 条 次 个 份 宗 起 例 项 件次 条次 部 篇 笔 桩'.split(' '));

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
  const measure = measureIn(new Scene(reading, index, around, measureOf));
  // Asked last: most figures name nothing of the tables.
  return measure && isOwnAndWhole(reading, figure, around) ? measure : null;
}

function measureIn(scene: Scene): Measure | null {
  const { figure } = scene;
  if (figure.unit === '元') return amountNamed(figure.label, scene);
  return measureNamed(figure.label, scene) ?? measureBehind(scene);
}

/** 收到7件申请: the noun stands behind the number. */
function measureBehind(scene: Scene): Measure | null {
  const { label, noun, after, before, start } = scene.figure;
  const next = nextClauseCarried(scene);
  if (noun === '' && next === '') return null;
  const held = nameSigns.in(label) | nameSigns.in(noun) | nameSigns.in(next);
  if (held === 0) return null;
  const opening = nounAlone.test(scene.reading.plain.slice(before.start, start)) ? '' : label;
  if (!canEnd(opensNoun, opening) || !opensNoun.expression.test(opening)) return null;
  const carried = carriedNamed(opening + noun + next, held, scene);
  if (carried) return { ...carried, namedTo: after.end + next.length };
  const named = measureNamed(opening + noun.replace(nounEnd, ''), scene);
  return named && { ...named, namedTo: after.start + noun.replace(/[、和及与]$/, '').length };
}

const carriedNext = /^,(?:依法|按规定|需|均)*(?:结转|转入|转至)[^,;:()]{0,14}/;

/** 2件申请因尚在法定期限内，结转2021年办理: the verb stands in the next clause. */
function nextClauseCarried({ reading: { plain }, figure: { after, sentence } }: Scene): string {
  if (after.end === sentence.end || plain[after.end] !== ',') return '';
  return carriedNext.exec(plain.slice(after.end, sentence.end))?.[0] ?? '';
}

/** After these the counted thing can stand behind the number: 收到7件申请, 另有3件结转下年度. */
const opensNoun = endingOf(
  /(?:^|收到了?|受理了?|接收|接到|新收到?|新增|办结|办理|答复|制发了?|制定了?|出台了?|印发了?|废止了?|作出了?|做出了?|引发|引起|发生|产生|涉及|另有?|还有?|尚有?|仍有?|其中|余下|剩余|其余|全年|年内|本年度?|有|已|将)的?$/,
  '到了理收增结复发定台止出起生及另有还尚仍中下余年内度已将的',
);
/** 因未到期限，有5件申请结转下年度: the words before 有 say why, and not what. */
const nounAlone = /^(?:[另还尚仍共]?有|其余|剩余|余下)$/;
const nounEnd = /(?:(?:提交|递交|报送|寄送)(?:到|至|给).*|继续办理|办理|继续|处理|[中里、和及与]|,.*)$/;

function measureNamed(words: string, scene: Scene): Measure | null {
  const held = nameSigns.in(words);
  if (held === 0) return null;
  return (
    carriedNamed(words, held, scene) ??
    disputeNamed(words, held, scene) ??
    documentNamed(words, held, scene) ??
    decisionNamed(words, held, scene) ??
    procurementNamed(words, held, scene) ??
    resultNamed(words, held, scene) ??
    applicantNamed(words, held, scene) ??
    requestsNamed(words, held, scene)
  );
}

export type { CellSum, Measure } from './scene.ts';
export { requestTotalsAt, type TableShare, tableShareOf } from './shares.ts';
