/**
 * `node bench/likeness.ts [counts…]`: how the time of checkTogether grows with the number of reports, and what a digest
 * weighs. Figures of the developers' machine are in docs/benchmarks/likeness.md.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parse } from 'yaml';
import { makeRuleBook, type RulePack } from '../src/shared/rules/pack.ts';
import { checkTogether } from '../src/shared/rules/together/index.ts';
import { syntheticRun } from '../tests/support/synthetic-digests.ts';

const rounds = 3;
const packs = join(import.meta.dirname, '..', 'resources', 'rules');
const book = makeRuleBook(
  readdirSync(packs)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => parse(readFileSync(join(packs, name), 'utf8')) as RulePack),
);
const counts = process.argv.slice(2).map(Number);

for (let round = 0; round < rounds; round++) checkTogether(syntheticRun(1000, book).digests, book);
console.log('| reports | clauses | ms | ms per 1,000 reports | of the first | found / planted | KB per digest |');
console.log('| --- | --- | --- | --- | --- | --- | --- |');
let first = 0;
for (const count of counts.length > 0 ? counts : [500, 1000, 2000, 5000]) {
  const { digests, copies, ring, repeated } = syntheticRun(count, book);
  const times: number[] = [];
  let found = 0;
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    const results = checkTogether(digests, book);
    times.push(performance.now() - began);
    found = results.reduce((sum, { findings }) => sum + findings.length, 0);
  }
  const time = times.sort((a, b) => a - b)[Math.floor(rounds / 2)] as number;
  const perThousand = (time / count) * 1000;
  first ||= perThousand;
  const clauses = digests.reduce((sum, { prints }) => sum + prints.length, 0);
  const planted = new Set([...copies, ...ring]).size + repeated.length;
  const kilobytes = Buffer.byteLength(JSON.stringify(digests)) / count / 1024;
  console.log(
    `| ${count} | ${clauses} | ${time.toFixed(0)} | ${perThousand.toFixed(0)} | ×${(perThousand / first).toFixed(2)} | ${found} / ${planted} | ${kilobytes.toFixed(1)} |`,
  );
}
