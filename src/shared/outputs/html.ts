/**
 * `--format html`: the summary for the file, to be printed on A4. One report: facts, what was checked, each finding with
 * its equation written out. Several: counts, a table by unit, one by rule, and each report's findings. One page of HTML
 * without scripts or anything from elsewhere; all that comes from documents is escaped.
 */

import type { Form } from '../form/form.ts';
import { cellKeysOf } from '../form/form.ts';
import type { SectionId } from '../form/ids.ts';
import { tableIds } from '../form/ids.ts';
import type { Language, Severity } from '../rules/finding.ts';
import type { RuleBook } from '../rules/pack.ts';
import type { FindingResult, ReportResult } from './contract.ts';
import { styleSheet } from './html-style.ts';
import { words } from './html-words.ts';
import { summaryOf } from './json.ts';
import { printable } from './printable.ts';
import { ruleName } from './rule-names.ts';
import { placeText } from './text.ts';
import {
  cellTitle,
  equationLine,
  figure,
  formOf,
  sectionTitle,
  severities,
  severityWord,
  stateOf,
  stateWord,
  type WrittenEquation,
  type WrittenSide,
  type WrittenTerm,
  writtenEquation,
} from './written.ts';

export interface HtmlOptions {
  readonly language: Language;
  readonly version: string;
  readonly book: RuleBook;
  /** The day that is printed on it, `2024-03-31`. */
  readonly printedAt: string;
  /** What the auditor decided on a finding, where that is known. */
  readonly verdictOf?: (report: ReportResult, finding: FindingResult) => PrintedVerdict | undefined;
}

export interface PrintedVerdict {
  readonly decision: 'confirmed' | 'dismissed' | 'mended' | null;
  readonly note: string;
}

/** Markup that is safe to put out as it is; everything else goes through `text`. */
type Markup = { readonly markup: string };

const shapes = { error: '■', warning: '▲', info: '○' } as const;

/** The summary of one report, or of all of them together. */
export function toHtml(reports: readonly ReportResult[], options: HtmlOptions): string {
  const say = words[options.language];
  const [only, ...others] = reports;
  const single = only !== undefined && others.length === 0 ? only : null;
  const title = single ? say.titleOfOne : say.titleOfMany;
  const running = single
    ? { left: `${unitOf(single, options)} ${yearOf(single, options)}`.trim(), right: hashMark(single) }
    : { left: title, right: dayText(options) };
  return html`<!DOCTYPE html>
<html lang="${options.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${single ? `${title} ${running.left}` : title}</title>
<style>${raw(styleSheet(running))}</style>
</head>
<body>
<h1>${title}</h1>
${single ? one(single, options) : many(reports, options)}
<p class="signature">${say.signatures.map((who) => html`<span>${who}<i></i></span>`)}<span>${say.signedOn}</span></p>
</body>
</html>
`.markup;
}

// —— one report ——

function one(report: ReportResult, options: HtmlOptions): Markup {
  const say = words[options.language];
  const facts: readonly (readonly [string, Markup | string])[] = [
    [say.unit, unitOf(report, options)],
    [say.year, yearOf(report, options)],
    [say.file, report.file],
    ['SHA-256', html`<span class="hash">${report.sha256 ?? say.none}</span>`],
    [say.edition, report.edition === null ? say.none : say.editionName(report.edition)],
    [say.state, stateLine(report, options)],
    [say.printed, `${dayText(options)}　${say.tool(options.version)}`],
  ];
  const head = html`<table class="facts"><tbody>
${facts.map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>\n`)}</tbody></table>`;
  if (report.status === 'unreadable') return head;
  return html`${head}
<h2>${say.headings.result}</h2>
${resultOf([report], options)}
${scopeOf(report, options)}
<h2>${say.headings.findings}</h2>
${
  report.findings.length === 0
    ? html`<p>${say.clean}</p>`
    : html`<table><colgroup><col style="width:12mm"><col class="level-column"><col><col style="width:29mm"></colgroup>
<thead><tr><th scope="col">${say.index}</th><th scope="col">${say.severity}</th><th scope="col">${say.finding}</th><th scope="col">${say.place}</th></tr></thead>
<tbody>
${report.findings.map((finding, index) => findingRow(finding, index, report, options))}</tbody></table>`
}`;
}

function stateLine(report: ReportResult, { language }: HtmlOptions): string {
  const reasons = [...(report.error ? [report.error] : []), ...report.problems].map(({ message }) => message);
  const format = report.format === null ? [] : [report.format.toUpperCase()];
  return [...format, stateWord(report, language), ...new Set(reasons)].join('　');
}

/** The counts of findings and of comparisons, in words and shapes. */
function resultOf(reports: readonly ReportResult[], options: HtmlOptions): Markup {
  const say = words[options.language];
  const { errors, warnings, infos } = summaryOf(reports);
  const sum = (kind: 'passed' | 'failed' | 'notAssessable') =>
    reports.reduce((total, { checks }) => total + checks[kind], 0);
  const counts = { error: errors, warning: warnings, info: infos };
  return html`<p class="marks">${severities.map(
    (severity) => html`<span>${level(severity, options)} ${say.places(counts[severity])}</span>`,
  )}</p>
