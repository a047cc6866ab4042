/**
 * Maps offsets of a text as the reader read it to offsets of the same text as a view shows it. The two may
 * differ in white space only (a line break that became a space, spaces that HTML folds).
 */

const space = /\s/u;

export function withoutSpace(text: string): string {
  return text.replace(/\s+/gu, '');
}

/** For each offset 0..read.length the offset in `shown`; null where the texts differ in more than white space. */
export function mapOffsets(read: string, shown: string): readonly number[] | null {
  const map: number[] = [];
  let at = 0;
  for (let offset = 0; offset < read.length; offset++) {
    const unit = read[offset] as string;
    if (space.test(unit)) {
      map.push(at);
      if (at < shown.length && space.test(shown[at] as string)) at++;
      continue;
    }
    while (at < shown.length && space.test(shown[at] as string)) at++;
    if (shown[at] !== unit) return null;
    map.push(at);
    at++;
  }
  map.push(at);
  return withoutSpace(shown.slice(at)) === '' ? map : null;
}
