/** Right reports of the generator give no finding on their text, and every fault planted in a text is found. */
import { describe, expect, it } from 'vitest';
import { generateReport } from '../../../tests/generator/generate.ts';
import { toHandmadeDocx } from '../../../tests/generator/ooxml.ts';
import { plants } from '../../../tests/generator/plant.ts';
import { Random } from '../../../tests/generator/random.ts';
import { toTxt, txtStyles } from '../../../tests/generator/render-txt.ts';
import { truthOf } from '../../../tests/generator/truth.ts';
import { check, differences } from '../../../tests/support/compare.ts';

const styleOf = (seed: number) => txtStyles[seed % txtStyles.length] ?? 'tabs';

describe('300 right reports', () => {
  it.each([0, 1, 2, 3, 4, 5])('the part %i of 6: nothing on the text, as TXT and as DOCX', async (part) => {
    for (let seed = part * 50 + 1; seed <= part * 50 + 50; seed++) {
      const model = generateReport({ seed: seed * 17 });
      const files = {
        'report.txt': new TextEncoder().encode(toTxt(model, styleOf(seed))),
        'report.docx': await toHandmadeDocx(model),
      };
      for (const [name, bytes] of Object.entries(files)) {
        const { findings } = await check(bytes, name);
        const marked = findings.filter(({ rule }) => rule.startsWith('text.')).map(({ message }) => message['zh-CN']);
        expect({ seed, name, marked }).toEqual({ seed, name, marked: [] });
      }
    }
  });
});

describe('faults planted in the text', () => {
  const names = [
    'text-conflict',
    'text-percentage',
    'text-part-whole',
    'text-zero-claim',
    'fee-unmentioned',
    'period-of-last-year',
    'unit-doubled',
  ];

  it.each(names)('%s is found in every report that gives occasion for it', async (name) => {
    let planted = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const fault = plants[name]?.(generateReport({ seed: seed * 13 }), new Random(seed));
      if (!fault) continue;
      planted++;
      const outcome = await check(new TextEncoder().encode(toTxt(fault.model, styleOf(seed))), 'report.txt');
      const wrong = differences(outcome, truthOf(fault, 'report.txt', 'txt', 'generator'));
      // How tables and titles are read is held by the tests of the whole way.
      expect({ seed, wrong: wrong.filter((words) => / text\./.test(words)) }).toEqual({ seed, wrong: [] });
    }
    expect(planted).toBeGreaterThan(10);
  });
});
