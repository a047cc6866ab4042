/** Writes docs/report.schema.json anew from src/shared/outputs/contract-schema.ts. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reportJsonSchema } from '../src/shared/outputs/contract-schema.ts';

const file = join(import.meta.dirname, '..', 'docs', 'report.schema.json');
writeFileSync(file, `${JSON.stringify(reportJsonSchema(), null, 2)}\n`);
