/** The XML scanner says what saxes says, of well-formed and of broken XML, however the text is cut into chunks. */
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { ReadError } from '../../document/errors.ts';
import { XmlScanner, type XmlTag } from './scanner.ts';

type Event =
  | readonly ['open', string, readonly (readonly [string, string])[]]
  | readonly ['close']
  | readonly ['text', string];

/** Events with neighbouring text joined, or 'corrupt'. */
type Reading = readonly Event[] | 'corrupt';

function joinedTexts(events: readonly Event[]): Event[] {
  const joined: Event[] = [];
  for (const event of events) {
    const last = joined.at(-1);
    if (event[0] === 'text' && last?.[0] === 'text') joined[joined.length - 1] = ['text', last[1] + event[1]];
    else joined.push(event);
  }
  return joined;
}

function bySaxes(text: string): Reading {
  const events: Event[] = [];
  let depth = 0;
  const parser = new SaxesParser<{ position: false; xmlns: false }>({ position: false, xmlns: false });
  parser.on('error', () => {
    throw new ReadError('corrupt', 'saxes');
  });
  parser.on('doctype', () => {
    throw new ReadError('corrupt', 'document type declaration');
  });
  parser.on('opentag', ({ name, attributes }) => {
    depth++;
    events.push(['open', name, Object.entries(attributes as Record<string, string>)]);
  });
  parser.on('closetag', () => {
    depth--;
    events.push(['close']);
  });
  const take = (characters: string): void => {
    if (depth > 0 && characters !== '') events.push(['text', characters]);
  };
  parser.on('text', take);
  parser.on('cdata', take);
  try {
    parser.write(text).close();
    return joinedTexts(events);
  } catch (error) {
    if (error instanceof ReadError) return 'corrupt';
    throw error;
  }
}

/** With `recalls`, elements that came before in the same words are told from memory. */
function byScanner(chunks: readonly string[], recalls = false): Reading {
  const events: Event[] = [];
  const told = new Map<XmlTag, { readonly written: string[]; readonly events: (readonly Event[])[]; likely: number }>();
  let known: { readonly written: string[]; readonly events: (readonly Event[])[]; likely: number };
  let from = 0;
  const scanner = new XmlScanner({
    known: (tag) => {
      if (!recalls) return null;
      known = told.get(tag) ?? { written: [], events: [], likely: 0 };
      told.set(tag, known);
      return known;
    },
    recall: (index) => {
      events.push(...(known.events[index] as readonly Event[]));
      known.likely = index;
    },
    record: () => {
      from = events.length;
    },
    remember: (written) => {
      if (written === null) return;
      known.written.push(written);
      known.events.push(events.slice(from));
    },
    open: ({ name, attributeNames, values }) => {
      events.push([
        'open',
        name.name,
        attributeNames.map((attribute, index) => [attribute.name, values[index] as string]),
      ]);
      return undefined;
    },
    close: () => events.push(['close']),
    text: (characters) => events.push(['text', characters]),
  });
  try {
    for (const chunk of chunks) scanner.write(chunk);
    scanner.close();
    return joinedTexts(events);
  } catch (error) {
    if (error instanceof ReadError) return 'corrupt';
    throw error;
  }
}

/** Cut at these places, but never in the middle of a character: the decoder does not either. */
function cut(text: string, places: readonly number[]): string[] {
  const sorted = [...new Set(places.map((place) => (text.length === 0 ? 0 : place % text.length)))].sort(
    (a, b) => a - b,
  );
  const chunks: string[] = [];
  let from = 0;
  for (const place of sorted) {
    if (/[\udc00-\udfff]/.test(text.charAt(place))) continue;
    chunks.push(text.slice(from, place));
    from = place;
  }
  return [...chunks, text.slice(from)];
}

const good = [
  '<a/>',
  '\ufeff<a/>',
  '<?xml version="1.0"?><a/>',
  "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<a></a>\n",
  '<a b="1" c=\'2\'/>',
  '<a b = "1"\n\tc="x\ny\tz"/>',
  '<a b="&amp;&lt;&gt;&quot;&apos;&#65;&#x4E00;&#10;"/>',
  '<a b="<"/>'.replace('<"', '&lt;"'),
  '<a b=">" c="x>y"><d e=">"/></a>',
  '<a>x &amp; y &#x20000; ]] &gt; ]]&gt; z</a>',
  '<a><![CDATA[<b>&amp;]]]]><![CDATA[>]]></a>',
  '<a><!-- - <b> & --><?pi <x>?><b/></a><!-- end --><?pi?>\n',
  '<甲 乙="丙">丁</甲>',
  '<w:p w:rsid="1"><w:r><w:t xml:space="preserve"> 一 </w:t></w:r></w:p >',
  '<a>\r\nx\ry\n\r</a>',
  '<a\u0301/>',
  '<!-- before --><?pi before?>\n<a/>',
  '<a>𠮷&#x20BB7;</a>',
];

