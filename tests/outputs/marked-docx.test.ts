/** The unit's DOCX with comments, read back by mammoth, saxes and the program's own reader. */
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import mammoth from 'mammoth';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import type { DocxLocation } from '../../src/shared/document/location.ts';
import type { ReportResult } from '../../src/shared/outputs/contract.ts';
import { toMarkedDocx } from '../../src/shared/outputs/marked-docx.ts';
import { readDocx } from '../../src/shared/readers/docx/index.ts';
import { makeDocx, namespaces, p, r, tbl, tc } from '../../src/shared/readers/docx/make-docx.ts';
import { defaultLimits } from '../../src/shared/readers/limits.ts';
import { check } from '../support/compare.ts';
import { markOptions, type RealFile, realFiles, resultOfFile, resultWith } from './marked-results.ts';

const changing = ['word/document.xml', 'word/comments.xml', 'word/_rels/document.xml.rels', '[Content_Types].xml'];

function isSubsequence(part: string, whole: string): boolean {
  let at = 0;
  for (const character of part) {
    at = whole.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/** By comment number: the text between its marks, and the comment's own text. Throws where a part is not well-formed. */
function commentsIn(bytes: Uint8Array): { id: string; marked: string; text: string; author: string }[] {
  const files = unzipSync(bytes);
  const open = new Set<string>();
  const marked = new Map<string, string>();
  const referred: string[] = [];
  parse(
    decode(files['word/document.xml'] as Uint8Array),
    (local, id) => {
      if (local === 'commentRangeStart') {
        open.add(id);
        marked.set(id, '');
      }
      if (local === 'commentRangeEnd') open.delete(id);
      if (local === 'commentReference') referred.push(id);
    },
    (text) => {
      for (const id of open) marked.set(id, (marked.get(id) ?? '') + text);
    },
  );
  expect(open.size).toBe(0);
  const texts: { id: string; text: string; author: string }[] = [];
  const name = Object.keys(files).find((key) => key.startsWith('word/comments') && key.endsWith('.xml')) as string;
  parse(
    decode(files[name] as Uint8Array),
    (local, id, attribute) => {
      if (local === 'comment') texts.push({ id, text: '', author: attribute('author') });
    },
    (text) => {
      const last = texts.at(-1);
      if (last) last.text += text;
    },
  );
  expect(new Set(texts.map(({ id }) => id)).size).toBe(texts.length);
  expect(referred.toSorted()).toEqual(texts.map(({ id }) => id).toSorted());
  return texts.map((comment) => ({ ...comment, marked: marked.get(comment.id) as string }));
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes);
}

function parse(
  xml: string,
  open: (local: string, id: string, attribute: (name: string) => string) => void,
  text: (text: string) => void,
): void {
  const parser = new SaxesParser({ xmlns: true });
  const names: string[] = [];
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ local, attributes }) => {
    names.push(local);
    const attribute = (name: string) =>
      Object.values(attributes).find((one) => one.local === name && one.uri.includes('wordprocessingml'))?.value ?? '';
    open(local, attribute('id'), attribute);
  });
  parser.on('text', (value) => {
    if (names.at(-1) === 't') text(value);
  });
  parser.on('closetag', () => {
    names.pop();
  });
  parser.write(xml).close();
}

