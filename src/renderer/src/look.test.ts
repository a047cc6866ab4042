/** Light or dark, with more contrast or not. */
import { expect, test } from 'vitest';
import { lookOf } from './look.ts';

const names = (isDark: boolean, hasContrast: boolean) =>
  `${isDark ? 'dark' : 'light'}${hasContrast ? ', more contrast' : ''}`;

test.each([
  ['system', 'light', 'dark', 'light, more contrast', 'dark, more contrast'],
  ['light', 'light', 'light', 'light, more contrast', 'light, more contrast'],
  ['dark', 'dark', 'dark', 'dark, more contrast', 'dark, more contrast'],
  ['contrast', 'light, more contrast', 'dark, more contrast', 'light, more contrast', 'dark, more contrast'],
] as const)('%s: on a system that is light %s, dark %s, and with more contrast %s, %s', (appearance, ...looks) => {
  const systems = [
    [false, false],
    [true, false],
    [false, true],
    [true, true],
  ] as const;
  const found = systems.map(([isDark, hasContrast]) => lookOf(appearance, { isDark, hasContrast }));
  expect(found.map((look) => names(look.isDark, look.hasContrast))).toEqual(looks);
});
