/**
 * The numbers that Word generates: list definitions (word/numbering.xml) and the counting through the
 * document. One counter for each abstract list: lists that share a definition go on counting from each
 * other, unless one of them says where it starts.
 */
import type { ReadLimits } from '../limits.ts';
import { formatNumber } from './number-format.ts';
import type { Styles } from './styles.ts';
import { type Attributes, type ElementHandler, type ElementTable, leftOut, type PartSource, readXml } from './xml.ts';

interface Level {
  start: number;
  format: string;
  /** The examples of a custom format. */
  pattern: string | undefined;
  /** The printed text, with %1 to %9 for the numbers of the levels. */
  text: string;
  suffix: 'tab' | 'space' | 'nothing';
  /** The level after which this one starts again, from 1; 0: never; undefined: after any level above. */
  restart: number | undefined;
  /** All numbers in decimals, whatever their level says. */
  isLegal: boolean;
  style: string | undefined;
}

interface AbstractList {
  readonly levels: Map<number, Level>;
  /** The numbering style that this list is a link to. */
  styleLink: string | undefined;
}

interface Override {
  start: number | undefined;
  level: Level | undefined;
}

interface List {
  abstract: string;
  readonly overrides: Map<number, Override>;
}

/** A list with its definition found. */
interface ResolvedList {
  readonly id: number;
  readonly overrides: ReadonlyMap<number, Override>;
  readonly levels: ReadonlyMap<number, Level>;
  readonly counters: Counters;
}

interface Counters {
  /** The last number printed on each level; undefined: the level starts again. */
  readonly values: (number | undefined)[];
  /** Lists whose own start has been used, as `list level`. */
  readonly started: Set<string>;
}

export interface GeneratedNumber {
  /** As printed; empty for a bullet or a level without text. */
  readonly text: string;
  readonly suffix: 'tab' | 'space' | 'nothing';
}

const levelCount = 9;

export class Numbering {
  readonly #reading = new NumberingReading();
  readonly #styles: Styles;
  readonly #lists = new Map<number, ResolvedList | null>();
  readonly #counters = new Map<AbstractList, Counters>();

  private constructor(styles: Styles) {
    this.#styles = styles;
  }

  /** Reads word/numbering.xml; a document without one has no lists. */
  static read(source: PartSource | undefined, styles: Styles, limits: ReadLimits): Numbering {
    const numbering = new Numbering(styles);
    if (source) readXml(source, elements, numbering.#reading, limits);
    return numbering;
  }

  /** The level that a list gives to paragraphs of one of these styles, nearest first. */
  levelOfStyle(listId: number, styles: readonly string[]): number | undefined {
    const list = this.#list(listId);
    if (!list) return undefined;
    for (const style of styles) {
      for (const [index, level] of list.levels) {
        if ((list.overrides.get(index)?.level ?? level).style === style) return index;
      }
    }
    return undefined;
  }

  /** Counts one paragraph of the list and answers with its number; undefined when there is no such list or level. */
  next(listId: number, levelIndex: number): GeneratedNumber | undefined {
    const list = this.#list(listId);
    const index = Math.min(Math.max(levelIndex, 0), levelCount - 1);
    const level = list && levelOf(list, index);
    if (!list || !level) return undefined;
    const { values, started } = list.counters;
    const ownStart = list.overrides.get(index)?.start;
    const key = `${list.id} ${index}`;
    const last = values[index];
    if (ownStart !== undefined && !started.has(key)) {
      values[index] = ownStart;
      started.add(key);
    } else {
      values[index] = last === undefined ? startOf(list, index) : last + 1;
    }
    for (let lower = index + 1; lower < levelCount; lower++) {
      const restart = levelOf(list, lower)?.restart;
      if (restart === undefined || index < restart) values[lower] = undefined;
    }
    return { text: printed(list, level, values), suffix: level.suffix };
  }

  #list(id: number): ResolvedList | null {
    const known = this.#lists.get(id);
    if (known !== undefined) return known;
    const list = this.#reading.lists.get(id);
    const abstract = list && this.#abstract(list.abstract);
    let resolved: ResolvedList | null = null;
    if (abstract) {
      const counters = this.#counters.get(abstract) ?? { values: [], started: new Set<string>() };
      this.#counters.set(abstract, counters);
      resolved = { id, overrides: list.overrides, levels: abstract.levels, counters };
    }
    this.#lists.set(id, resolved);
    return resolved;
  }

  /** Follows the links through numbering styles. */
  #abstract(id: string): AbstractList | undefined {
    const seen = new Set<AbstractList>();
    let abstract = this.#reading.abstracts.get(id);
    while (abstract?.styleLink !== undefined && !seen.has(abstract)) {
      seen.add(abstract);
      const listId = this.#styles.listOfNumberingStyle(abstract.styleLink);
      const list = listId === undefined ? undefined : this.#reading.lists.get(listId);
      const linked = list && this.#reading.abstracts.get(list.abstract);
      if (!linked) break;
      abstract = linked;
    }
    return abstract;
  }
}

