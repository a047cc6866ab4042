/** What is read of a DOCX, case by case: small packages made in memory. */
import { describe, expect, it } from 'vitest';
import type { DocxLocation } from '../../document/location.ts';
import { defaultLimits } from '../limits.ts';
import { readDocx } from './index.ts';
import { type DocxParts, makeDocx, namespaces, p, r, show, tbl, tc, tr } from './make-docx.ts';

function read(parts: DocxParts) {
  return readDocx(makeDocx(parts), defaultLimits);
}

interface Case {
  readonly name: string;
  readonly body: string;
  readonly styles?: string;
  readonly numbering?: string;
  readonly blocks: readonly (string | readonly string[])[];
}

function cases(title: string, all: readonly Case[]): void {
  describe(title, () => {
    it.each(all)('$name', ({ body, styles = '', numbering = '', blocks }) => {
      expect(show(read({ body, styles, numbering }))).toEqual(blocks);
    });
  });
}

const field = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
const code = (text: string) => `<w:r><w:instrText>${text}</w:instrText></w:r>`;

cases('text of a paragraph', [
  { name: 'many runs are one text', body: p(r('总') + r('体', '<w:b/>') + r('情况')), blocks: ['总体情况'] },
  { name: 'empty paragraphs are kept', body: p('a') + p() + p('b'), blocks: ['a', '', 'b'] },
  {
    name: 'line breaks, carriage returns and tabs',
    body: p('<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:cr/><w:t>c</w:t><w:tab/><w:t>d</w:t><w:ptab/><w:t>e</w:t></w:r>'),
    blocks: ['a\nb\nc\td\te'],
  },
  {
    name: 'tab stops are no tabs',
    body: p('a', '<w:tabs><w:tab w:val="left" w:pos="420"/></w:tabs>'),
    blocks: ['a'],
  },
  {
    name: 'a page break ends a line only between text',
    body: p(
      '<w:r><w:br w:type="page"/><w:t>a</w:t></w:r><w:r><w:br w:type="column"/><w:t>b</w:t><w:br w:type="page"/></w:r>',
    ),
    blocks: ['a\nb'],
  },
  {
    name: 'soft hyphens are dropped, non-breaking ones are hyphens',
    body: p('<w:r><w:t>a</w:t><w:softHyphen/><w:t>b</w:t><w:noBreakHyphen/><w:t>5</w:t></w:r>'),
    blocks: ['ab-5'],
  },
  {
    name: 'white space at the ends of a text counts only where the file says so',
    body: p(
      '<w:r><w:t>  a\n </w:t><w:t xml:space="preserve"> b </w:t><w:t xml:space="preserve">c\nd</w:t><w:t>　e</w:t></w:r>',
    ),
    blocks: ['a b c d　e'],
  },
  {
    name: 'entities and CDATA',
    body: p('<w:r><w:t>&lt;1&#x4E00;&amp;</w:t><w:t><![CDATA[<2>]]></w:t></w:r>'),
    blocks: ['<1一&<2>'],
  },
  {
    name: 'hyperlinks, smart tags, custom XML and simple fields are opened',
    body: p(
      `<w:hyperlink r:id="rId9">${r('a')}</w:hyperlink><w:smartTag>${r('b')}</w:smartTag><w:customXml><w:customXmlPr/>${r('c')}</w:customXml><w:fldSimple w:instr="PAGE">${r('d')}</w:fldSimple><w:bdo w:val="ltr">${r('e')}</w:bdo>`,
    ),
    blocks: ['abcde'],
  },
  {
    name: 'a field shows its result, not its code',
    body: p(
      `${r('a')}${field('begin')}${code(' PAGE ')}${r('code')}${field('separate')}${r('7')}${field('end')}${r('b')}`,
    ),
    blocks: ['a7b'],
  },
  {
    name: 'fields inside the code and the result of a field',
    body: p(
      `${field('begin')}${code('IF ')}${field('begin')}${code('PAGE')}${field('separate')}${r('3')}${field('end')}${field('separate')}${r('x')}${field('begin')}${code('DATE')}${field('separate')}${r('2020')}${field('end')}${field('end')}${r('y')}`,
    ),
    blocks: ['x2020y'],
  },
  {
    name: 'a field without an end does not swallow what follows its paragraph',
    body: p(`${r('a')}${field('begin')}${code(' XE ')}${r('lost')}`) + p('b') + tbl(['1']),
    blocks: ['a', 'b', ['0,0 1']],
  },
  {
    name: 'symbols of known fonts, and of others as they are',
    body: p(
      '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Wingdings 2" w:char="00A3"/><w:sym w:font="Wingdings" w:char="F081"/><w:sym w:font="Symbol" w:char="F0B4"/><w:sym w:font="Elsewhere" w:char="F041"/><w:sym w:font="Wingdings" w:char="D800"/><w:sym/></w:r>',
    ),
    blocks: ['☑□①×\uf041'],
  },
  {
    name: 'of annotated characters the base text',
    body: p(
      `<w:r><w:ruby><w:rubyPr/><w:rt>${r('zhèng')}</w:rt><w:rubyBase>${r('政')}</w:rubyBase></w:ruby></w:r>${r('府')}`,
    ),
    blocks: ['政府'],
  },
  {
    name: 'mathematics keep their text',
    body: p(
      `${r('a=')}<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>`,
    ),
    blocks: ['a=12'],
  },
  {
    name: 'footnote and comment references say nothing',
    body: p(
      `${r('a')}<w:commentRangeStart w:id="0"/><w:r><w:footnoteReference w:id="2"/></w:r>${r('b')}<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>`,
    ),
    blocks: ['ab'],
  },
  {
    name: 'elements of other programs are left out',
    body: `<x:note xmlns:x="http://www.wps.cn/officeDocument/2013/wpsCustomData">${p('no')}</x:note>${p('yes')}`,
    blocks: ['yes'],
  },
]);

