/** Details of an error that the user copies. */
import { expect, test } from 'vitest';
import { detailsOf, withDiagnosis } from './details.ts';

test('copied details hold the kind and place of an error, and nothing that was read from a report', () => {
  const error = Object.assign(new TypeError('无法处理“某局收到申请 7 件”\n    某局收到申请 7 件'), {
    code: 'internal',
  });
  const details = detailsOf(error);
  expect(details).toMatch(/^gouji: TypeError internal\n\s+at /);
  expect(details).not.toContain('申请');
  expect(detailsOf('某局收到申请 7 件')).toBe('gouji: string');
});

test('what the program says of itself comes with the details, where it answers', async () => {
  expect(await withDiagnosis('gouji: TypeError', Promise.resolve('gouji 1.2.3 (browser)'))).toBe(
    'gouji: TypeError\n\ngouji 1.2.3 (browser)',
  );
  expect(await withDiagnosis('gouji: TypeError', Promise.reject(new Error('gone')))).toBe('gouji: TypeError');
});