function levelOf(list: ResolvedList, index: number): Level | undefined {
  return list.overrides.get(index)?.level ?? list.levels.get(index);
}

function startOf(list: ResolvedList, index: number): number {
  return list.overrides.get(index)?.start ?? levelOf(list, index)?.start ?? 1;
}

function printed(list: ResolvedList, level: Level, values: readonly (number | undefined)[]): string {
  if (level.format === 'bullet') return '';
  return level.text.replace(/%([1-9])/g, (_, digit: string) => {
    const index = Number(digit) - 1;
    const { format = 'decimal', pattern } = levelOf(list, index) ?? {};
    // A level that has not occurred yet counts as if its first paragraph had.
    const value = values[index] ?? startOf(list, index);
    return formatNumber(value, level.isLegal && format !== 'none' ? 'decimal' : format, pattern);
  });
}

class NumberingReading {
  readonly abstracts = new Map<string, AbstractList>();
  readonly lists = new Map<number, List>();
  abstract: AbstractList | undefined;
  list: List | undefined;
  override: Override | undefined;
  level: Level | undefined;
}

function levelProperty(set: (level: Level, attributes: Attributes) => void): ElementHandler<NumberingReading> {
  return {
    open: ({ level }, attributes) => {
      if (level) set(level, attributes);
      return undefined;
    },
  };
}

const elements: ElementTable<NumberingReading> = new Map<string, ElementHandler<NumberingReading>>([
  [
    'w:abstractNum',
    {
      open: (reading, attributes) => {
        reading.abstract = { levels: new Map(), styleLink: undefined };
        reading.abstracts.set(attributes.word('abstractNumId') ?? '', reading.abstract);
        return undefined;
      },
      close: (reading) => {
        reading.abstract = undefined;
      },
    },
  ],
  [
    'w:numStyleLink',
    {
      open: ({ abstract }, attributes) => {
        if (abstract) abstract.styleLink = attributes.word('val');
        return undefined;
      },
    },
  ],
  [
    'w:num',
    {
      open: (reading, attributes) => {
        reading.list = { abstract: '', overrides: new Map() };
        reading.lists.set(attributes.number('numId') ?? -1, reading.list);
        return undefined;
      },
      close: (reading) => {
        reading.list = undefined;
      },
    },
  ],
  [
    'w:abstractNumId',
    {
      open: ({ list }, attributes) => {
        if (list) list.abstract = attributes.word('val') ?? '';
        return undefined;
      },
    },
  ],
  [
    'w:lvlOverride',
    {
      open: (reading, attributes) => {
        reading.override = { start: undefined, level: undefined };
        reading.list?.overrides.set(attributes.number('ilvl') ?? 0, reading.override);
        return undefined;
      },
      close: (reading) => {
        reading.override = undefined;
      },
    },
  ],
  [
    'w:startOverride',
    {
      open: ({ override }, attributes) => {
        if (override) override.start = attributes.number('val');
        return undefined;
      },
    },
  ],
  [
    'w:lvl',
    {
      open: (reading, attributes) => {
        reading.level = {
          start: 0,
          format: 'decimal',
          pattern: undefined,
          text: '',
          suffix: 'tab',
          restart: undefined,
          isLegal: false,
          style: undefined,
        };
        if (reading.override) reading.override.level = reading.level;
        else if (reading.abstract && reading.abstract.levels.size < levelCount) {
          reading.abstract.levels.set(attributes.number('ilvl') ?? 0, reading.level);
        }
        return undefined;
      },
      close: (reading) => {
        reading.level = undefined;
      },
    },
  ],
  [
    'w:start',
    levelProperty((level, attributes) => {
      level.start = attributes.number('val') ?? 0;
    }),
  ],
  [
    'w:numFmt',
    levelProperty((level, attributes) => {
      level.format = attributes.word('val') ?? 'decimal';
      level.pattern = attributes.word('format');
    }),
  ],
  [
    'w:lvlText',
    levelProperty((level, attributes) => {
      level.text = attributes.word('val') ?? '';
    }),
  ],
  [
    'w:suff',
    levelProperty((level, attributes) => {
      const suffix = attributes.word('val');
      level.suffix = suffix === 'space' || suffix === 'nothing' ? suffix : 'tab';
    }),
  ],
  [
    'w:lvlRestart',
    levelProperty((level, attributes) => {
      level.restart = attributes.number('val');
    }),
  ],
  [
    'w:isLgl',
    levelProperty((level, attributes) => {
      level.isLegal = attributes.isOn();
    }),
  ],
  [
    'w:pStyle',
    levelProperty((level, attributes) => {
      level.style = attributes.word('val');
    }),
  ],
  ['w:rPr', leftOut],
  ['w:pPr', leftOut],
]);