describe('reports', () => {
  it.each(realFiles('docx'))(
    '$name comes back with a comment for each finding and else as it was',
    async (file: RealFile) => {
      const report = await resultOfFile(file);
      const before = file.bytes.slice();
      if (report.status === 'unreadable') {
        expect(() => toMarkedDocx(file.bytes, report, markOptions)).toThrow('文件没有读出');
        return;
      }
      const marked = toMarkedDocx(file.bytes, report, markOptions);
      expect(file.bytes).toEqual(before);
      if (report.findings.length === 0) {
        expect(marked).toEqual(file.bytes);
        return;
      }
      const [old, now] = [unzipSync(file.bytes), unzipSync(marked)];
      for (const [name, content] of Object.entries(old)) {
        if (!changing.includes(name)) expect(now[name], name).toEqual(content);
        else expect(isSubsequence(strFromU8(content), strFromU8(now[name] as Uint8Array)), name).toBe(true);
      }
      const added = Object.keys(now).filter((name) => !(name in old));
      expect(changing).toEqual(expect.arrayContaining(added));
      const again = await check(marked, file.name);
      expect(again.document).toEqual((await check(file.bytes, file.name)).document);
      expect(again.findings.map(({ fingerprint }) => fingerprint)).toEqual(
        report.findings.map(({ fingerprint }) => fingerprint),
      );
      const comments = commentsIn(marked).filter(({ author }) => author === markOptions.author);
      expect(comments.map(({ text }) => text.slice(0, 400))).toEqual(
        report.findings.map(({ message }) => expect.stringContaining(message.slice(0, 300))),
      );
      for (const [index, { quote, location }] of report.findings.entries()) {
        const { start, end, row } = location as DocxLocation;
        const text = comments[index]?.marked ?? '';
        if (quote && start !== undefined) expect(text.length, quote).toBeLessThanOrEqual((end as number) - start);
        if (row !== undefined) expect(text).toBe(rawAt(report, location as DocxLocation) ?? text);
      }
      const [oldText, newText] = await Promise.all([rawText(file.bytes), rawText(marked)]);
      expect(newText).toBe(oldText);
      const shown = await mammoth.convertToHtml(
        { buffer: Buffer.from(marked) },
        { styleMap: ['comment-reference => sup'] },
      );
      for (const { message } of report.findings) expect(plain(shown.value)).toContain(plain(message).slice(0, 60));
    },
    60_000,
  );
});

function plain(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replaceAll('&quot;', '"');
}

async function rawText(bytes: Uint8Array): Promise<string> {
  return (await mammoth.extractRawText({ buffer: Buffer.from(bytes) })).value;
}

/** What the contract says of the table cell at a place. */
function rawAt({ tables }: ReportResult, location: DocxLocation): string | undefined {
  const cells = Object.values(tables).flatMap((rows) => Object.values(rows).flatMap((row) => Object.values(row)));
  return cells.find((cell) => JSON.stringify(cell.location) === JSON.stringify(location))?.raw;
}

const strictNames = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"';

interface Case {
  readonly body: string;
  readonly at: DocxLocation | null;
  /** The text that the comment is tied to. */
  readonly marks: string;
}