<p>${say.checks(sum('passed'), sum('failed'), sum('notAssessable'))}</p>`;
}

/** Which of the official sections and tables there are. */
function scopeOf(report: ReportResult, { language, book }: HtmlOptions): Markup {
  const say = words[language];
  const form = formOf(report, book);
  const there = new Set<SectionId | null>(report.sections.map(({ id }) => id));
  const sections = book.sections.map(({ id, title }) => `${there.has(id) ? '✓' : say.missing} ${title}`);
  const tables = tableIds.map((id) => {
    const { name } = form.tables[id];
    const table = report.tables[id];
    if (!table) return `${say.missing} ${name}`;
    const cells = Object.values(table).flatMap((row) => Object.values(row));
    const read = cells.filter(({ value }) => value !== null).length;
    return `✓ ${name} ${say.cellsRead(read, Math.max(cells.length, cellKeysOf(form.tables[id]).length))}`;
  });
  return html`<table class="facts"><tbody>
<tr><th scope="row">${say.sections}</th><td><div class="columns">${sections.map((line) => html`${line}<br>`)}</div></td></tr>
<tr><th scope="row">${say.tables}</th><td>${tables.join('　')}</td></tr></tbody></table>`;
}

function findingRow(finding: FindingResult, index: number, report: ReportResult, options: HtmlOptions): Markup {
  const { language, book } = options;
  const say = words[language];
  const form = formOf(report, book);
  const equation = writtenEquation(finding, form, book, language);
  const section = sectionTitle(finding, report);
  const note = (name: string, value: Markup | string) => html`<p class="note"><b>${name}</b>　${value}</p>\n`;
  return html`<tr><td class="middle">${index + 1}</td><td class="level">${level(finding.severity, options)}</td>
<td>${finding.message}
${equation ? equationFigure(equation, finding, options) : ''}
${finding.suspects.map((suspect) =>
  note(
    say.suspect,
    `${cellTitle(suspect.cell, form)}：${figure(suspect.from)} → ${figure(suspect.to)}（${placeText(suspect.location, language)}）`,
  ),
)}${finding.gap ? note(say.holds, finding.gap.holds) : ''}${finding.quote ? note(say.quote, say.quoted(finding.quote)) : ''}${note(say.basis, finding.basis)}${verdict(finding, report, options)}</td>
<td>${section === null ? '' : html`${section}<br>`}${equation ? placeText(finding.location, language) : placesOf(finding, language)}
<p class="note">${ruleName(finding.rule, language)}</p></td></tr>
`;
}

/** The first few places; a likeness can have hundreds. */
const mostPlaces = 4;

function placesOf({ places }: FindingResult, language: Language): string {
  const all = [...new Set(places.map((place) => placeText(place, language)))];
  const rest = all.length - mostPlaces;
  return `${all.slice(0, mostPlaces).join('；')}${rest > 0 ? words[language].more(rest) : ''}`;
}

function verdict(finding: FindingResult, report: ReportResult, { language, verdictOf }: HtmlOptions): Markup | string {
  const given = verdictOf?.(report, finding);
  if (!given || (given.decision === null && given.note === '')) return '';
  const say = words[language];
  const decision = given.decision === null ? '' : html`<span class="decision">${say.decisions[given.decision]}</span> `;
  return html`<p class="note"><b>${say.decision}</b>　${decision}${given.note}</p>\n`;
}

/** So many figures stand side by side; more of them one below the other, so that the row does not fill the page. */
const mostAbreast = 8;

/** The equation as the auditor would write it beside the table: each figure with its name and place under it. */
function equationFigure(equation: WrittenEquation, { suspects }: FindingResult, { language }: HtmlOptions): Markup {
  const figureOf = ({ term, name, value }: WrittenTerm) => {
    const suspect = suspects.find(({ cell }) => cell === term.cell);
    const shown = suspect ? `${value} → ${figure(suspect.to)}` : value;
    return html`<span class="term${suspect ? ' suspect' : ''}"><span class="value">${shown}</span><span class="name">${name}</span><span class="at">${placeText(term.location, language)}</span></span>`;
  };
  const sign = (text: string) => html`<span class="sign">${text}</span>`;
  const side = ({ terms, sum, summed }: WrittenSide) =>
    html`<span class="${terms.length > mostAbreast ? 'terms many' : 'terms'}">${terms.map(
      (term) => html`<span class="signed">${term.sign ? sign(term.sign) : ''}${figureOf(term)}</span>`,
    )}</span>${summed ? html`${sign('＝')}${sign(sum)}` : ''}`;
  const { left, right, zeros } = equation;
  const rest = zeros > 0 ? html`<span class="note">${words[language].zeros(zeros)}</span>` : '';
  return html`<div class="equation">${side(left)}${sign('≠')}${side(right)}${rest}</div>`;
}

// —— several ——

function many(reports: readonly ReportResult[], options: HtmlOptions): Markup {
  const say = words[options.language];
  const { files, unreadable } = summaryOf(reports);
  const found = reports.some(({ findings }) => findings.length > 0);
  return html`<p class="subtitle">${dayText(options)}　${say.tool(options.version)}</p>
