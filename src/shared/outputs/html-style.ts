/**
 * The look of the printed summary: A4, the type of official documents (after GB/T 9704: 小标宋 for the title, 黑体 for
 * headings, 仿宋 for text) with what other machines have in its place; black on white, nothing told by colour alone.
 */

const fonts = {
  title: `"方正小标宋简体", "方正小标宋_GBK", FZXiaoBiaoSong-B05S, "华文中宋", STZhongsong, "Source Han Serif SC", "Noto Serif CJK SC", SimSun, "Songti SC", serif`,
  heading: `"黑体", SimHei, STHeiti, "Heiti SC", "Source Han Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif`,
  text: `"仿宋_GB2312", "仿宋", FangSong, STFangsong, "Source Han Serif SC", "Noto Serif CJK SC", SimSun, "Songti SC", serif`,
  number: `"宋体", SimSun, "Songti SC", "Noto Serif CJK SC", serif`,
} as const;

/**
 * @param running what stands at the head of each page but the first
 * @param ofPages what stands at its foot before and after the number of pages
 */
export function styleSheet(
  running: { readonly left: string; readonly right: string },
  ofPages: readonly [before: string, after: string],
): string {
  return `
@page {
  size: A4;
  margin: 24mm 20mm 21mm 22mm;
  @top-left { content: ${cssString(running.left)}; font: 8.5pt ${fonts.text}; vertical-align: bottom; padding-bottom: 4mm; }
  @top-right { content: ${cssString(running.right)}; font: 8.5pt ${fonts.text}; vertical-align: bottom; padding-bottom: 4mm; }
  @bottom-center { content: "— " counter(page) " —"; font: 12pt ${fonts.number}; }
  @bottom-right { content: ${cssString(ofPages[0])} counter(pages) ${cssString(ofPages[1])}; font: 8.5pt ${fonts.text}; }
}
@page :first { @top-left { content: none; } @top-right { content: none; } }
* { box-sizing: border-box; }
html { color: #000; background: #fff; font: 11pt/1.6 ${fonts.text}; }
body { margin: 0 auto; max-width: 168mm; overflow-wrap: anywhere; }
@media screen { body { padding: 12mm 6mm; } }
h1 { margin: 0 0 4mm; font: 22pt/1.4 ${fonts.title}; text-align: center; text-wrap: balance; }
.subtitle { margin: -2mm 0 6mm; text-align: center; }
h2 { margin: 6mm 0 2mm; font: 14pt/1.4 ${fonts.heading}; break-after: avoid; }
p { margin: 0 0 2mm; text-align: justify; }
table { width: 100%; table-layout: fixed; border-collapse: collapse; border: 1pt solid #000; font-size: 10pt; line-height: 1.45; }
th, td { padding: 0.8mm 1.4mm; border: 0.5pt solid #000; vertical-align: top; text-align: left; unicode-bidi: isolate; }
thead { display: table-header-group; }
thead th { font: 10pt/1.35 ${fonts.heading}; text-align: center; vertical-align: middle; }
thead { border-bottom: 1pt solid #000; }
tr { break-inside: avoid; }
.facts th { width: 22mm; font: 10pt/1.45 ${fonts.heading}; white-space: nowrap; }
.level-column { width: 16mm; }
:lang(en) .level-column { width: 22mm; }
.number { text-align: right; white-space: nowrap; }
.middle { text-align: center; }
.level { text-align: center; white-space: nowrap; font: 10pt/1.45 ${fonts.heading}; }
.hash { font: 8pt/1.4 "Courier New", "DejaVu Sans Mono", "Noto Sans Mono", monospace; }
.note { font-size: 9pt; line-height: 1.45; margin: 0.6mm 0 0; text-align: left; }
.note b, .facts b { font-family: ${fonts.heading}; font-weight: normal; }
.marks span { margin-right: 4mm; white-space: nowrap; }
.equation { margin: 1mm 0 0.5mm; line-height: 1.3; }
.term { display: inline-block; vertical-align: top; margin: 0 0 0.6mm; padding: 0.3mm 0.6mm; border: 0.5pt solid transparent; text-align: center; max-width: 34mm; }
.term .value, .sign { display: block; font: 11pt/1.3 ${fonts.heading}; }
.sign { display: inline-block; vertical-align: top; padding: 0.4mm 0.3mm; }
.term .name { display: block; font-size: 8pt; line-height: 1.25; }
.equation .note { display: inline-block; margin-left: 2mm; }
:lang(en) .term .at { max-width: 18mm; }
.term .at { display: block; max-width: 12mm; margin: 0 auto; font-size: 7pt; line-height: 1.2; text-wrap: balance; }
.term .name { max-width: 24mm; margin: 0 auto; }
.signed { white-space: nowrap; }
.signed .term { white-space: normal; }
.place { font-size: 9pt; }
.many { display: block; columns: 2; column-gap: 2mm; }
.many .signed { display: block; break-inside: avoid; line-height: 1.3; white-space: normal; }
.many .sign { font-size: 8pt; padding: 0; vertical-align: baseline; }
.many .term { display: inline; max-width: none; margin: 0; padding: 0 0.6mm; }
.many .term span { display: inline; max-width: none; margin-right: 1mm; }
.many .term .value { font-size: 9pt; }
.many .term .at { font-size: 6.5pt; white-space: nowrap; }
.term.suspect { border: 1pt dashed #000; }
.decision { border: 0.5pt solid #000; padding: 0 1mm; }
.signature { margin-top: 12mm; display: flex; gap: 8mm; break-inside: avoid; }
.signature span { flex: 1; white-space: nowrap; }
.signature i { display: inline-block; width: 26mm; border-bottom: 0.5pt solid #000; }
.small { font-size: 9pt; line-height: 1.4; }
.small td, .small th, .small .level { font-size: 9pt; line-height: 1.35; padding: 0.4mm 1mm; }
.listing { margin-bottom: 2mm; }
.small .report th { background: #eee; print-color-adjust: exact; font: 9pt/1.4 ${fonts.heading}; text-align: left; }
.report .hash { display: block; font-size: 7pt; }
.list { margin-top: 2mm; font-size: 9.5pt; line-height: 1.5; }
.columns { columns: 2; }
`;
}

/** At the head of a page there is room for so many characters. */
const longestRunning = 48;

/** A CSS string: what could end it or the style element goes as an escape, what cannot be seen goes. */
function cssString(text: string): string {
  const visible = [...text.toWellFormed().replace(/\p{C}/gu, '')];
  const cut = visible.length > longestRunning ? [...visible.slice(0, longestRunning - 1), '…'] : visible;
  return `"${cut.join('').replace(/["\\<>&]/g, (character) => `\\${character.charCodeAt(0).toString(16)} `)}"`;
}
