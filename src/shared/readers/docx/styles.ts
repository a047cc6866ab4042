/**
 * Styles: what a paragraph or a run gets from its style and the styles that it is based on, as far as it
 * changes what is read: list numbers, outline level, hidden text.
 */
import type { ReadLimits } from '../limits.ts';
import { type Attributes, type ElementHandler, type ElementTable, leftOut, type PartSource, readXml } from './xml.ts';

interface Style {
  type: string;
  id: string;
  isDefault: boolean;
  name: string | undefined;
  basedOn: string | undefined;
  listId: number | undefined;
  listLevel: number | undefined;
  outlineLevel: number | undefined;
  hidden: boolean | undefined;
}

/** What a paragraph style comes to, with all that it is based on. */
export interface ParagraphStyle {
  /** Ids from the style itself to the last that it is based on. */
  readonly chain: readonly string[];
  readonly listId: number | undefined;
  readonly listLevel: number | undefined;
  /** From 1; undefined for body text. */
  readonly headingLevel: number | undefined;
  readonly hidden: boolean;
}

/** Styles that a style is based on, one on the other; Word allows eleven. Ends chains that go in a circle. */
const maximalChain = 64;

/** Levels 0 to 8 are headings, 9 is body text. */
const bodyOutlineLevel = 9;

export class Styles {
  readonly #styles = new Map<string, Style>();
  readonly #paragraphStyles = new Map<string, ParagraphStyle>();
  readonly #hiddenCharacterStyles = new Map<string, boolean>();
  #defaultParagraph: string | undefined;
  #hiddenByDefault = false;

  /** Reads word/styles.xml; a document without one has no styles. */
  static read(source: PartSource | undefined, limits: ReadLimits): Styles {
    const styles = new Styles();
    if (source) {
      const reading = new StylesReading();
      readXml(source, elements, reading, limits);
      styles.#hiddenByDefault = reading.hiddenByDefault;
      for (const style of reading.styles) {
        styles.#styles.set(keyOf(style.type, style.id), style);
        if (style.type === 'paragraph' && style.isDefault) styles.#defaultParagraph = style.id;
      }
    }
    return styles;
  }

  /** The style of a paragraph that names `id`, or the default one. */
  paragraph(id: string | undefined): ParagraphStyle {
    const wanted = (id !== undefined && this.#styles.has(keyOf('paragraph', id)) ? id : this.#defaultParagraph) ?? '';
    let style = this.#paragraphStyles.get(wanted);
    if (!style) {
      style = this.#paragraphStyle(this.#chain('paragraph', wanted));
      this.#paragraphStyles.set(wanted, style);
    }
    return style;
  }

  /** Whether a run of this character style in this paragraph style is hidden, where it does not say itself. */
  isHidden(paragraph: ParagraphStyle, characterStyle: string | undefined): boolean {
    // Hiding is a toggle: a character style inside a hidden paragraph style shows the text again.
    const toggled = characterStyle !== undefined && this.#hides(characterStyle);
    return paragraph.hidden !== toggled || this.#hiddenByDefault;
  }

  #hides(characterStyle: string): boolean {
    let hides = this.#hiddenCharacterStyles.get(characterStyle);
    if (hides === undefined) {
      hides = hiddenOf(this.#chain('character', characterStyle));
      this.#hiddenCharacterStyles.set(characterStyle, hides);
    }
    return hides;
  }

  /** The list of a numbering style, for numberings that are a link to one. */
  listOfNumberingStyle(id: string): number | undefined {
    return this.#chain('numbering', id).find((style) => style.listId !== undefined)?.listId;
  }

  #chain(type: string, id: string): Style[] {
    const chain: Style[] = [];
    let style = this.#styles.get(keyOf(type, id));
    while (style && chain.length < maximalChain) {
      chain.push(style);
      style = style.basedOn === undefined ? undefined : this.#styles.get(keyOf(type, style.basedOn));
    }
    return chain;
  }

  #paragraphStyle(chain: readonly Style[]): ParagraphStyle {
    const outlineLevel = chain
      .map((style) => style.outlineLevel ?? levelOfName(style.name))
      .find((level) => level !== undefined);
    return {
      chain: chain.map((style) => style.id),
      listId: chain.find((style) => style.listId !== undefined)?.listId,
      listLevel: chain.find((style) => style.listLevel !== undefined)?.listLevel,
      headingLevel: headingLevelOf(outlineLevel),
      hidden: hiddenOf(chain),
    };
  }
}

function hiddenOf(chain: readonly Style[]): boolean {
  return chain.find((style) => style.hidden !== undefined)?.hidden ?? false;
}

/** A heading's level, from 1, of an outline level, from 0. */
export function headingLevelOf(outlineLevel: number | undefined): number | undefined {
  return outlineLevel !== undefined && outlineLevel >= 0 && outlineLevel < bodyOutlineLevel
    ? outlineLevel + 1
    : undefined;
}

/** The built-in headings have their level by name, whatever the style says of it. */
function levelOfName(name: string | undefined): number | undefined {
  const match = /^(?:heading|标题)\s*([1-9])$/i.exec(name?.trim() ?? '');
  return match ? Number(match[1]) - 1 : undefined;
}

function keyOf(type: string, id: string): string {
  return `${type} ${id}`;
}

class StylesReading {
  readonly styles: Style[] = [];
  hiddenByDefault = false;
  current: Style | undefined;
}

function property(set: (style: Style, attributes: Attributes) => void): ElementHandler<StylesReading> {
  return {
    open: ({ current }, attributes) => {
      if (current) set(current, attributes);
      return undefined;
    },
  };
}

const elements: ElementTable<StylesReading> = new Map<string, ElementHandler<StylesReading>>([
  [
    'w:style',
    {
      open: (reading, attributes) => {
        const type = attributes.word('type') ?? 'paragraph';
        // They say nothing that is read here, and make up nine tenths of the part in files of Word and python-docx.
        if (type === 'table') return 'unread';
        reading.current = {
          type,
          id: attributes.word('styleId') ?? '',
          isDefault: ['1', 'true', 'on'].includes(attributes.word('default') ?? ''),
          name: undefined,
          basedOn: undefined,
          listId: undefined,
          listLevel: undefined,
          outlineLevel: undefined,
          hidden: undefined,
        };
        reading.styles.push(reading.current);
        return undefined;
      },
      close: (reading) => {
        reading.current = undefined;
      },
    },
  ],
  [
    'w:name',
    property((style, attributes) => {
      style.name = attributes.word('val');
    }),
  ],
  [
    'w:basedOn',
    property((style, attributes) => {
      style.basedOn = attributes.word('val');
    }),
  ],
  [
    'w:numId',
    property((style, attributes) => {
      style.listId = attributes.number('val');
    }),
  ],
  [
    'w:ilvl',
    property((style, attributes) => {
      style.listLevel = attributes.number('val');
    }),
  ],
  [
    'w:outlineLvl',
    property((style, attributes) => {
      style.outlineLevel = attributes.number('val');
    }),
  ],
  [
    'w:vanish',
    {
      open: (reading, attributes) => {
        if (reading.current) reading.current.hidden = attributes.isOn();
        else reading.hiddenByDefault = attributes.isOn();
        return undefined;
      },
    },
  ],
  ['w:latentStyles', leftOut],
  ['w:tblStylePr', leftOut],
  ['w:pPrChange', leftOut],
  ['w:rPrChange', leftOut],
]);
