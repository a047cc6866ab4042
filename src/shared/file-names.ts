/**
 * Names of files: which in a folder are taken for reports (what a file really is, its content says when it is read), and
 * their order.
 */

const reportName = /\.(docx|pdf|txt)$/i;

/**
 * Whether a file found in a folder is read. Left out besides other types: `~$…`, which Word keeps beside an open
 * document, and hidden files (`._…`, which macOS keeps beside files on foreign disks).
 * @param name file name, with or without folders (`/` or `\`)
 */
export function isReportFileName(name: string): boolean {
  const base = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  return reportName.test(base) && !base.startsWith('~$') && !base.startsWith('.');
}

/** Digit runs by value (2 before 10), all else by code point; the same on every machine, whatever its language. */
export function compareNatural(a: string, b: string): number {
  const left = a.match(/\d+|\D+/g) ?? [];
  const right = b.match(/\d+|\D+/g) ?? [];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const [x, y] = [left[i] as string, right[i] as string];
    const order = isDigits(x) && isDigits(y) ? compareDigits(x, y) : compareCodePoints(x, y);
    if (order !== 0) return order;
  }
  return left.length - right.length || compareCodePoints(a, b);
}

function isDigits(run: string): boolean {
  return run.charCodeAt(0) >= 0x30 && run.charCodeAt(0) <= 0x39;
}

/** Without conversion to a number: a run may be longer than a number holds. */
function compareDigits(a: string, b: string): number {
  const [x, y] = [a.replace(/^0+/, ''), b.replace(/^0+/, '')];
  return x.length - y.length || compareCodePoints(x, y);
}

function compareCodePoints(a: string, b: string): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const [x, y] = [a.codePointAt(i) as number, b.codePointAt(i) as number];
    if (x !== y) return x - y;
  }
  return a.length - b.length;
}
