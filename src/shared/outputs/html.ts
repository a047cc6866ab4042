/**
 * `--format html`: the summary for the file, to be printed on A4. One report: facts, what was checked, each finding with
 * its equation written out. Several: counts, a table by unit, one by rule, and where that is asked for each report's
 * findings. One page of HTML without scripts or anything from elsewhere; all that comes from documents is escaped.
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
import { decisionWord, isDismissed, type Opinions, reviewWord } from './opinions.ts';
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

export interface HtmlOptions extends Opinions {
  readonly language: Language;
  readonly version: string;
  readonly book: RuleBook;
  /** The day that is printed on it, `2024-03-31`. */
  readonly printedAt: string;
  /** Whether the summary of several reports lists the findings of each. */
  readonly details?: boolean;
}

/** Markup that is safe to put out as it is; everything else goes through `text`. */
type Markup = { readonly markup: string };

const shapes = { error: '■', warning: '▲', info: '○' } as const;

/** The summary of one report, or of all of them together. */
export function toHtml(reports: readonly ReportResult[], options: HtmlOptions): string {
  const writer = htmlWriter(options);
  for (const report of reports) writer.add(report);
  return writer.end();
}

export interface HtmlWriter {
  add(report: ReportResult): void;
  /** The page of what was added; nothing can be added after it. */
  end(): string;
}

/** For thousands of reports, one after the other: of each only what goes on the page is kept. */
export function htmlWriter(options: HtmlOptions): HtmlWriter {
  const batch = createBatch(options);
  let count = 0;
  let first: ReportResult | null = null;
  return {
    add(report) {
      count++;
      if (count === 1) {
        first = report;
        return;
      }
      if (first) batch.add(first);
      first = null;
      batch.add(report);
    },
    end: () => page(first, first ? one(first, options) : batch.markup(), options),
  };
}

/** @param single the one report that the page is about; null for a batch */
function page(single: ReportResult | null, content: Markup, options: HtmlOptions): string {
  const say = words[options.language];
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
<style>${raw(styleSheet(running, say.ofPages))}</style>
</head>
<body>
<h1>${title}</h1>
${content}
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
    ...reviewFact(report, options),
    [say.printed, `${dayText(options)}　${say.tool(options.version)}`],
  ];
  const head = html`<table class="facts"><tbody>
${facts.map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>\n`)}</tbody></table>`;
  if (report.status === 'unreadable') return head;
  return html`${head}
<h2>${say.headings.result}</h2>
${resultOf(tallyOf(report, options), options)}
${scopeOf(report, options)}
<h2>${say.headings.findings}</h2>
${
  report.findings.length === 0
    ? html`<p>${say.clean}</p>`
    : html`<table><colgroup><col style="width:11mm"><col class="level-column"><col><col style="width:34mm"></colgroup>
<thead><tr><th scope="col">${say.index}</th><th scope="col">${say.severity}</th><th scope="col">${say.finding}</th><th scope="col">${say.place}</th></tr></thead>
<tbody>
${report.findings.map((finding, index) => findingRow(finding, index, report, options))}</tbody></table>`
}`;
}

function stateLine(report: ReportResult, { language }: HtmlOptions): string {
  // What is said of a file of a foreign format names that format.
  const isForeign = report.format === null || report.error?.code === 'unsupported';
  const format = isForeign ? [] : [report.format.toUpperCase()];
  return [...format, stateWord(report, language), ...reasonsOf(report)].join('　');
}

/** What kept the file from being read, wholly or at all. */
function reasonsOf({ error, problems }: ReportResult): string[] {
  return [...new Set([...(error ? [error] : []), ...problems].map(({ message }) => message))];
}

function reviewFact(report: ReportResult, { language, reviewOf }: HtmlOptions): (readonly [string, string])[] {
  const review = reviewOf?.(report);
  return review ? [[words[language].review, reviewWord(review, language)]] : [];
}

/** What is counted of one report or of many. */
interface Tally {
  readonly counts: Record<Severity, number>;
  readonly checks: { passed: number; failed: number; notAssessable: number };
  /** What the auditor decided; findings that were dismissed are not in `counts`. */
  readonly decided: { confirmed: number; dismissed: number; mended: number };
}

function emptyTally(): Tally {
  return {
    counts: { error: 0, warning: 0, info: 0 },
    checks: { passed: 0, failed: 0, notAssessable: 0 },
    decided: { confirmed: 0, dismissed: 0, mended: 0 },
  };
}

function addToTally(tally: Tally, report: ReportResult, options: HtmlOptions): void {
  for (const kind of ['passed', 'failed', 'notAssessable'] as const) tally.checks[kind] += report.checks[kind];
  for (const finding of report.findings) {
    const decision = options.verdictOf?.(report, finding)?.decision;
    if (decision) tally.decided[decision]++;
    if (decision !== 'dismissed') tally.counts[finding.severity]++;
  }
}

function tallyOf(report: ReportResult, options: HtmlOptions): Tally {
  const tally = emptyTally();
  addToTally(tally, report, options);
  return tally;
}

/** The counts of findings and of comparisons, in words and shapes. */
function resultOf({ counts, checks, decided }: Tally, options: HtmlOptions): Markup {
  const say = words[options.language];
  const isDecided = decided.confirmed + decided.dismissed + decided.mended > 0;
  return html`<p class="marks">${severities.map(
    (severity) => html`<span>${level(severity, options)} ${say.places(counts[severity])}</span>`,
  )}</p>
