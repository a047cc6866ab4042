/** Writes docs/rule-pack.schema.json anew from src/shared/rules/pack-schema.ts. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rulePackJsonSchema } from '../src/shared/rules/pack-schema.ts';

const file = join(import.meta.dirname, '..', 'docs', 'rule-pack.schema.json');
writeFileSync(file, `${JSON.stringify(rulePackJsonSchema(), null, 2)}\n`);