cases('hidden text', [
  {
    name: 'is left out, and shown where hiding is off',
    body: p(r('a') + r('x', '<w:vanish/>') + r('y', '<w:vanish w:val="1"/>') + r('b', '<w:vanish w:val="0"/>')),
    blocks: ['ab'],
  },
  {
    name: 'by character style, and shown again by the run',
    styles:
      '<w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:type="character" w:styleId="I"><w:basedOn w:val="H"/></w:style>',
    body: p(r('a') + r('x', '<w:rStyle w:val="I"/>') + r('b', '<w:rStyle w:val="H"/><w:vanish w:val="false"/>')),
    blocks: ['ab'],
  },
  {
    name: 'by paragraph style; a hiding character style inside it shows',
    styles:
      '<w:style w:type="paragraph" w:styleId="P"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:type="character" w:styleId="C"><w:rPr><w:vanish/></w:rPr></w:style>',
    body: p(r('x') + r('a', '<w:rStyle w:val="C"/>'), '<w:pStyle w:val="P"/>'),
    blocks: ['a'],
  },
  {
    name: 'the mark of a paragraph hides no text',
    body: p('a', '<w:rPr><w:vanish/></w:rPr>'),
    blocks: ['a'],
  },
]);

cases('tracked changes, as accepted', [
  {
    name: 'deleted text is gone, inserted text is there',
    body: p(
      `${r('a')}<w:del><w:r><w:delText>x</w:delText></w:r></w:del><w:ins>${r('b')}<w:del>${r('y')}</w:del></w:ins>${r('c')}`,
    ),
    blocks: ['abc'],
  },
  {
    name: 'moved text stands where it was moved to',
    body: p(`${r('a')}<w:moveFrom>${r('m')}</w:moveFrom>`) + p(`<w:moveTo>${r('m')}</w:moveTo>`),
    blocks: ['a', 'm'],
  },
  {
    name: 'a deleted paragraph mark joins two paragraphs, and the second keeps its style',
    styles: '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>',
    body: p('a', '<w:pStyle w:val="1"/><w:rPr><w:del w:id="1"/></w:rPr>') + p('b') + p('c'),
    blocks: ['ab', 'c'],
  },
  {
    name: 'a wholly deleted paragraph leaves nothing',
    body: p('a') + p('<w:del><w:r><w:delText>x</w:delText></w:r></w:del>', '<w:rPr><w:del/></w:rPr>') + tbl(['1']),
    blocks: ['a', ['0,0 1']],
  },
  {
    name: 'text before a table stays although its mark is deleted',
    body: p('a', '<w:rPr><w:del/></w:rPr>') + tbl(['1']),
    blocks: ['a', ['0,0 1']],
  },
  {
    name: 'deleted rows and cells are gone, inserted ones stay',
    body: tbl(
      tr(['1', tc('x', '<w:cellDel/>'), tc('2', '<w:cellIns/>')]),
      tr(['x', 'x'], '<w:del/>'),
      tr(['3', '4'], '<w:ins/>'),
    ),
    blocks: [['0,0 1', '0,1 2', '1,0 3', '1,1 4']],
  },
  {
    name: 'a table whose rows are all deleted is gone',
    body: p('a') + tbl(tr(['x'], '<w:del/>')) + p('b'),
    blocks: ['a', 'b'],
  },
  {
    name: 'earlier properties do not count',
    numbering:
      '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
    body: p(
      'a',
      '<w:pPrChange><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange>',
    ),
    blocks: ['a'],
  },
]);

