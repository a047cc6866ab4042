/** What is printed for reading in a terminal, where a stranger's text must not give orders. */
import { expect, it } from 'vitest';
import { reportText } from '../../src/shared/outputs/text.ts';
import { book } from '../support/compare.ts';
import { hostileResult } from '../support/results.ts';

const orders = '\u001b[2J\u001b]0;title\u0007\u009b31m\u202E\r';

it.each(['file', 'unit', 'message', 'problem', 'error', 'section'])(
  'orders to the terminal in %s are shown',
  (where) => {
    const plain = hostileResult();
    const text = `甲${orders}乙`;
    const section = { id: 'requests', title: text, location: plain.findings[0]?.location as never } as const;
    const report = {
      ...plain,
      ...(where === 'file' ? { file: text } : {}),
      ...(where === 'unit' ? { unit: text } : {}),
      ...(where === 'problem' ? { problems: [{ code: 'limit', message: text } as const] } : {}),
      ...(where === 'error' ? { error: { code: 'corrupt', message: text } as const } : {}),
      ...(where === 'section' ? { sections: [section] } : {}),
      findings: plain.findings.map((finding) => ({
        ...finding,
        section: where === 'section' ? ('requests' as const) : null,
        message: where === 'message' ? text : '',
      })),
    };
    const printed = reportText(report, { language: 'zh-CN', book, color: false });
    expect(printed).toContain('甲\uFFFD[2J');
    expect(printed.replace(/[\n\t]/g, '')).not.toMatch(/\p{Cc}|\u202E/u);
  },
);