const cases: Readonly<Record<string, Case>> = {
  'a sentence inside a run divides it': {
    body: p(r('第一句。第二句。第三句。', '<w:b/>')),
    at: { block: 0, start: 4, end: 8 },
    marks: '第二句。',
  },
  'a stretch over several runs, from inside the one to inside the other': {
    body: p(`${r('甲乙')}${r('丙丁', '<w:i/>')}${r('戊己')}`),
    at: { block: 0, start: 1, end: 5 },
    marks: '乙丙丁戊',
  },
  'references are characters': {
    body: p(r('A&amp;B&#x4e00;&#x1F600;尾')),
    at: { block: 0, start: 1, end: 6 },
    marks: '&B一😀',
  },
  'blanks that do not count stay where they are': {
    body: '<w:p><w:r><w:t> 甲 乙 </w:t></w:r></w:p>',
    at: { block: 0, start: 0, end: 1 },
    marks: ' 甲 乙 ',
  },
  'tabs and line ends in a run': {
    body: '<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r></w:p>',
    at: { block: 0, start: 2, end: 3 },
    marks: '乙',
  },
  'a cell': { body: tbl(['头', '尾'], ['7', '8']), at: { block: 0, row: 1, column: 1 }, marks: '8' },
  'a merged cell by any of its slots': {
    body: tbl([tc('宽', '<w:gridSpan w:val="2"/>'), '尾'], ['1', '2', '3']),
    at: { block: 0, row: 0, column: 1 },
    marks: '宽',
  },
  'a blank cell': { body: tbl(['头', ''], ['1', '2']), at: { block: 0, row: 0, column: 1 }, marks: '' },
  'a blank cell of one empty tag': {
    body: tbl(['头', tc('<w:p w:rsidR="00AB12CD"/>')], ['1', '2']),
    at: { block: 0, row: 0, column: 1 },
    marks: '',
  },
  'a cell of two paragraphs': {
    body: tbl([tc(p('上') + p('下')), '2']),
    at: { block: 0, row: 0, column: 0 },
    marks: '上下',
  },
  'a cell in a content control': {
    body: tbl(`<w:tr><w:sdt><w:sdtContent>${tc('控')}</w:sdtContent></w:sdt>${tc('2')}</w:tr>`),
    at: { block: 0, row: 0, column: 0 },
    marks: '控',
  },
  'text in a content control: around the control': {
    body: p(`${r('前')}<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>${r('控件')}</w:sdtContent></w:sdt>${r('后')}`),
    at: { block: 0, start: 1, end: 2 },
    marks: '控件',
  },
  'a table inside a cell': {
    body: tbl([tc(tbl(['1', '2'], ['3', '4']) + p('注'))]),
    at: { block: 0, row: 0, column: 0, inner: { block: 0, row: 1, column: 1 } },
    marks: '4',
  },
  'text put in and taken out with changes tracked': {
    body: p(
      `${r('原')}<w:del w:id="1" w:author="a"><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins w:id="2" w:author="a">${r('新的数')}</w:ins>`,
    ),
    at: { block: 0, start: 2, end: 4 },
    marks: '的数',
  },
  'a run whose look was changed is not divided': {
    body: p(r('整个一段', '<w:rPrChange w:id="9" w:author="a"><w:rPr/></w:rPrChange>')),
    at: { block: 0, start: 1, end: 2 },
    marks: '整个一段',
  },
  'a paragraph that goes on behind a deleted mark': {
    body: `<w:p><w:pPr><w:rPr><w:del w:id="3" w:author="a"/></w:rPr></w:pPr>${r('前半')}</w:p>${p('后半')}`,
    at: { block: 0, start: 1, end: 3 },
    marks: '半后',
  },
  'a link': {
    body: p(`${r('见')}<w:hyperlink w:anchor="x">${r('公开专栏')}</w:hyperlink>`),
    at: { block: 0, start: 3, end: 5 },
    marks: '专栏',
  },
  'a formula: around it': {
    body: p(`${r('甲')}<m:oMath><m:r><m:t>1+1</m:t></m:r></m:oMath>`),
    at: { block: 0, start: 1, end: 2 },
    marks: '1+1',
  },
  'text in a text box: around the box': {
    body: p(
      `${r('外')}<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>${p('里面的字')}</w:txbxContent></wps:txbx></w:drawing></mc:Choice></mc:AlternateContent></w:r>`,
    ),
    at: { block: 0, inner: { block: 0, start: 1, end: 3 } },
    marks: '里面的字',
  },
  'a whole table, at its first words': { body: tbl(['', '头'], ['1', '2']), at: { block: 0 }, marks: '头' },
  'a finding without a place, at the beginning': { body: p('标题') + p('正文'), at: null, marks: '标题' },
  'a place that is not in the file, at the beginning': {
    body: p('标题') + p('正文'),
    at: { block: 99 },
    marks: '标题',
  },
};

describe('places', () => {
  it.each(Object.entries(cases))('%s', (_, { body, at, marks }) => {
    const bytes = makeDocx({ body: body + p('末段') });
    const marked = toMarkedDocx(bytes, resultWith('docx', [at]), markOptions);
    const [comment] = commentsIn(marked);
    expect(comment?.marked).toBe(marks);
    expect(comment?.text).toContain('第0处 <&"\'>');
    expect(comment?.text).toContain('依据：某条');
    expect(readDocx(marked, defaultLimits)).toEqual(readDocx(bytes, defaultLimits));
  });

  it('many findings in one run, beside and within each other', () => {
    const bytes = makeDocx({ body: p(r('一二三四五六七八九十', '<w:b/>')) });
    const spans = [
      [0, 10],
      [0, 2],
      [2, 4],
      [3, 6],
      [9, 10],
      [2, 4],
    ] as const;
    const marked = toMarkedDocx(
      bytes,
      resultWith(
        'docx',
        spans.map(([start, end]) => ({ block: 0, start, end })),
      ),
      markOptions,
    );
    expect(commentsIn(marked).map((comment) => comment.marked)).toEqual(
      spans.map(([start, end]) => '一二三四五六七八九十'.slice(start, end)),
    );
    expect(readDocx(marked, defaultLimits)).toEqual(readDocx(bytes, defaultLimits));
  });
});

