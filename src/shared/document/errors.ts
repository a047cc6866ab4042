/**
 * Why a file cannot be read: the contract's codes. Readers throw ReadError; anything else that is thrown
 * is a bug of the program and is reported as such.
 */
export type ReadErrorCode =
  | 'encrypted'
  | 'corrupt'
  | 'scanned'
  | 'empty'
  | 'unsupported'
  | 'too-large'
  | 'not-a-report'
  | 'not-found';

export class ReadError extends Error {
  override readonly name = 'ReadError';
  readonly code: ReadErrorCode;
  /** Values for the message shown to the user (a limit, a found format), and English detail for logs. */
  readonly values: Readonly<Record<string, string | number>>;

  constructor(code: ReadErrorCode, detail: string, values: Readonly<Record<string, string | number>> = {}) {
    super(detail);
    this.code = code;
    this.values = values;
  }
}