const bad = [
  '',
  ' ',
  'x',
  '<a>',
  '</a>',
  '<a></b>',
  '<a></ab>',
  '<ab></a>',
  '<a/><b/>',
  '<a/>x',
  'x<a/>',
  '<a/>&amp;',
  ' <?xml version="1.0"?><a/>',
  '<?xml version="1.0"?><?xml version="1.0"?><a/>',
  '<?xml encoding="UTF-8"?><a/>',
  '<?xml version="2.0"?><a/>',
  '<?xml version="1.0" standalone="maybe"?><a/>',
  '<?xml?><a/>',
  '<?XML a?><a/>',
  '<? a?><a/>',
  '<?a',
  '<a b/>',
  '<a b=1/>',
  '<a b="1"c="2"/>',
  '<a b="1" b="2"/>',
  '<a b="<"/>',
  '<a b="&x;"/>',
  '<a b="&"/>',
  '<a b="1/>',
  '<a / >',
  '<a /b>',
  '< a/>',
  '<1/>',
  '<a>&x;</a>',
  '<a>&#0;</a>',
  '<a>&#xD800;</a>',
  '<a>&#x110000;</a>',
  '<a>&#X41;</a>',
  '<a>&;</a>',
  '<a>& </a>',
  '<a>]]></a>',
  '<a>\u0001</a>',
  '<a b="\u0001"/>',
  '<a><!-- \u0001 --></a>',
  '<a><!-- -- --></a>',
  '<a><!-- ---></a>',
  '<a><!-- </a>',
  '<a><![CDATA[ ]]</a>',
  '<![CDATA[x]]><a/>',
  '<a/><![CDATA[x]]>',
  '<a><![cdata[x]]></a>',
  '<!DOCTYPE a><a/>',
  '<a>\ufffe</a>',
  '<a></a',
  '<a></a b>',
  '<a><',
  '<a><!',
  '<a>&am',
];

describe('single documents', () => {
  it.each(good)('%j is well-formed', (text) => {
    const reading = bySaxes(text);
    expect(reading).not.toBe('corrupt');
    expect(byScanner([text])).toEqual(reading);
    expect(byScanner([...text])).toEqual(reading);
  });

  it.each(bad)('%j is not', (text) => {
    expect(bySaxes(text)).toBe('corrupt');
    expect(byScanner([text])).toBe('corrupt');
    expect(byScanner([...text])).toBe('corrupt');
  });

  it('XML 1.1 is refused, which OPC does not allow', () => {
    expect(byScanner(['<?xml version="1.1"?><a/>'])).toBe('corrupt');
  });
});

