/**
 * The look of the 整改通知书, after GB/T 9704: paper, type area, type sizes, page numbers. A file of its own, so that the
 * sample template (scripts/notice-template.ts) has the same.
 */
import {
  AlignmentType,
  convertMillimetersToTwip,
  Document,
  type FileChild,
  Footer,
  type IParagraphOptions,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
} from 'docx';
import { chineseNumeral } from '../form/normalise.ts';
import type { NoticeContent, NoticeFinding } from './notice-content.ts';
import { noticeWords } from './notice-words.ts';

/** The notice's bytes (DOCX), with other paragraphs and tables in place of its findings where they are given. */
export async function noticeDocument(
  content: NoticeContent,
  findings: readonly FileChild[] = findingParagraphs(content),
): Promise<Uint8Array<ArrayBuffer>> {
  const fonts = { path: 'word/fontTable.xml', data: fontTable };
  return new Uint8Array(await Packer.toArrayBuffer(layout(content, findings), undefined, [fonts]));
}

/** The type faces of official documents; a machine without one takes the face that the font table names for it. */
const faces = {
  title: '方正小标宋简体',
  heading: '黑体',
  subheading: '楷体_GB2312',
  body: '仿宋_GB2312',
  number: '宋体',
};

const standIns: readonly (readonly [face: string, others: string])[] = [
  [faces.title, '方正小标宋_GBK,华文中宋,宋体,SimSun,Noto Serif CJK SC'],
  [faces.heading, 'SimHei,Noto Sans CJK SC'],
  [faces.subheading, '楷体,KaiTi,华文楷体'],
  [faces.body, '仿宋,FangSong,华文仿宋'],
  [faces.number, 'SimSun,Noto Serif CJK SC'],
];

const fontTable = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${standIns
  .map(
    ([face, others]) =>
      `<w:font w:name="${face}"><w:altName w:val="${others}"/><w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>`,
  )
  .join('')}</w:fonts>`;

/** Sizes in half points: 二号, 三号, 四号. Lines of 28 pt, of which 22 fill the page. */
const sizes = { title: 44, body: 32, pageNumber: 28 };
const lineTwips = 28 * 20;
const titleLineTwips = 33 * 20;
/** One character of the body. */
const character = 16 * 20;

export const body = (text: string, options: IParagraphOptions = {}, face = faces.body): Paragraph =>
  new Paragraph({ indent: { firstLine: 2 * character }, ...options, children: [run(text, face)] });

function run(text: string, face: string, size = sizes.body): TextRun {
  return new TextRun({ text, size, font: { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: face } });
}

function layout(content: NoticeContent, findings: readonly FileChild[]): Document {
  const say = noticeWords[content.language];
  const { language, issuer, date } = content;
  const title = say.title(content.unit, content.year);
  const right = { alignment: AlignmentType.RIGHT, keepLines: true };
  return new Document({
    creator: 'Gouji 勾稽',
    title: title.join(''),
    evenAndOddHeaderAndFooters: true,
    styles: {
      default: {
        document: {
          run: { size: sizes.body, language: { value: 'en-US', eastAsia: 'zh-CN' } },
          paragraph: { spacing: { line: lineTwips, lineRule: LineRuleType.EXACT } },
        },
      },
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: 11906, height: 16838 },
            margin: {
              top: convertMillimetersToTwip(37),
              bottom: convertMillimetersToTwip(35),
              left: convertMillimetersToTwip(28),
              right: convertMillimetersToTwip(26),
              // 7 mm below the type area.
              footer: convertMillimetersToTwip(24),
            },
          },
        },
        footers: { default: pageNumber(AlignmentType.RIGHT), even: pageNumber(AlignmentType.LEFT) },
        children: [
          ...title.map(
            (text) =>
              new Paragraph({
                alignment: AlignmentType.CENTER,
                spacing: { line: titleLineTwips, lineRule: LineRuleType.EXACT },
                children: [run(text, faces.title, sizes.title)],
              }),
          ),
          body(''),
          body(say.addressee(content.unit), { indent: {} }),
          body(say.opening(content.report, content.count)),
          body(say.problems, { keepNext: true }, faces.heading),
          ...findings,
          body(say.demands, { keepNext: true }, faces.heading),
          ...say.demandList(content.deadline).map((text) => body(text)),
          ...(content.remark === '' ? [] : [body(content.remark)]),
          body('', { keepNext: true }),
          body('', { keepNext: true }),
          // The date stands four characters from the edge, the office centred over it.
          body(issuer, { ...right, keepNext: true, indent: { right: issuerIndent(issuer, date, language) } }),
          body(date, { ...right, indent: { right: 4 * character } }),
        ],
      },
    ],
  });
}

/** From the right edge, so that the office's name stands with its middle over that of the date. */
function issuerIndent(issuer: string, date: string, language: NoticeContent['language']): number {
  if (language !== 'zh-CN') return 4 * character;
  const middle = 4 * character + (widthOf(date) * character) / 2;
  return Math.max(0, Math.round(middle - (widthOf(issuer) * character) / 2));
}

/** In characters of the body: a digit or Latin letter is half as wide. */
function widthOf(text: string): number {
  return [...text].reduce((width, one) => width + (one.charCodeAt(0) < 0x2000 ? 0.5 : 1), 0);
}

function findingParagraphs({ findings, language }: NoticeContent): Paragraph[] {
  const say = noticeWords[language];
  let index = 0;
  return [...Map.groupBy(findings, ({ section }) => section)].flatMap(([section, own], group) => [
    body(say.group(chineseNumeral(group + 1), section), { keepNext: true }, faces.subheading),
    ...own.flatMap((finding) => findingLines(finding, ++index, language).map((text) => body(text))),
  ]);
}

function findingLines(finding: NoticeFinding, index: number, language: NoticeContent['language']): string[] {
  const say = noticeWords[language];
  const { message, place, equation, saysSums, quote, basis } = finding;
  return [
    say.item(index, message),
    ...(equation === '' || saysSums ? [] : [say.labelled(say.equation, equation)]),
    ...(quote === '' || message.includes(quote) ? [] : [say.labelled(say.quote, say.quoted(quote))]),
    (place === '' ? '' : say.labelled(say.place, place)) + say.labelled(say.basis, basis),
  ];
}

/** — 1 —, one character in from the outer edge. */
function pageNumber(alignment: typeof AlignmentType.LEFT | typeof AlignmentType.RIGHT): Footer {
  const font = { ascii: faces.number, hAnsi: faces.number, eastAsia: faces.number };
  return new Footer({
    children: [
      new Paragraph({
        alignment,
        indent: alignment === AlignmentType.LEFT ? { left: 280 } : { right: 280 },
        children: [new TextRun({ size: sizes.pageNumber, font, children: ['— ', PageNumber.CURRENT, ' —'] })],
      }),
    ],
  });
}