const sdt = (content: string) =>
  `<w:sdt><w:sdtPr><w:rPr><w:vanish/></w:rPr></w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`;

cases('content controls', [
  { name: 'around blocks', body: sdt(p('a') + sdt(p('b'))) + p('c'), blocks: ['a', 'b', 'c'] },
  { name: 'around runs', body: p(r('a') + sdt(r('b') + sdt(r('c')))), blocks: ['abc'] },
  {
    name: 'around rows and cells',
    body: `<w:tbl>${sdt(tr(['1', '2']))}${tr(['3', sdt(tc('4', '<w:gridSpan w:val="1"/>'))])}</w:tbl>`,
    blocks: [['0,0 1', '0,1 2', '1,0 3', '1,1 4']],
  },
  { name: 'inside a cell', body: tbl([tc(sdt(p('1')))]), blocks: [['0,0 1']] },
]);

const span = (count: number) => `<w:gridSpan w:val="${count}"/>`;
const restart = '<w:vMerge w:val="restart"/>';
const goesOn = '<w:vMerge/>';
const width = (value: number) => `<w:tcW w:w="${value}" w:type="dxa"/>`;

cases('merged cells', [
  {
    name: 'across columns and down rows at once',
    body: tbl(
      [tc('a', span(2) + restart), 'b'],
      [tc('', span(2) + goesOn), 'c'],
      ['d', tc('e', restart), 'f'],
      ['g', tc('hidden', '<w:vMerge w:val="continue"/>'), 'h'],
    ),
    blocks: [['0,0 2x2 a', '0,2 b', '1,2 c', '2,0 d', '2,1 2x1 e', '2,2 f', '3,0 g', '3,2 h']],
  },
  {
    name: 'a row label split over several columns',
    body: tbl(
      [tc('三、', restart), tc('不予公开', restart), '1', '0'],
      [tc('', goesOn), tc('', goesOn), '2', '0'],
      [tc('', goesOn), tc('总计', span(2)), '0'],
    ),
    blocks: [['0,0 3x1 三、', '0,1 2x1 不予公开', '0,2 1', '0,3 0', '1,2 2', '1,3 0', '2,1 1x2 总计', '2,3 0']],
  },
  {
    name: 'a new merge begins right below another',
    body: tbl([tc('a', restart)], [tc('', goesOn)], [tc('b', restart)], [tc('', goesOn)]),
    blocks: [['0,0 2x1 a', '2,0 2x1 b']],
  },
  {
    name: 'the older horizontal merge',
    body: tbl(
      [tc('a', '<w:hMerge w:val="restart"/>'), tc('', '<w:hMerge w:val="continue"/>'), 'b'],
      ['c', tc('d', '<w:hMerge w:val="restart"/>'), tc('', '<w:hMerge/>')],
    ),
    blocks: [['0,0 1x2 a', '0,2 b', '1,0 c', '1,1 1x2 d']],
  },
  {
    name: 'columns left out before and after a row',
    body: tbl(
      ['a', 'b', 'c'],
      tr(['d'], '<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
      tr([tc('e', goesOn)], '<w:gridBefore w:val="2"/>'),
    ),
    blocks: [['0,0 a', '0,1 b', '0,2 c', '1,1 d', '2,2 e']],
  },
  {
    name: 'a continuation with nothing above it is a cell of its own',
    body: tbl([tc('a', goesOn), 'b'], [tc('c', goesOn), 'd']),
    blocks: [['0,0 a', '0,1 b', '1,0 c', '1,1 d']],
  },
  {
    name: 'an empty continuation below a cell that forgot to start',
    body: tbl(['a', 'b'], [tc('', goesOn), 'c'], [tc('', goesOn), 'd']),
    blocks: [['0,0 3x1 a', '0,1 b', '1,1 c', '2,1 d']],
  },
  {
    name: 'several continuations below one wide cell',
    body: tbl([tc('a', span(2) + restart), 'b'], [tc('', goesOn), tc('', goesOn), 'c']),
    blocks: [['0,0 2x2 a', '0,2 b', '1,2 c']],
  },
  {
    name: 'a continuation that is too narrow is a cell of its own',
    body: tbl([tc('a', span(2) + restart), 'b'], [tc('', goesOn), 'c', 'd']),
    blocks: [['0,0 1x2 a', '0,2 b', '1,0 ', '1,1 c', '1,2 d']],
  },
  {
    name: 'rows without spans are placed by the widths of their cells',
    body: tbl(
      [tc('信息内容', width(4000)), tc('本年', width(4010))],
      [tc('规章', width(4000)), tc('1', width(2000)), tc('2', width(2000))],
    ),
    blocks: [['0,0 信息内容', '0,1 1x2 本年', '1,0 规章', '1,1 1', '1,2 2']],
  },
  {
    name: 'widths that make more columns than any row has are not believed',
    body: tbl(
      [tc('a', width(3000)), tc('b', width(3000))],
      [tc('c', width(1000)), tc('d', width(1000)), tc('e', width(4000))],
    ),
    blocks: [['0,0 a', '0,1 b', '1,0 c', '1,1 d', '1,2 e']],
  },
  {
    name: 'a short row stands from the left',
    body: tbl(['a', 'b', 'c'], ['d', 'e']),
    blocks: [['0,0 a', '0,1 b', '0,2 c', '1,0 d', '1,1 e']],
  },
  {
    name: 'tracked merging',
    body: tbl([tc('a', '<w:cellMerge w:vMerge="rest"/>')], [tc('', '<w:cellMerge w:vMerge="cont"/>')]),
    blocks: [['0,0 2x1 a']],
  },
  {
    name: 'hidden rows are left out',
    body: tbl(['a'], tr(['x'], '<w:hidden/>'), ['b']),
    blocks: [['0,0 a', '1,0 b']],
  },
]);

cases('cells', [
  {
    name: 'paragraphs and lines of a cell are lines',
    body: tbl([tc(p('（三）不予') + p('<w:r><w:t>公</w:t><w:br/><w:t>开</w:t></w:r>')), tc(p() + p('1'))]),
    blocks: [['0,0 （三）不予\n公\n开', '0,1 \n1']],
  },
  {
    name: 'a small table in a figure table is part of the text of its cell',
    body: tbl(['a', 'b', 'c'], ['1', tc(tbl(['2', '3']) + p()), '4']),
    blocks: [['0,0 a', '0,1 b', '0,2 c', '1,0 1', '1,1 2\n3\n', '1,2 4']],
  },
  {
    name: 'a picture in a cell',
    body: tbl([
      'a',
      tc(
        p(
          '<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>',
        ),
      ),
    ]),
    blocks: [['0,0 a', '0,1  (picture)']],
  },
]);

const heading = (id: string, name: string, properties = '', basedOn = '') =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>${basedOn && `<w:basedOn w:val="${basedOn}"/>`}<w:pPr>${properties}</w:pPr></w:style>`;

cases('heading levels', [
  {
    name: 'by the names of the built-in styles, English and Chinese',
    styles: heading('1', 'heading 1') + heading('a', '标题 2') + heading('b', 'Heading 3') + heading('t', 'Title'),
    body: ['1', 'a', 'b', 't', 'none'].map((id) => p(id, `<w:pStyle w:val="${id}"/>`)).join(''),
    blocks: ['# 1', '## a', '### b', 't', 'none'],
  },
  {
    name: 'by outline level, through the styles that a style is based on',
    styles:
      heading('x', 'mine', '<w:outlineLvl w:val="0"/>') +
      heading('y', 'other', '', 'x') +
      heading('z', 'body', '<w:outlineLvl w:val="9"/>', 'x'),
    body: p('y', '<w:pStyle w:val="y"/>') + p('z', '<w:pStyle w:val="z"/>'),
    blocks: ['# y', 'z'],
  },
  {
    name: 'by the paragraph itself, before its style',
    styles: heading('1', 'heading 1'),
    body: p('a', '<w:outlineLvl w:val="1"/>') + p('b', '<w:pStyle w:val="1"/><w:outlineLvl w:val="9"/>'),
    blocks: ['## a', 'b'],
  },
  {
    name: 'styles that are based on each other do not hang',
    styles: heading('x', 'x', '', 'y') + heading('y', 'y', '', 'x'),
    body: p('a', '<w:pStyle w:val="x"/>'),
    blocks: ['a'],
  },
]);

const lvl = (index: number, format: string, text: string, more = '') =>
  `<w:lvl w:ilvl="${index}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/>${more}</w:lvl>`;
const abstract = (id: number, levels: string) => `<w:abstractNum w:abstractNumId="${id}">${levels}</w:abstractNum>`;
const num = (id: number, abstractId: number, more = '') =>
  `<w:num w:numId="${id}"><w:abstractNumId w:val="${abstractId}"/>${more}</w:num>`;
const numPr = (id: number, level = 0) => `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${id}"/></w:numPr>`;
const chinese = abstract(
  0,
  lvl(0, 'chineseCounting', '%1、') + lvl(1, 'chineseCountingThousand', '（%2）') + lvl(2, 'decimal', '%3.'),
);

cases('generated numbers', [
  {
    name: 'levels count on, and start again below a higher one',
    numbering: chinese + num(1, 0),
    body:
      p('a', numPr(1)) +
      p('b', numPr(1, 1)) +
      p('c', numPr(1, 1)) +
      p('d', numPr(1, 2)) +
      p('e', numPr(1)) +
      p('f', numPr(1, 1)),
    blocks: ['[一、]a', '[（一）]b', '[（二）]c', '[1.]d', '[二、]e', '[（一）]f'],
  },
  {
    name: 'several levels in one number, in decimals where the level asks for it',
    numbering:
      abstract(
        0,
        lvl(0, 'chineseCounting', '第%1章') + lvl(1, 'decimal', '%1.%2') + lvl(2, 'decimal', '%1.%2.%3', '<w:isLgl/>'),
      ) + num(1, 0),
    body: p('a', numPr(1)) + p('b', numPr(1, 1)) + p('c', numPr(1, 2)),
    blocks: ['[第一章]a', '[一.1]b', '[1.1.1]c'],
  },
  {
    name: 'through the style, at the level that is linked to it',
    numbering:
      abstract(
        0,
        lvl(0, 'chineseCounting', '%1、', '<w:pStyle w:val="1"/>') + lvl(1, 'decimal', '%2.', '<w:pStyle w:val="2"/>'),
      ) + num(1, 0),
    styles:
      heading('1', 'heading 1', '<w:numPr><w:numId w:val="1"/></w:numPr>') +
      heading('2', 'heading 2', '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>', '1') +
      heading('mine', 'mine', '', '2'),
    body: ['1', '2', 'mine'].map((id) => p('x', `<w:pStyle w:val="${id}"/>`)).join(''),
    blocks: ['# [一、]x', '## [1.]x', '## [2.]x'],
  },
  {
    name: 'list 0 takes the number of the style away',
    numbering: chinese + num(1, 0),
    styles:
      heading('1', 'heading 1', '<w:numPr><w:numId w:val="1"/></w:numPr>') +
      heading('2', 'mine', '<w:numPr><w:numId w:val="0"/></w:numPr>', '1'),
    body:
      p('a', '<w:pStyle w:val="1"/>') +
      p('b', '<w:pStyle w:val="1"/><w:numPr><w:numId w:val="0"/></w:numPr>') +
      p('c', '<w:pStyle w:val="2"/>') +
      p('d', '<w:pStyle w:val="1"/>'),
    blocks: ['# [一、]a', '# b', '# c', '# [二、]d'],
  },
  {
    name: 'lists of one definition count on; a list with its own start begins there, once',
    numbering:
      chinese +
      num(1, 0) +
      num(2, 0) +
      num(3, 0, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'),
    body: p('a', numPr(1)) + p('b', numPr(2)) + p('c', numPr(3)) + p('d', numPr(3)) + p('e', numPr(1)),
    blocks: ['[一、]a', '[二、]b', '[一、]c', '[二、]d', '[三、]e'],
  },
  {
    name: 'a list with a level of its own',
    numbering: chinese + num(1, 0, `<w:lvlOverride w:ilvl="0">${lvl(0, 'decimal', '(%1)')}</w:lvlOverride>`),
    body: p('a', numPr(1)) + p('b', numPr(1)),
    blocks: ['[(1)]a', '[(2)]b'],
  },
  {
    name: 'levels that start elsewhere, or never again',
    numbering:
      abstract(
        0,
        `<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>${lvl(1, 'decimal', '(%2)', '<w:lvlRestart w:val="0"/>')}`,
      ) + num(1, 0),
    body: p('a', numPr(1)) + p('b', numPr(1, 1)) + p('c', numPr(1)) + p('d', numPr(1, 1)),
    blocks: ['[3.]a', '[(1)]b', '[4.]c', '[(2)]d'],
  },
  {
    name: 'bullets, empty texts and missing lists give no number',
    numbering: abstract(0, lvl(0, 'bullet', '') + lvl(1, 'none', '')) + num(1, 0),
    body: p('a', numPr(1)) + p('b', numPr(1, 1)) + p('c', numPr(7)) + p('d', numPr(1, 5)),
    blocks: ['a', 'b', 'c', 'd'],
  },
  {
    name: 'a list that is a link to a numbering style',
    numbering:
      `<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="L"/></w:abstractNum>${chinese}` +
      num(1, 5) +
      num(2, 0),
    styles:
      '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>',
    body: p('a', numPr(1)) + p('b', numPr(2)),
    blocks: ['[一、]a', '[二、]b'],
  },
  {
    name: 'newer formats take the alternative that is understood',
    numbering:
      abstract(
        0,
        `<w:lvl w:ilvl="0"><w:start w:val="1"/><mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1"/></w:lvl>`,
      ) + num(1, 0),
    body: p('a', numPr(1)),
    blocks: ['[001]a'],
  },
  {
    name: 'in cells the number is part of the text',
    numbering: abstract(0, lvl(0, 'decimal', '%1.')) + num(1, 0) + abstract(1, lvl(0, 'decimal', '%1')) + num(2, 1),
    body: tbl([tc(p('属于国家秘密', numPr(1))), tc(p('', numPr(2)))], [tc(p('其他', numPr(1))), tc(p('25', numPr(2)))]),
    blocks: [['0,0 1.属于国家秘密', '0,1 1', '1,0 2.其他', '1,1 2 25']],
  },
  {
    name: 'hidden and deleted paragraphs are not counted, empty ones are',
    numbering: chinese + num(1, 0),
    body:
      p('a', numPr(1)) +
      p(r('x', '<w:vanish/>'), `${numPr(1)}<w:rPr><w:vanish/></w:rPr>`) +
      p('', `${numPr(1)}<w:rPr><w:del/></w:rPr>`) +
      p('', numPr(1)) +
      p('b', numPr(1)),
    blocks: ['[一、]a', '', '[二、]', '[三、]b'],
  },
]);

const drawn = (content: string) =>
  `<w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>${content}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>`;
const vml = (content: string) =>
  `<w:pict><v:shape><v:textbox><w:txbxContent>${content}</w:txbxContent></v:textbox></v:shape></w:pict>`;
const alternatives = (requires: string, choice: string, fallback: string) =>
  `<w:r><mc:AlternateContent><mc:Choice Requires="${requires}">${choice}</mc:Choice><mc:Fallback>${fallback}</mc:Fallback></mc:AlternateContent></w:r>`;

cases('text boxes and pictures', [
  {
    name: 'a text box comes after its paragraph, once',
    body:
      p(r('a') + alternatives('wps', drawn(p('b') + tbl(['1', '2'])), vml(p('b') + tbl(['1', '2']))) + r('c')) + p('d'),
    blocks: ['ac', 'b', ['0,0 1', '0,1 2'], 'd'],
  },
  {
    name: 'the fallback where the choice is not understood',
    body: p(alternatives('zzz', drawn(p('new')), vml(p('old')))),
    blocks: ['', 'old'],
  },
  {
    name: 'a box in the older drawing language, and a box in a box',
    body: p(`<w:r>${vml(p(`${r('a')}<w:r>${vml(p('b'))}</w:r>`) + p('c'))}</w:r>`),
    blocks: ['', 'a', 'b', 'c'],
  },
  {
    name: 'hiding around a box does not reach into it',
    body: p(`<w:r><w:rPr><w:noProof/></w:rPr>${vml(p(r('x', '<w:vanish/>') + r('a')))}<w:t>b</w:t></w:r>`),
    blocks: ['b', 'a'],
  },
  {
    name: 'a box in a hidden run is hidden',
    body: p(`${r('a')}<w:r><w:rPr><w:vanish/></w:rPr>${vml(p('x'))}</w:r>`),
    blocks: ['a'],
  },
  {
    name: 'the number of the paragraph comes before those in its box',
    numbering: chinese + num(1, 0),
    body: p(`<w:r>${vml(p('b', numPr(1)))}</w:r>`, numPr(1)),
    blocks: ['[一、]', '[二、]b'],
  },
  {
    name: 'a box over a figure table comes after the table',
    body: tbl(['a', tc(p(`${r('1')}<w:r>${vml(p('stamp'))}</w:r>`))]),
    blocks: [['0,0 a', '0,1 1'], 'stamp'],
  },
  {
    name: 'pictures are noted, drawings without one are not',
    body:
      p(`${r('a')}<w:r><w:pict><v:shape><v:imagedata r:id="rId5"/></v:shape></w:pict></w:r>`) +
      p('<w:r><w:object><v:shape/></w:object></w:r>') +
      p(`${r('b')}<w:r><w:drawing><wp:inline/></w:drawing></w:r>`),
    blocks: ['a (picture)', ' (picture)', 'b'],
  },
]);

const data = (rows: number) => tbl(...Array.from({ length: rows }, (_, row) => [`${row}a`, `${row}b`, `${row}c`]));

cases('tables that only arrange the page', [
  {
    name: 'a report in one big cell',
    body: tbl([tc(p('一、') + data(2) + p('二、'))]),
    blocks: ['一、', ['0,0 0a', '0,1 0b', '0,2 0c', '1,0 1a', '1,1 1b', '1,2 1c'], '二、'],
  },
  {
    name: 'a cell in a cell in a cell',
    body: tbl([tc(tbl(['left', tc(tbl([tc(data(1) + p('end'))]) + p())]) + p())]),
    blocks: ['left', ['0,0 0a', '0,1 0b', '0,2 0c'], 'end', '', ''],
  },
]);

describe('locations', () => {
  const places = (body: string): DocxLocation[] =>
    read({ body }).blocks.flatMap((block) =>
      block.kind === 'table'
        ? [block.location as DocxLocation, ...block.cells.map((cell) => cell.location as DocxLocation)]
        : block.place.format === 'docx'
          ? [block.place.location]
          : [],
    );

  it.each([
    {
      name: 'count paragraphs and tables of the body, through content controls',
      body: p() + sdt(p('a')) + tbl(['1', tc('2', span(2))]) + p('b'),
      expected: [
        { block: 0 },
        { block: 1 },
        { block: 2 },
        { block: 2, row: 0, column: 0 },
        { block: 2, row: 0, column: 1 },
        { block: 3 },
      ],
    },
    {
      name: 'of a text box are inside those of its paragraph',
      body: p('a') + p(`<w:r>${vml(p('b') + tbl(['1']))}</w:r><w:r>${vml(p('c'))}</w:r>`),
      expected: [
        { block: 0 },
        { block: 1 },
        { block: 1, inner: { block: 0 } },
        { block: 1, inner: { block: 1 } },
        { block: 1, inner: { block: 1, row: 0, column: 0 } },
        { block: 1, inner: { block: 2 } },
      ],
    },
    {
      name: 'of what stands in a layout table are inside its cell',
      body: p('a') + tbl(['', tc(p('b') + tbl(['1', '2']) + p(`<w:r>${vml(p('c'))}</w:r>`))]),
      expected: [
        { block: 0 },
        { block: 1, row: 0, column: 0, inner: { block: 0 } },
        { block: 1, row: 0, column: 1, inner: { block: 0 } },
        { block: 1, row: 0, column: 1, inner: { block: 1 } },
        { block: 1, row: 0, column: 1, inner: { block: 1, row: 0, column: 0 } },
        { block: 1, row: 0, column: 1, inner: { block: 1, row: 0, column: 1 } },
        { block: 1, row: 0, column: 1, inner: { block: 2 } },
        { block: 1, row: 0, column: 1, inner: { block: 2, inner: { block: 0 } } },
      ],
    },
  ])('$name', ({ body, expected }) => {
    expect(places(body)).toEqual(expected);
  });
});

describe('packages of other producers', () => {
  const strict = namespaces
    .replace(
      'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
      'http://purl.oclc.org/ooxml/wordprocessingml/main',
    )
    .replaceAll('xmlns:w=', 'xmlns:x=');
  const content = `${tbl(['a', tc('b', span(2))])}${p('c')}`;
  const utf16 = (text: string) => {
    const bytes = new Uint8Array(2 + 2 * text.length);
    const view = new DataView(bytes.buffer);
    view.setUint16(0, 0xfeff, true);
    for (let at = 0; at < text.length; at++) view.setUint16(2 + 2 * at, text.charCodeAt(at), true);
    return bytes;
  };
  const xml = `<w:document ${namespaces}><w:body>${content}</w:body></w:document>`;
  const rels = (
    target: string,
    type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument',
  ) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="${type}" Target="${target}"/></Relationships>`;

  it.each<{ name: string; parts: DocxParts['parts'] }>([
    {
      name: 'strict namespaces under another prefix',
      parts: {
        'word/document.xml': `<x:document ${strict}><x:body>${content.replaceAll('<w:', '<x:').replaceAll('</w:', '</x:').replaceAll(' w:', ' x:')}</x:body></x:document>`,
      },
    },
    {
      name: 'the default namespace for elements',
      parts: {
        'word/document.xml': `<document xmlns="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ${namespaces}><body>${content.replaceAll('<w:', '<').replaceAll('</w:', '</')}</body></document>`,
      },
    },
    { name: 'a byte order mark', parts: { 'word/document.xml': `\ufeff<?xml version="1.0" encoding="UTF-8"?>${xml}` } },
    { name: 'UTF-16', parts: { 'word/document.xml': utf16(xml) } },
    {
      name: 'a main part elsewhere',
      parts: { '_rels/.rels': rels('/doc/main%31.xml'), 'word/document.xml': null, 'doc/main1.xml': xml },
    },
    {
      name: 'strict relationships',
      parts: {
        '_rels/.rels': rels(
          'word/document.xml',
          'http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument',
        ),
      },
    },
    { name: 'no relationships', parts: { '_rels/.rels': null, 'word/_rels/document.xml.rels': null } },
    { name: 'no content types', parts: { '[Content_Types].xml': null } },
    { name: 'no styles and no numbering', parts: { 'word/styles.xml': null, 'word/numbering.xml': null } },
    {
      name: 'part names with other case and slashes',
      parts: { 'word/document.xml': null, 'Word\\Document.xml': xml },
    },
  ])('$name', ({ parts }) => {
    expect(show(read({ body: content, ...(parts ? { parts } : {}) }))).toEqual([['0,0 a', '0,1 1x2 b'], 'c']);
  });

  it('a table style is passed over without losing the styles around it', () => {
    const styles =
      '<w:style w:type="table" w:styleId="T"><w:name w:val="heading 9"/><w:pPr><w:numPr><w:numId w:val="9"/></w:numPr></w:pPr></w:style>' +
      heading('1', 'heading 1') +
      '<w:style w:styleId="U" w:type="table"/>' +
      heading('2', 'heading 2');
    const body = p('a', '<w:pStyle w:val="1"/>') + p('b', '<w:pStyle w:val="2"/>');
    expect(show(read({ body, styles }))).toEqual(['# a', '## b']);
  });

  it('content brought in from another format is reported as not read, at its place', () => {
    const document = read({ body: `${p('a')}<w:altChunk r:id="rId7"/>${p('b')}` });
    expect(show(document)).toEqual(['a', 'b']);
    expect(document.problems).toEqual([{ code: 'damaged', values: { part: 'altChunk' }, location: { block: 1 } }]);
  });
});