describe('random documents', () => {
  const name = fc.constantFrom('a', 'w:p', 'w:r', 'w:t', '名', 'x-1');
  const text = fc
    .array(fc.constantFrom('一', 'x', ' ', '\n', '\r', '\t', '&amp;', '&#65;', ']', '𠮷', '>', "'", '"'), {
      maxLength: 8,
    })
    .map((pieces) => pieces.join(''))
    .filter((value) => !value.includes(']]>'));
  const attributes = fc
    .uniqueArray(fc.tuple(fc.constantFrom('b', 'w:val', 'xmlns:w', 'xmlns', '属'), text), {
      selector: ([key]) => key,
      maxLength: 4,
    })
    .map((list) => list.map(([key, value]) => ` ${key}="${value.replaceAll('"', '')}"`).join(''));
  const { element } = fc.letrec<{ element: string; content: string }>((tie) => ({
    element: fc
      .tuple(name, attributes, fc.array(tie('content'), { maxLength: 4 }), fc.boolean())
      .map(([tag, list, content, short]) =>
        short && content.length === 0 ? `<${tag}${list}/>` : `<${tag}${list}>${content.join('')}</${tag}>`,
      ),
    content: fc.oneof(
      { depthSize: 'small' },
      text,
      tie('element'),
      fc.constantFrom('<!-- - x -->', '<?pi a?>', '<![CDATA[ <x>]] ]]>', '<![CDATA[]]>'),
    ),
  }));
  const places = fc.array(fc.nat(5000), { maxLength: 6 });

  it('are read as saxes reads them, in one chunk or in several', () => {
    fc.assert(
      fc.property(element, places, (document, at) => {
        const reading = bySaxes(document);
        expect(reading).not.toBe('corrupt');
        expect(byScanner([document])).toEqual(reading);
        expect(byScanner(cut(document, at))).toEqual(reading);
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  it('are read alike where elements that came before are recalled', () => {
    fc.assert(
      fc.property(element, element, places, (first, second, at) => {
        const document = `<all>${first}<b>${second}</b>${first}${second}<!-- ${'</a>'} --><b>${second}</b></all>`;
        const reading = bySaxes(document);
        expect(byScanner([document], true)).toEqual(reading);
        expect(byScanner(cut(document, at), true)).toEqual(reading);
      }),
      { numRuns: 500, seed: 3 },
    );
  });

  it.each([
    ['an element within one of its name', '<r><a><a>x</a></a><a><a>x</a>y</a><a><a>x</a></a></r>'],
    ['an end tag in a comment', '<r><a><!-- </a> -->x</a><a><!-- </a> -->y</a></r>'],
    ['an end tag in a CDATA section', '<r><a><![CDATA[</a>]]>x</a><a><![CDATA[</a>]]>y</a></r>'],
    ['an end tag with a blank', '<r><a>x</a ><a>x</a><a>x</a ></r>'],
    ['an element longer than is recalled', `<r>${`<a>${'x'.repeat(5000)}</a>`.repeat(2)}</r>`],
  ])('%s is not taken for another', (_, document) => {
    expect(byScanner([document], true)).toEqual(bySaxes(document));
  });

  it('are refused where saxes refuses them, when anything in them is changed', () => {
    const change = fc.tuple(
      fc.nat(5000),
      fc.nat(3),
      fc.constantFrom(
        '',
        '<',
        '>',
        '&',
        '"',
        "'",
        '/',
        '=',
        ' ',
        ']',
        '-',
        '!',
        '?',
        'a',
        ';',
        '#',
        '\r',
        '\u0000',
        '<a>',
        '</a>',
      ),
    );
    fc.assert(
      fc.property(element, fc.array(change, { minLength: 1, maxLength: 3 }), places, (document, changes, at) => {
        let text = document;
        for (const [place, taken, put] of changes) {
          const from = place % (text.length + 1);
          text = text.slice(0, from) + put + text.slice(from + taken);
        }
        // Half a character is nothing that a decoder gives.
        fc.pre(text.isWellFormed());
        const reading = bySaxes(text);
        expect(byScanner([text])).toEqual(reading);
        expect(byScanner(cut(text, at))).toEqual(reading);
        expect(byScanner([`<r>${document}`, text, text, '</r>'], true)).toEqual(
          bySaxes(`<r>${document}${text}${text}</r>`),
        );
      }),
      { numRuns: 3000, seed: 2 },
    );
  });
});

it('knows where each tag stands, however the text is cut into chunks', () => {
  const text = '<?xml version="1.0"?>\n<a b=">"><!-- <c> --><d/>x&amp;y<e\n f="1"></e><![CDATA[<g>]]>\n</a >';
  fc.assert(
    fc.property(fc.array(fc.nat(text.length)), (cuts) => {
      const tags: string[] = [];
      const note = () => {
        tags.push(text.slice(scanner.start, scanner.end));
        return undefined;
      };
      const scanner = new XmlScanner({ open: note, close: note, text: () => {} });
      const ends = [0, ...cuts.toSorted((a, b) => a - b), text.length];
      for (let index = 0; index + 1 < ends.length; index++) scanner.write(text.slice(ends[index], ends[index + 1]));
      scanner.close();
      expect(tags).toEqual(['<a b=">">', '<d/>', '<d/>', '<e\n f="1">', '</e>', '</a >']);
    }),
  );
});

describe('an element that is left unread', () => {
  /** What is told of a document, however it is cut into chunks; null where it is refused. */
  function told(document: string, at: readonly number[]): string | null {
    let events = '';
    const scanner = new XmlScanner({
      open: ({ name }) => {
        events += `<${name.name}>`;
        return name.name === 'u' ? 'unread' : undefined;
      },
      close: () => {
        events += '</>';
      },
      text: (characters) => {
        events += characters;
      },
    });
    try {
      for (const chunk of cut(document, at)) scanner.write(chunk);
      scanner.close();
      return events;
    } catch (error) {
      if (error instanceof ReadError) return null;
      throw error;
    }
  }

  it.each<[what: string, document: string, told: string | null]>([
    ['ends at its end tag', '<r><u><a>x</a></u>y<a/></r>', '<r><u></>y<a></></>'],
    ['is passed over whatever is in it', "<r><u><a b='</a> & <! </u>y</r>", '<r><u></>y</>'],
    ['ends at an end tag with a blank', '<r><u>x</u\n>y</r>', '<r><u></>y</>'],
    ['does not end at one of a longer name', '<r><u></us></u>y</r>', '<r><u></>y</>'],
    ['has an end even if it is empty', '<r><u/>x<u></u>y</r>', '<r><u></>x<u></>y</>'],
    ['must have an end', '<r><u>x</r>', null],
    ['leaves what comes behind to be read', '<r><u></u><a></r>', null],
  ])('%s', (_, document, wanted) => {
    fc.assert(
      fc.property(fc.array(fc.nat(document.length), { maxLength: 5 }), (at) => {
        expect(told(document, at)).toBe(wanted);
      }),
      { numRuns: 60, seed: 4 },
    );
  });
});
