/** Unit and end-to-end tests; the end-to-end ones (tests/e2e) need a built window and a Chromium. */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { yamlPlugin } from './scripts/rule-pack-plugin.ts';
import { ClosingLine } from './tests/closing-line.ts';
import { patience } from './tests/e2e/patience.ts';

const plugins = [react(), yamlPlugin()];

export default defineConfig({
  plugins,
  test: {
    reporters: ['default', new ClosingLine()],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['src/**/*.test.{ts,tsx}', 'tests/**/*.test.ts'],
          exclude: ['tests/e2e/**'],
          setupFiles: ['tests/seeds.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: patience } },
          // Each file drives a browser of its own, which is mostly waited for.
          maxWorkers: 2,
          // Apart from the unit tests, which leave a browser no time.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