<h2>${say.headings.overview}</h2>
<p>${say.files(files, unreadable)}</p>
${resultOf(reports, options)}
<h2>${say.headings.units}</h2>
${byUnit(reports, options)}
${found ? html`<h2>${say.headings.rules}</h2>\n${byRule(reports, options)}\n` : ''}<h2>${say.headings.reports}</h2>
${byReport(reports, options)}`;
}

/** Units with something to do, those with most errors first; then the names of those with nothing. */
function byUnit(reports: readonly ReportResult[], options: HtmlOptions): Markup {
  const say = words[options.language];
  const units = Map.groupBy(reports, (report) => report.unit ?? `${say.unknownUnit}${report.file}`);
  const rows = [...units].map(([unit, own]) => ({
    unit,
    years: [...new Set(own.map(({ year }) => year))].filter((year) => year !== null).sort(),
    files: own.length,
    summary: summaryOf(own),
    notAssessable: own.reduce((sum, { checks }) => sum + checks.notAssessable, 0),
    states: [...new Set(own.filter((report) => stateOf(report) !== 'checked'))].map((report) =>
      stateWord(report, options.language),
    ),
  }));
  const isClean = ({ summary: { errors, warnings, infos }, states }: (typeof rows)[number]) =>
    errors + warnings + infos + states.length === 0;
  const [clean, open] = [rows.filter(isClean), rows.filter((row) => !isClean(row))];
  open.sort((a, b) => b.summary.errors - a.summary.errors || b.summary.warnings - a.summary.warnings);
  const table = html`<table class="small">
