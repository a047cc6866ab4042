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
