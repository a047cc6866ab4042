/** Counts in English: 1 error, 2 errors. */

/** @param noun takes -s where there are several */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