${isDecided ? html`<p>${say.decided(decided)}</p>\n` : ''}<p>${say.checks(checks.passed, checks.failed, checks.notAssessable)}</p>`;
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
<tr><th scope="row">${say.tables}</th><td>${tables.map((line) => html`${line}<br>`)}</td></tr></tbody></table>`;
}

function findingRow(finding: FindingResult, index: number, report: ReportResult, options: HtmlOptions): Markup {
  const { language, book } = options;
  const say = words[language];
  const form = formOf(report, book);
  const equation = writtenEquation(finding, form, book, language);
  const section = sectionTitle(finding, report, book);
  const note = (name: string, value: Markup | string) => html`<p class="note"><b>${name}</b>　${value}</p>\n`;
  return html`<tr><td class="middle">${index + 1}</td><td class="level">${level(finding.severity, options)}</td>
<td>${finding.message}
${equation ? equationFigure(equation, finding, options) : ''}
${suspectsBeside(finding, equation).map((suspect) =>
  note(
    say.suspect,
    `${cellTitle(suspect.cell, form)}：${figure(suspect.from)} → ${figure(suspect.to)}（${placeText(suspect.location, language, true)}）`,
  ),
)}${finding.gap ? note(say.holds, finding.gap.holds) : ''}${finding.quote ? note(say.quote, say.quoted(finding.quote)) : ''}${note(say.basis, finding.basis)}${verdict(finding, report, options)}</td>
<td class="place">${section === null ? '' : html`${section}<br>`}${equation ? placeText(finding.location, language) : placesOf(finding, language)}
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
  const decision =
    given.decision === null ? '' : html`<span class="decision">${decisionWord(given.decision, language)}</span> `;
  return html`<p class="note"><b>${say.decision}</b>　${decision}${given.note}</p>\n`;
}

/** The suspects that the equation does not show already. */
function suspectsBeside({ suspects }: FindingResult, equation: WrittenEquation | null): FindingResult['suspects'] {
  const shown = new Set(equation ? [...equation.left.terms, ...equation.right.terms].map(({ term }) => term.cell) : []);
  return suspects.filter(({ cell }) => !shown.has(cell));
}

/** So many figures stand side by side; more of them one below the other, so that the row does not fill the page. */
const mostAbreast = 8;

/** The equation as the auditor would write it beside the table: each figure with its name and place under it. */
function equationFigure(equation: WrittenEquation, { suspects }: FindingResult, { language }: HtmlOptions): Markup {
  const figureOf = ({ term, name, value }: WrittenTerm) => {
    const suspect = suspects.find(({ cell }) => cell === term.cell);
    const shown = suspect ? `${value} → ${figure(suspect.to)}` : value;
    return html`<span class="term${suspect ? ' suspect' : ''}"><span class="value">${shown}</span><span class="name">${name}</span><span class="at">${placeText(term.location, language, true)}</span></span>`;
  };
  const sign = (text: string) => html`<span class="sign">${text}</span>`;
  // Signs of relation keep to a figure, so that no line begins or ends with a bare one.
  const side = ({ terms, sum, summed }: WrittenSide, relation: Markup | string) => {
    const total = summed ? html`${sign('＝')}${sign(sum)}` : '';
    const isMany = terms.length > mostAbreast;
    const [before, after] = isMany ? ['', ''] : [relation, total];
    const figures = terms.map(
      (term, index) =>
        html`<span class="signed">${index === 0 ? before : ''}${term.sign ? sign(term.sign) : ''}${figureOf(term)}${index === terms.length - 1 ? after : ''}</span>`,
    );
    return isMany ? html`${relation}<span class="many">${figures}</span>${total}` : html`${figures}`;
  };
  const { left, right, zeros } = equation;
  const say = words[language];
  const isSuspected = [...left.terms, ...right.terms].some(({ term }) =>
    suspects.some(({ cell }) => cell === term.cell),
  );
  const remarks = [...(zeros > 0 ? [say.zeros(zeros)] : []), ...(isSuspected ? [say.framed] : [])];
  const rest = remarks.length > 0 ? html`<span class="note">${remarks.join(say.semicolon)}</span>` : '';
  return html`<div class="equation">${side(left, '')}${side(right, sign('≠'))}${rest}</div>`;
}

// —— several ——

/** What the page keeps of a unit with its reports. */
interface UnitTally extends Tally {
  readonly unit: string;
  readonly years: Set<number>;
  files: number;
  /** Why reports were not, or not wholly, read. */
  readonly states: Set<string>;
}

interface RuleTally {
  readonly rule: string;
  readonly severity: Severity;
  readonly basis: string;
  files: number;
  places: number;
  last: ReportResult;
}

/** Gathers reports; their findings count where the auditor has not dismissed them. */
function createBatch(options: HtmlOptions) {
  const { language } = options;
  const say = words[language];
  const whole = emptyTally();
  const units = new Map<string, UnitTally>();
  const rules = new Map<string, RuleTally>();
  const listed: Markup[] = [];
  const unread: Markup[] = [];
  let files = 0;
  let unreadable = 0;

  function countRules(report: ReportResult): void {
    for (const finding of report.findings) {
      if (isDismissed(options, report, finding)) continue;
      const { rule, severity, basis } = finding;
      const key = `${severity} ${rule}`;
      const tally = rules.get(key) ?? { rule, severity, basis, files: 1, places: 0, last: report };
      rules.set(key, tally);
      tally.places++;
      if (tally.last !== report) tally.files++;
      tally.last = report;
    }
  }

  return {
    add(report: ReportResult): void {
      files++;
      if (report.status === 'unreadable') unreadable++;
      addToTally(whole, report, options);
      const isWhole = stateOf(report) === 'checked';
      if (!isWhole) unread.push(unreadRow(report, unread.length + 1, options));
      if (options.details && (report.findings.length > 0 || !isWhole)) {
        listed.push(listing(report, listed.length + 1, options));
      }
      // With a row of its own among the units it would seem to be without faults.
      if (report.status === 'unreadable') return;
      const unit = report.unit ?? `${say.unknownUnit}${report.file}`;
      const own: UnitTally = units.get(unit) ?? {
        ...emptyTally(),
        unit,
        years: new Set<number>(),
        files: 0,
        states: new Set<string>(),
      };
      units.set(unit, own);
      own.files++;
      addToTally(own, report, options);
      if (report.year !== null) own.years.add(report.year);
      if (!isWhole) own.states.add(stateWord(report, language));
      countRules(report);
    },
    markup: (): Markup => html`<p class="subtitle">${dayText(options)}　${say.tool(options.version)}</p>
<h2>${say.headings.overview}</h2>
<p>${say.files(files, unreadable)}</p>
${resultOf(whole, options)}
${unread.length > 0 ? unreadFiles(unread, options) : ''}
${units.size > 0 ? html`<h2>${say.headings.units}</h2>\n${byUnit([...units.values()], options)}\n` : ''}${rules.size > 0 ? html`<h2>${say.headings.rules}</h2>\n${byRule([...rules.values()], options)}\n` : ''}${
  options.details ? html`<h2>${say.headings.reports}</h2>\n${byReport(listed, options)}` : ''
}`,
  };
}

function unreadFiles(rows: readonly Markup[], { language }: HtmlOptions): Markup {
  const say = words[language];
  return html`<p class="list">${say.unread}</p>
<table class="small">
<colgroup><col style="width:11mm"><col style="width:66mm"><col style="width:18mm"><col></colgroup>
<thead><tr>${[say.index, say.file, say.state, say.reason].map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>
${rows}</tbody></table>`;
}

function unreadRow(report: ReportResult, number: number, { language }: HtmlOptions): Markup {
  return html`<tr><td class="middle">${number}</td><td>${report.file}</td><td class="middle">${stateWord(report, language)}</td><td>${reasonsOf(report).join(' ')}</td></tr>
`;
}

/** Units with something to do, those with most errors first; then the names of those with nothing. */
function byUnit(units: readonly UnitTally[], options: HtmlOptions): Markup {
  const say = words[options.language];
  const isClean = ({ counts, states }: UnitTally) => counts.error + counts.warning + counts.info + states.size === 0;
  const [clean, open] = [units.filter(isClean), units.filter((unit) => !isClean(unit))];
  open.sort((a, b) => b.counts.error - a.counts.error || b.counts.warning - a.counts.warning);
  const table = html`<table class="small">
<colgroup><col style="width:11mm"><col><col style="width:24mm"><col style="width:11mm"><col style="width:15mm"><col style="width:15mm"><col style="width:15mm"><col style="width:17mm"><col style="width:18mm"></colgroup>
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
  ({ unit, years, files, counts, checks, states }, index) =>
    html`<tr><td class="middle">${index + 1}</td><td>${unit}</td><td class="middle">${yearSpan([...years].sort())}</td>${[files, counts.error, counts.warning, counts.info, checks.notAssessable].map((count) => html`<td class="number">${count}</td>`)}<td>${[...states].join('、')}</td></tr>\n`,
)}</tbody></table>`;
  const names = clean.map(({ unit, files }) => (files > 1 ? `${unit}（${files}）` : unit));
  return html`${open.length > 0 ? table : ''}
