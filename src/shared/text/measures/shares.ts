/** Percentages that are stated of the tables' quantities. */
import type { Figure, Reading } from '../reading.ts';
import { topicAt } from '../topics.ts';
import { isOwnAndWhole, type Surroundings } from '../whose.ts';
import { applicants, resultRows } from './request-kinds.ts';
import { finished, newly, over, total } from './requests.ts';
import type { CellSum } from './scene.ts';

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
  const row = resultRows.get(part);
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