const bare = (text: string) => text.replace(/\s/g, '');

/** Runs as they come: text with references and blanks, breaks, tracked insertions, links, controls. */
const piece = fc.oneof(
  fc
    .array(fc.constantFrom('一', '7', '&amp;', '&#x4e8c;', '😀', ' ', '<w:tab/>'), { minLength: 1, maxLength: 5 })
    .chain((units) =>
      fc.boolean().map((keeps) => {
        const text = units.filter((unit) => !unit.startsWith('<')).join('');
        const tab = units.some((unit) => unit.startsWith('<')) ? '<w:tab/><w:t>尾</w:t>' : '';
        return `<w:r><w:rPr><w:b/></w:rPr><w:t${keeps ? ' xml:space="preserve"' : ''}>${text}</w:t>${tab}</w:r>`;
      }),
    ),
  fc.constantFrom(
    `<w:ins w:id="1" w:author="a">${r('插入的')}</w:ins>`,
    `<w:hyperlink w:anchor="x">${r('链接')}</w:hyperlink>`,
    `<w:del w:id="2" w:author="a"><w:r><w:delText>旧</w:delText></w:r></w:del>`,
    `<w:sdt><w:sdtContent>${r('控件')}</w:sdtContent></w:sdt>`,
    '<w:r><w:br/></w:r>',
  ),
);

it('whatever stretches of whatever runs are marked, the document says the same, and the comment holds its stretch', () => {
  fc.assert(
    fc.property(
      fc.array(piece, { minLength: 1, maxLength: 6 }),
      fc.array(fc.tuple(fc.nat(40), fc.nat(40)), { minLength: 1, maxLength: 5 }),
      (runs, spans) => {
        const bytes = makeDocx({ body: p(runs.join('')) + p('末段') });
        const before = readDocx(bytes, defaultLimits);
        const [block] = before.blocks;
        fc.pre(block?.kind === 'paragraph' && block.text.length > 0);
        const text = block?.kind === 'paragraph' ? block.text : '';
        const places = spans.map(([a, b]) => {
          const start = a % text.length;
          return { block: 0, start, end: start + 1 + (b % (text.length - start)) };
        });
        const marked = toMarkedDocx(bytes, resultWith('docx', places), markOptions);
        expect(readDocx(marked, defaultLimits)).toEqual(before);
        const comments = commentsIn(marked);
        for (const [index, { start, end }] of places.entries()) {
          const words = bare(text.slice(start, end).toWellFormed()).replaceAll('\ufffd', '');
          expect(bare(comments[index]?.marked ?? '')).toContain(words);
        }
      },
    ),
    { numRuns: 200 },
  );
}, 60_000);