<colgroup><col style="width:11mm"><col><col style="width:26mm"><col style="width:11mm"><col style="width:15mm"><col style="width:15mm"><col style="width:15mm"><col style="width:18mm"><col style="width:18mm"></colgroup>
<thead><tr>${[
    say.index,
    say.unit,
    say.year,
    say.copies,
    ...severities.map((severity) => `${shapes[severity]} ${severityWord(severity, options.language)}`),
    say.notAssessable,
    say.remark,
  ].map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>
${open.map(
  ({ unit, years, files, summary, notAssessable, states }, index) =>
    html`<tr><td class="middle">${index + 1}</td><td>${unit}</td><td class="middle">${yearSpan(years)}</td>${[files, summary.errors, summary.warnings, summary.infos, notAssessable].map((count) => html`<td class="number">${count}</td>`)}<td>${[...new Set(states)].join('、')}</td></tr>\n`,
)}</tbody></table>`;
  const names = clean.map(({ unit, files }) => (files > 1 ? `${unit}（${files}）` : unit));
  return html`${open.length > 0 ? table : ''}
${clean.length > 0 ? html`<p class="list">${say.cleanUnits(clean.length)}${names.join('、')}${say.stop}</p>` : ''}`;
}

/** 2019–2022 for years without a gap, else each of them. */
function yearSpan(years: readonly number[]): string {
  const [first, last] = [years.at(0), years.at(-1)];
  if (first === undefined || last === undefined) return '';
  return years.length > 2 && last - first === years.length - 1 ? `${first}–${last}` : years.join('、');
}

function byRule(reports: readonly ReportResult[], options: HtmlOptions): Markup {
  const { language } = options;
  const say = words[language];
  const found = reports.flatMap((report) => report.findings.map((finding) => ({ report, finding })));
  const rows = [...Map.groupBy(found, ({ finding }) => `${finding.rule} ${finding.severity}`).values()].map((group) => {
    const { rule, severity, basis } = (group[0] as (typeof found)[number]).finding;
    return { rule, severity, basis, files: new Set(group.map(({ report }) => report)).size, places: group.length };
  });
  rows.sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity) || b.places - a.places);
  return html`<table class="small">
<colgroup><col class="level-column"><col style="width:46mm"><col style="width:14mm"><col style="width:14mm"><col></colgroup>
<thead><tr>${[say.severity, say.kind, say.reports, say.count, say.basis].map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>
${rows.map(
  ({ rule, severity, basis, files, places }) =>
    html`<tr><td class="level">${level(severity, options)}</td><td>${ruleName(rule, language)}<br><span class="hash">${rule}</span></td><td class="number">${files}</td><td class="number">${places}</td><td>${basis}</td></tr>\n`,
)}</tbody></table>`;
}

/** Every report with something to say about, briefly: its basis stands in the table by rule. */
function byReport(reports: readonly ReportResult[], options: HtmlOptions): Markup {
  const { language } = options;
  const say = words[language];
  const open = reports.filter((report) => report.findings.length > 0 || stateOf(report) !== 'checked');
  if (open.length === 0) return html`<p>${say.clean}</p>`;
  return html`<table class="small">
<colgroup><col class="level-column"><col><col style="width:28mm"></colgroup>
<thead><tr><th scope="col">${say.severity}</th><th scope="col">${say.finding}</th><th scope="col">${say.place}</th></tr></thead>
${open.map((report, index) => {
  const reasons = [
    ...new Set([...(report.error ? [report.error] : []), ...report.problems].map(({ message }) => message)),
  ];
  const form = formOf(report, options.book);
  return html`<tbody>
<tr class="report"><th colspan="3" scope="rowgroup">${index + 1}. ${reportTitle(report, options)}<span class="hash">SHA-256 ${report.sha256 ?? say.none}</span></th></tr>
${reasons.map((reason) => html`<tr><td class="level">${stateWord(report, language)}</td><td colspan="2">${reason}</td></tr>\n`)}${report.findings.map((finding) => briefRow(finding, report, form, options))}</tbody>
`;
})}</table>`;
}

function briefRow(finding: FindingResult, report: ReportResult, form: Form, options: HtmlOptions): Markup {
  const { language, book } = options;
  const equation = writtenEquation(finding, form, book, language);
  // The sentences of most arithmetic rules hold the sums already.
  const sums = equation ? [equation.left.sum, equation.right.sum] : [];
  const said = sums.every((sum) => finding.message.includes(sum));
  const line = equation && !said ? html`<p class="note">${equationLine(equation, language)}</p>` : '';
  return html`<tr><td class="level">${level(finding.severity, options)}</td><td>${finding.message}${line}${verdict(finding, report, options)}</td><td>${placeText(finding.location, language)}</td></tr>
`;
}

// —— words ——

function level(severity: Severity, { language }: HtmlOptions): string {
  return `${shapes[severity]} ${severityWord(severity, language)}`;
}

function unitOf({ unit }: ReportResult, { language }: HtmlOptions): string {
  return unit ?? words[language].unknownUnit;
}

function yearOf({ year }: ReportResult, { language }: HtmlOptions): string {
  return year === null ? words[language].unknownYear : words[language].yearName(year);
}

function reportTitle(report: ReportResult, options: HtmlOptions): string {
  return report.status === 'unreadable'
    ? report.file
    : `${unitOf(report, options)}　${yearOf(report, options)}　${report.file}`;
}

function hashMark({ sha256 }: ReportResult): string {
  return sha256 === null ? '' : `SHA-256 ${sha256.slice(0, 16)}…`;
}

function dayText({ printedAt, language }: HtmlOptions): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(printedAt);
  if (!match || language === 'en') return printedAt;
  return `${match[1]}年${Number(match[2])}月${Number(match[3])}日`;
}

// —— markup ——

type Part = Markup | string | number | readonly Markup[];

/** A piece of HTML; what is put into it is escaped unless it is a piece itself. */
function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return { markup: strings.map((string, index) => string + markupOf(parts[index] ?? '')).join('') };
}

function markupOf(part: Part): string {
  if (typeof part === 'string') return escaped(part);
  if (typeof part === 'number') return String(part);
  return 'markup' in part ? part.markup : part.map(({ markup }) => markup).join('');
}

function raw(markup: string): Markup {
  return { markup };
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return printable(text).replace(/[&<>"']/g, (character) => entities[character] as string);
}
