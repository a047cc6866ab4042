/** The details of an error as they may leave the machine. */

/**
 * Name, code and stack, and nothing that was read from a report: messages are left out, for they may quote it.
 */
export function detailsOf(error: unknown): string {
  if (!(error instanceof Error)) return `gouji: ${typeof error}`;
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s*at /.test(line));
  return [`gouji: ${error.name}${code}`, ...frames].join('\n');
}

/** Milliseconds: a program that does not answer is no reason to have no details. */
const patience = 2000;

/** With what the program says of itself, where it answers. */
export async function withDiagnosis(details: string, diagnosis: Promise<string>): Promise<string> {
  const silence = new Promise<null>((resolve) => setTimeout(() => resolve(null), patience));
  const told = await Promise.race([diagnosis.catch(() => null), silence]);
  return told === null ? details : `${details}\n\n${told}`;
}
