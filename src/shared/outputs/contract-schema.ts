/**
 * The contract's JSON as a schema: what `--format json` prints is checked against it by the tests, and
 * docs/report.schema.json, which other programs may check by, is made from it. Nothing imports it at run time.
 */
import { z } from 'zod';
import { editionIds, sectionIds } from '../form/ids.ts';

const severity = z.enum(['error', 'warning', 'info']);
const count = z.int().min(0);

const txtLocation = z.object({ line: z.int().min(1), column: z.int().min(1), start: count, end: count }).meta({
  id: 'txtLocation',
  description: 'Line and column from 1; start and end in UTF-16 code units of the decoded text',
});

const pdfLocation = z
  .object({ page: z.int().min(1), rect: z.tuple([z.number(), z.number(), z.number(), z.number()]) })
  .meta({
    id: 'pdfLocation',
    description: 'Page from 1; x, y, width, height in points from the top left as displayed',
  });

const docxLocation = z
  .object({
    block: count,
    row: z.exactOptional(count),
    column: z.exactOptional(count),
    start: z.exactOptional(count),
    end: z.exactOptional(count),
    get inner() {
      return z.exactOptional(docxLocation);
    },
  })
  .meta({
    id: 'docxLocation',
    description: 'Index among the body’s paragraphs and tables, from 0, and the place inside it',
  });

const location = z.union([txtLocation, pdfLocation, docxLocation]).meta({ id: 'location' });

const cell = z
  .object({ value: z.number().nullable(), raw: z.string(), location })
  .meta({ id: 'cell', description: 'A blank cell has value null and raw ""; a cell that is not there is absent' });

const cellId = z.string().meta({ id: 'cellId', description: 'table.row.column' });

const equationTerm = z
  .object({
    cell: cellId,
    sign: z.union([z.literal(1), z.literal(-1)]),
    value: z.number(),
    blank: z.boolean(),
    location,
  })
  .meta({ id: 'equationTerm' });

const equation = z
  .object({
    left: z.array(equationTerm),
    right: z.array(equationTerm),
    leftSum: z.number(),
    rightSum: z.number(),
  })
  .meta({ id: 'equation' });

const finding = z
  .object({
    rule: z.string(),
    severity,
    message: z.string(),
    section: z.enum(sectionIds).nullable(),
    cells: z.array(cellId),
    expected: z.exactOptional(z.number()),
    actual: z.exactOptional(z.number()),
    suspects: z.array(z.object({ cell: cellId, from: z.number(), to: z.number(), location })),
    quote: z.exactOptional(z.string()),
    basis: z.string(),
    location,
    places: z.array(location).min(1),
    equation: z.exactOptional(equation),
    gap: z.exactOptional(z.object({ side: z.enum(['before', 'after']), title: z.string(), holds: z.string() })),
    fingerprint: z.string(),
  })
  .meta({ id: 'finding' });

const tableOfCells = z
  .record(z.string(), z.record(z.string(), cell))
  .meta({ id: 'table', description: 'row → column → cell' });

export const reportSchema = z
  .object({
    file: z.string(),
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .nullable(),
    format: z.enum(['docx', 'pdf', 'txt']).nullable(),
    status: z.enum(['checked', 'unreadable']),
    error: z
      .object({
        code: z.enum([
          'encrypted',
          'corrupt',
          'scanned',
          'empty',
          'unsupported',
          'too-large',
          'not-a-report',
          'not-found',
        ]),
        message: z.string(),
      })
      .nullable(),
    problems: z.array(
      z.object({
        code: z.enum(['damaged', 'page-failed', 'page-scanned', 'limit']),
        message: z.string(),
        location: z.exactOptional(location),
        recognised: z.exactOptional(z.literal(true)),
      }),
    ),
    unit: z.string().nullable(),
    year: z.int().nullable(),
    edition: z.enum(editionIds).nullable(),
    tableEditions: z.exactOptional(
      z.object({
        proactive: z.exactOptional(z.enum(editionIds)),
        requests: z.exactOptional(z.enum(editionIds)),
        litigation: z.exactOptional(z.enum(editionIds)),
      }),
    ),
    sections: z.array(z.object({ id: z.enum(sectionIds).nullable(), title: z.string(), location })),
    tables: z.object({
      proactive: z.exactOptional(tableOfCells),
      requests: z.exactOptional(tableOfCells),
      litigation: z.exactOptional(tableOfCells),
    }),
    checks: z.object({ passed: count, failed: count, notAssessable: count }),
    findings: z.array(finding),
  })
  .meta({ id: 'report', description: 'An entry of reports; with --format ndjson, a line' });

export const checkResultSchema = z.object({
  tool: z.object({ name: z.literal('gouji'), version: z.string() }),
  reports: z.array(reportSchema),
  summary: z.object({ files: count, unreadable: count, errors: count, warnings: count, infos: count }),
});

/** The published JSON Schema. It allows fields that it does not know: the contract may gain some. */
export function reportJsonSchema(): object {
  return { title: 'Gouji: result of a check (--format json)', ...z.toJSONSchema(checkResultSchema, { io: 'input' }) };
}