describe('packages', () => {
  const body = p(r('第一句。第二句。')) + tbl(['头', '7']);
  const places = [
    { block: 0, start: 4, end: 8 },
    { block: 1, row: 0, column: 1 },
  ];
  const document = (text: string) => ({ 'word/document.xml': text });
  const utf16 = (text: string): Uint8Array => {
    const units = Uint16Array.from(`\ufeff${text}`, (unit) => unit.charCodeAt(0));
    return new Uint8Array(units.buffer);
  };
  const plainDocument = `<w:document ${namespaces}><w:body>${body}</w:body></w:document>`;
  const made: Readonly<Record<string, Uint8Array>> = {
    'another prefix': makeDocx({
      parts: document(
        plainDocument
          .replace(/(<\/?)w:/g, '$1x:')
          .replaceAll(' w:', ' x:')
          .replaceAll('xmlns:w=', 'xmlns:x='),
      ),
    }),
    'no prefix': makeDocx({
      parts: document(plainDocument.replace(/(<\/?)w:/g, '$1').replace('xmlns:w=', 'xmlns=')),
    }),
    strict: makeDocx({ parts: document(`<w:document ${strictNames}><w:body>${body}</w:body></w:document>`) }),
    'UTF-16': makeDocx({ parts: { 'word/document.xml': utf16(plainDocument) } }),
    'lines that end as in Windows': makeDocx({
      parts: document(`<?xml version="1.0"?>\r\n${plainDocument.replaceAll('<w:p>', '\r\n<w:p>\r\n')}\r\n`),
    }),
    'no relationships of the document': makeDocx({ body, parts: { 'word/_rels/document.xml.rels': null } }),
    'a list of types that knows of comments which are not there': makeDocx({
      body,
      parts: {
        '[Content_Types].xml': strFromU8(unzipSync(makeDocx({}))['[Content_Types].xml'] as Uint8Array).replace(
          '</Types>',
          '<Override PartName="/word/comments.xml" ContentType="application/xml"/></Types>',
        ),
      },
    }),
    'a part of the same name that nothing refers to': makeDocx({ body, parts: { 'word/comments.xml': '<x/>' } }),
  };

  it.each(Object.entries(made))('%s', (_, bytes) => {
    const marked = toMarkedDocx(bytes, resultWith('docx', places), markOptions);
    expect(readDocx(marked, defaultLimits)).toEqual(readDocx(bytes, defaultLimits));
    const files = unzipSync(marked);
    const xml = decode(files['word/document.xml'] as Uint8Array);
    const parts = [...strFromU8(files['[Content_Types].xml'] as Uint8Array).matchAll(/PartName="([^"]*)"/g)];
    expect(new Set(parts.map(([, name]) => name)).size).toBe(parts.length);
    expect(xml.match(/commentReference/g)?.length).toBe(2);
    parse(
      xml,
      () => {},
      () => {},
    );
    expect(isSubsequence(decode(unzipSync(bytes)['word/document.xml'] as Uint8Array), xml)).toBe(true);
  });

  it('comments that are there stay, and numbers do not clash', () => {
    const bytes = makeDocx({
      body: `<w:p><w:commentRangeStart w:id="0"/>${r('旧批注')}<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>`,
      parts: {
        'word/comments.xml': `<w:comments ${namespaces}><w:comment w:id="0" w:author="张三"><w:p>${r('旧的')}</w:p></w:comment></w:comments>`,
        'word/_rels/document.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="comments.xml"/></Relationships>`,
      },
    });
    const marked = toMarkedDocx(bytes, resultWith('docx', [{ block: 0, start: 0, end: 1 }]), markOptions);
    expect(commentsIn(marked)).toMatchObject([
      { id: '0', marked: '旧批注', text: '旧的', author: '张三' },
      { id: '1', marked: '旧', author: '某市政府办' },
    ]);
  });

  it('a damaged file is refused', () => {
    const bytes = makeDocx({ body });
    expect(() => toMarkedDocx(bytes.slice(0, -30), resultWith('docx', places), markOptions)).toThrow('文件内部有损坏');
    expect(() => toMarkedDocx(bytes, resultWith('pdf', [null]), markOptions)).toThrow('不是 DOCX 文件');
  });
});

it('only confirmed findings, or all that are neither dismissed nor mended', () => {
  const bytes = makeDocx({ body: p('正文') });
  const report = resultWith('docx', [null, null, null, null]);
  const verdicts = {
    f0: { decision: 'confirmed', note: '见台账' },
    f1: { decision: 'dismissed', note: '' },
    f2: { decision: 'mended', note: '' },
  } as const;
  const texts = (choice?: 'confirmed' | 'open') =>
    commentsIn(toMarkedDocx(bytes, report, { ...markOptions, verdicts, ...(choice ? { choice } : {}) })).map(
      ({ text }) => text,
    );
  expect(texts('confirmed')).toEqual([expect.stringMatching(/第0处.*核查意见：见台账/)]);
  expect(texts()).toEqual([expect.stringContaining('第0处'), expect.stringContaining('第3处')]);
});
