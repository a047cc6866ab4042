/** What a measure is, and a figure with what tells which measure its words name: its passage, its topic, its neighbours. */
import type { Figure, Reading } from '../reading.ts';
import { Signs } from '../signs.ts';
import { type Topic, topicAt } from '../topics.ts';
import type { Surroundings } from '../whose.ts';

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

/** Signs in the words that name what is counted. */
export const nameSigns = new Signs();

/** Finds the measure of one figure of a passage. */
type MeasureOf = (reading: Reading, index: number, around: Surroundings) => Measure | null;

export class Scene {
  readonly reading: Reading;
  readonly index: number;
  readonly figure: Figure;
  readonly around: Surroundings;
  readonly #measureOf: MeasureOf;
  #topic: Topic | undefined;

  constructor(reading: Reading, index: number, around: Surroundings, measureOf: MeasureOf) {
    this.reading = reading;
    this.index = index;
    this.figure = reading.quantities[index] as Figure;
    this.around = around;
    this.#measureOf = measureOf;
  }

  /** Found when it is asked for: what tells it is dear to read. */
  get topic(): Topic {
    if (this.#topic === undefined) this.#topic = topicAt(this.reading, this.figure.labelStart);
    return this.#topic;
  }

  /** The measure of another figure of the passage. */
  measureAt(index: number): Measure | null {
    return this.#measureOf(this.reading, index, this.around);
  }

  /** The measure of the whole that a part belongs to: undefined without a whole, null for a whole that is none of the tables'. */
  get wholeMeasure(): Measure | null | undefined {
    const { whole, depth } = this.figure;
    if (whole >= 0 && whole < this.index) return this.measureAt(whole);
    return depth > 0 ? null : undefined;
  }

  get isPart(): boolean {
    return this.figure.whole >= 0 || this.figure.depth > 0;
  }

  /** From the beginning of the sentence to the number. */
  get lead(): string {
    return this.reading.plain.slice(this.figure.sentence.start, this.figure.start);
  }
}
