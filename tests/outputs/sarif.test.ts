/**
 * SARIF 2.1.0. The official schema is not among the packages, so the demands that it and the standard make on what is
 * written here are tested one by one; regions are tested against the text that they point into.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { toSarif, uriOf } from '../../src/shared/outputs/sarif.ts';
import { book } from '../support/compare.ts';
import {
  type GeneratedResult,
  generatedResults,
  hostileResult,
  hostileTexts,
  sampleResults,
} from '../support/results.ts';

const options = { language: 'zh-CN', version: '0.1.0', book, separator: '/' } as const;

/** A URI reference in characters that RFC 3986 knows, percent signs only before two digits. */
const uri = z.string().regex(/^(?:[\w\-.~!$&'()*+,;=:@/?#]|%[0-9A-F]{2})*$/);
const text = z.strictObject({ text: z.string().min(1) });
const artifactLocation = z.strictObject({ uri, index: z.int().min(0) });
const properties = z.record(z.string(), z.unknown());
const level = z.enum(['none', 'note', 'warning', 'error']);
const region = z.strictObject({
  startLine: z.int().min(1),
  startColumn: z.int().min(1),
  endColumn: z.int().min(1),
  charOffset: z.int().min(0),
  charLength: z.int().min(0),
});
const location = z.strictObject({
  id: z.int().min(0).optional(),
  physicalLocation: z.strictObject({ artifactLocation, region: region.optional() }),
  logicalLocations: z
    .array(z.strictObject({ name: z.string().min(1), fullyQualifiedName: z.string().min(1) }))
    .min(1)
    .optional(),
  message: text.optional(),
  properties: properties.optional(),
});

const log = z.strictObject({
  $schema: z.url(),
  version: z.literal('2.1.0'),
  runs: z.array(
    z.strictObject({
      tool: z.strictObject({
        driver: z.strictObject({
          name: z.literal('gouji'),
          version: z.string(),
          language: z.string().regex(/^[a-z]{2}(-[A-Z]{2})?$/),
          rules: z.array(
            z.strictObject({
              id: z.string().min(1),
              shortDescription: text,
              fullDescription: text,
              defaultConfiguration: z.union([z.strictObject({ level }), z.strictObject({ enabled: z.literal(false) })]),
            }),
          ),
        }),
      }),
      language: z.string().regex(/^[a-z]{2}(-[A-Z]{2})?$/),
      columnKind: z.literal('utf16CodeUnits'),
      invocations: z.tuple([
        z.strictObject({
          executionSuccessful: z.boolean(),
          toolExecutionNotifications: z.array(
            z.strictObject({
              descriptor: z.strictObject({ id: z.string() }),
              level,
              message: text,
              locations: z.array(location),
            }),
          ),
        }),
      ]),
      artifacts: z.array(
        z.strictObject({
          location: artifactLocation,
          mimeType: z
            .string()
            .regex(/^[^/]+\/.+$/)
            .optional(),
          hashes: z.strictObject({ 'sha-256': z.string().regex(/^[0-9a-f]{64}$/) }).optional(),
          properties,
        }),
      ),
      results: z.array(
        z.strictObject({
          ruleId: z.string(),
          ruleIndex: z.int().min(0),
          level,
          message: text,
          locations: z.array(location).length(1),
          relatedLocations: z.array(location).min(1).optional(),
          partialFingerprints: z.strictObject({ 'goujiFinding/v1': z.string().min(1) }),
          properties,
        }),
      ),
    }),
  ),
});

function parse(...args: Parameters<typeof toSarif>) {
  const [run] = log.parse(JSON.parse(toSarif(...args))).runs;
  if (!run) throw new Error('no run');
  return run;
}

describe('the samples', () => {
  it('every finding under its rule, at its level, in its file', async () => {
    const reports = await sampleResults();
    const { results, artifacts, tool } = parse(reports, options);
    const wanted = reports.flatMap(({ file, findings }) =>
      findings.map(({ rule, severity, message, fingerprint }) => ({
        rule,
        level: severity === 'info' ? 'note' : severity,
        message,
        file,
        fingerprint,
      })),
    );
    const found = results.map((result) => ({
      rule: tool.driver.rules[result.ruleIndex]?.id,
      level: result.level,
      message: result.message.text,
      file: decodeURIComponent(result.locations[0]?.physicalLocation.artifactLocation.uri ?? ''),
      fingerprint: result.partialFingerprints['goujiFinding/v1'],
    }));
    expect(found).toEqual(wanted);
    expect(results.every(({ ruleId, ruleIndex }) => tool.driver.rules[ruleIndex]?.id === ruleId)).toBe(true);
    for (const { locations, relatedLocations = [] } of results) {
      for (const { physicalLocation } of [...locations, ...relatedLocations]) {
        const { uri: place, index } = physicalLocation.artifactLocation;
        expect(artifacts[index]?.location).toEqual({ uri: place, index });
      }
    }
  });

  it('places of PDF and DOCX in words and as the contract has them', async () => {
    const reports = (await sampleResults()).filter(({ file }) => /（有误）\.(?:pdf|docx)$/.test(file));
    const { results } = parse(reports, options);
    const places = reports.flatMap(({ findings }) => findings.map((finding) => finding.location));
    expect(results.map((result) => result.locations[0]?.properties?.location)).toEqual(places);
    expect(
      results.every((result) => result.locations[0]?.logicalLocations?.[0]?.name.startsWith('第') !== undefined),
    ).toBe(true);
  });

  it('a file that could not be read makes the run unsuccessful, and is told why', async () => {
    const reports = await sampleResults();
    const [invocation] = parse(reports, options).invocations;
    expect(invocation.executionSuccessful).toBe(false);
    expect(invocation.toolExecutionNotifications.map(({ descriptor, level }) => [descriptor.id, level])).toEqual([
      ['empty', 'error'],
    ]);
    const read = reports.filter(({ status }) => status === 'checked');
    expect(parse(read, options).invocations[0].executionSuccessful).toBe(true);
  });

  it('each rule once, with its basis, at its level', async () => {
    const { rules } = parse(await sampleResults('en'), { ...options, language: 'en' }).tool.driver;
    expect(rules.map(({ id }) => id)).toEqual(Object.keys(book.rules));
    for (const rule of rules) expect(rule.fullDescription.text).toBe(book.rules[rule.id]?.basis.en);
  });
});

describe('regions of text files', () => {
  let generated: readonly GeneratedResult[] = [];
  beforeAll(async () => {
    generated = (await generatedResults(100)).filter(({ result }) => result.findings.length > 0);
  });

  it('line and column mean the same place as the offset, and end on the same line', () => {
    expect(generated.length).toBeGreaterThan(40);
    for (const { result, text: source } of generated) {
      const lines = source.split('\n');
      for (const { locations, relatedLocations = [] } of parse([result], options).results) {
        for (const { physicalLocation } of [...locations, ...relatedLocations]) {
          const { startLine, startColumn, endColumn, charOffset, charLength } = region.parse(physicalLocation.region);
          const line = lines[startLine - 1] ?? '';
          expect(line.slice(startColumn - 1, endColumn - 1)).toBe(source.slice(charOffset, charOffset + charLength));
          expect(endColumn - 1).toBeLessThanOrEqual(line.length);
        }
      }
    }
  });
});

it('hostile texts stay whole', () => {
  const { results } = parse([hostileResult()], options);
  expect(results.map(({ message }) => message.text)).toEqual([...hostileTexts]);
});

describe('paths as URIs', () => {
  it.each([
    ['samples/报告 一.txt', '/', 'samples/%E6%8A%A5%E5%91%8A%20%E4%B8%80.txt'],
    ['a#b?c%20/100%.txt', '/', 'a%23b%3Fc%2520/100%25.txt'],
    ['a\\b.txt', '/', 'a%5Cb.txt'],
    ['c:d/e.txt', '/', 'c%3Ad/e.txt'],
    ['/home/a b.txt', '/', 'file:///home/a%20b.txt'],
    ['folder\\a.txt', '\\', 'folder/a.txt'],
    ['C:\\folder\\a b.txt', '\\', 'file:///C:/folder/a%20b.txt'],
    ['\\\\server\\share\\a.txt', '\\', 'file://server/share/a.txt'],
    ['半截\uD800', '/', '%E5%8D%8A%E6%88%AA%EF%BF%BD'],
  ] as const)('%s (%s) is %s', (path, separator, wanted) => {
    expect(uriOf(path, separator)).toBe(wanted);
  });
});
