/**
 * One small file, checked in the calling thread: a worker costs as much again as Node's own start, and a terminal program
 * that is given one file has nothing else to do. What the isolation of a worker is for is kept otherwise: limits of size
 * that leave a file no room to fill the memory, and the virtual machine's own watch over the time. A file that meets a
 * limit, needs a PDF engine or lays open a bug is not answered for here but left to a worker (docs/decisions/0025).
 */
import { readFileSync, statSync } from 'node:fs';
import { preparedCheck } from '../../shared/check.ts';
import { defaultLimits, type ReadLimits } from '../../shared/readers/limits.ts';
import { ruleBook } from '../../shared/rules/built-in.ts';
import type { RulePack } from '../../shared/rules/pack.ts';
import type { PlainAnswer } from './check-protocol.ts';
import { sha256 } from './sha256.ts';
import { within } from './within.ts';
import { zip } from './zip-tools.ts';

/** Real reports are far below each of these; what a file can make of them stays far below the memory of a process. */
const smallLimits: ReadLimits = {
  ...defaultLimits,
  fileBytes: 4 * 2 ** 20,
  inflatedBytes: 16 * 2 ** 20,
  pages: 50,
  tableSlots: 20_000,
  characters: 500_000,
};

/** Milliseconds; the slowest real report needs a hundredth of it. */
const timeLimit = 5000;

/** The answer, or null where a worker is to check the file. Never rejects. */
export async function checkInPlace(path: string, packs: readonly RulePack[]): Promise<PlainAnswer | null> {
  try {
    const stat = statSync(path);
    if (!stat.isFile() || stat.size > smallLimits.fileBytes) return null;
    const bytes = readFileSync(path);
    const tools = { book: ruleBook(packs), limits: smallLimits, zip, isAlone: true };
    const outcome = within(timeLimit, await preparedCheck(bytes, path, tools));
    if (!outcome || outcome.error?.code === 'too-large') return null;
    return { kind: 'plain', sha256: sha256(bytes), outcome };
  } catch {
    // Gone meanwhile, out of time, or a bug: a worker says which.
    return null;
  }
}