${clean.length > 0 ? html`<p class="list">${say.cleanUnits(clean.length)}${names.join('、')}${say.stop}</p>` : ''}`;
}

/** Two years are named; more of them as a span, so that a row stays one line: 2019–2023. */
function yearSpan(years: readonly number[]): string {
  return years.length > 2 ? `${years[0]}–${years.at(-1)}` : years.join('、');
}

function byRule(rows: readonly RuleTally[], options: HtmlOptions): Markup {
  const { language } = options;
  const say = words[language];
  const sorted = rows.toSorted(
    (a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity) || b.places - a.places,
  );
  return html`<table class="small">
<colgroup><col class="level-column"><col style="width:46mm"><col style="width:12mm"><col style="width:12mm"><col></colgroup>
<thead><tr>${[say.severity, say.kind, say.reports, say.count, say.basis].map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>
${sorted.map(
  ({ rule, severity, basis, files, places }) =>
    html`<tr><td class="level">${level(severity, options)}</td><td>${ruleName(rule, language)}</td><td class="number">${files}</td><td class="number">${places}</td><td>${basis}</td></tr>\n`,
)}</tbody></table>`;
}

function byReport(listed: readonly Markup[], { language }: HtmlOptions): Markup {
  const say = words[language];
  if (listed.length === 0) return html`<p>${say.clean}</p>`;
  return html`${listed}`;
}

/**
 * A report with something to say about, briefly: the basis stands in the table by rule. A table of its own, so that each
 * page says at its head whose findings they are.
 */
function listing(report: ReportResult, number: number, options: HtmlOptions): Markup {
  const { language } = options;
  const say = words[language];
  const form = formOf(report, options.book);
  return html`<table class="small listing">
<colgroup><col class="level-column"><col><col style="width:34mm"></colgroup>
<thead><tr class="report"><th colspan="3">${number}. ${reportTitle(report, options)}<span class="hash">SHA-256 ${report.sha256 ?? say.none}</span></th></tr>
<tr><th scope="col">${say.severity}</th><th scope="col">${say.finding}</th><th scope="col">${say.place}</th></tr></thead>
<tbody>
${reasonsOf(report).map((reason) => html`<tr><td class="level">${stateWord(report, language)}</td><td colspan="2">${reason}</td></tr>\n`)}${report.findings.map((finding) => briefRow(finding, report, form, options))}</tbody></table>
`;
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
