/**
 * `--format sarif`: SARIF 2.1.0 (OASIS), for tools that gather findings of many programs. Each rule with its basis;
 * each finding with its place: a region in a text file, in PDF and DOCX, which have no lines, the place in words and,
 * as `properties.location`, the contract's own.
 */
import { isTxtLocation, type Location } from '../document/location.ts';
import type { Language, Severity } from '../rules/finding.ts';
import type { RuleBook } from '../rules/pack.ts';
import type { FindingResult, ReportResult } from './contract.ts';
import { ruleName } from './rule-names.ts';
import { placeText } from './text.ts';
import { cellTitle, formOf, sectionTitle } from './written.ts';

export interface SarifOptions {
  readonly language: Language;
  readonly version: string;
  /** The rules that were checked by, with the packs of the user. */
  readonly book: RuleBook;
  /** What parts folders in the reports' paths; a `\` in a name means itself where that is `/`. */
  readonly separator: '/' | '\\';
}

const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const levels = { error: 'error', warning: 'warning', info: 'note' } as const satisfies Record<Severity, string>;
const mimeTypes = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  txt: 'text/plain',
} as const;

/** One document, two spaces indented. */
export function toSarif(reports: readonly ReportResult[], options: SarifOptions): string {
  const { language, version, book } = options;
  const uris = reports.map((report) => uriOf(report.file, options.separator));
  const ruleIds = Object.keys(book.rules);
  const indexes = new Map(ruleIds.map((id, index) => [id, index]));
  const log = {
    $schema: schema,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'gouji', version, language, rules: ruleIds.map((id) => ruleOf(id, book, language)) },
        },
        language,
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: reports.every((report) => report.status === 'checked'),
            toolExecutionNotifications: reports.flatMap((report, index) =>
              notificationsOf(report, uris[index] as string, index, language),
            ),
          },
        ],
        artifacts: reports.map((report, index) => ({
          location: { uri: uris[index], index },
          ...(report.format ? { mimeType: mimeTypes[report.format] } : {}),
          ...(report.sha256 ? { hashes: { 'sha-256': report.sha256 } } : {}),
          properties: { unit: report.unit, year: report.year, edition: report.edition, checks: report.checks },
        })),
        results: reports.flatMap((report, index) =>
          report.findings.map((finding) =>
            resultOf(finding, report, { uri: uris[index] as string, index }, indexes, options),
          ),
        ),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function ruleOf(id: string, book: RuleBook, language: Language) {
  const { severity, basis } = book.rules[id] as RuleBook['rules'][string];
  return {
    id,
    shortDescription: { text: ruleName(id, language) },
    fullDescription: { text: basis[language] || ruleName(id, language) },
    defaultConfiguration: severity === 'off' ? { enabled: false } : { level: levels[severity] },
  };
}

interface ArtifactLocation {
  readonly uri: string;
  readonly index: number;
}

function resultOf(
  finding: FindingResult,
  report: ReportResult,
  artifactLocation: ArtifactLocation,
  indexes: ReadonlyMap<string, number>,
  { book, language }: SarifOptions,
) {
  const form = formOf(report, book);
  const [, ...more] = finding.places;
  const related = [
    ...more.map((location) => ({ location })),
    ...finding.suspects.map(({ cell, from, to, location }) => ({
      location,
      text: `${cellTitle(cell, form)} ${from} → ${to}`,
    })),
  ];
  const ruleIndex = indexes.get(finding.rule);
  const { cells, expected, actual, suspects, quote, equation, gap } = finding;
  return {
    ruleId: finding.rule,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: levels[finding.severity],
    message: { text: finding.message },
    locations: [
      {
        ...placeOf(finding.location, artifactLocation, language),
        logicalLocations: [
          {
            name: placeText(finding.location, language),
            fullyQualifiedName: [sectionTitle(finding, report, book), placeText(finding.location, language)]
              .filter((part) => part !== null)
              .join(' / '),
          },
        ],
      },
    ],
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related.map(({ location, ...rest }, id) => ({
            id,
            ...placeOf(location, artifactLocation, language),
            message: { text: 'text' in rest ? rest.text : placeText(location, language) },
          })),
        }),
    partialFingerprints: { 'goujiFinding/v1': finding.fingerprint },
    properties: { cells, expected, actual, suspects, quote, equation, gap, section: finding.section },
  };
}

function placeOf(location: Location, artifactLocation: ArtifactLocation, language: Language) {
  if (!isTxtLocation(location)) {
    const text = placeText(location, language);
    return { physicalLocation: { artifactLocation }, message: { text }, properties: { location } };
  }
  const { line, column, start, end } = location;
  const region = {
    startLine: line,
    startColumn: column,
    endColumn: column + end - start,
    charOffset: start,
    charLength: end - start,
  };
  return { physicalLocation: { artifactLocation, region } };
}

/** Files that could not be read, and what kept others from being read whole. */
function notificationsOf(report: ReportResult, uri: string, index: number, language: Language) {
  const { error } = report;
  const said = [
    ...(error ? [{ ...error, level: 'error', location: undefined }] : []),
    ...report.problems.map((problem) => ({ location: undefined, ...problem, level: 'warning' })),
  ];
  return said.map(({ code, message, level, location }) => ({
    descriptor: { id: code },
    level,
    message: { text: message },
    locations: [
      location
        ? placeOf(location, { uri, index }, language)
        : { physicalLocation: { artifactLocation: { uri, index } } },
    ],
  }));
}

/** A path as a URI reference: relative paths stay relative, absolute ones become file URIs. */
export function uriOf(path: string, separator: '/' | '\\'): string {
  const parts = (separator === '\\' ? path.replaceAll('\\', '/') : path).toWellFormed().split('/');
  const drive = separator === '\\' && /^[A-Za-z]:$/.test(parts[0] ?? '') ? parts.shift() : undefined;
  const encoded = parts.map(encodeURIComponent).join('/');
  if (drive) return `file:///${drive}/${encoded}`;
  if (separator === '\\' && encoded.startsWith('//')) return `file:${encoded}`;
  return encoded.startsWith('/') ? `file://${encoded}` : encoded;
}
