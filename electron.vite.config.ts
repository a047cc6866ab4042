/**
 * The build: everything that runs goes to out/ — the program and the terminal program (out/main, ES modules for
 * Node and Electron alike), the sandboxed preload (one CommonJS file), the window (out/renderer).
 * Small dependencies are bundled, so that a start reads few files; PDFium stays outside, loaded with the first PDF.
 */
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { pdfjsResources } from './scripts/pdfjs-plugin.ts';
import { yamlPlugin } from './scripts/rule-pack-plugin.ts';

const root = import.meta.dirname;
const source = (path: string) => resolve(root, 'src', path);

const entries = {
  electron: source('main/electron/index.ts'),
  browser: source('main/browser/index.ts'),
  cli: source('cli/main.ts'),
  'check-worker': source('main/services/check-worker.ts'),
  'output-worker': source('main/services/output/output-worker.ts'),
};

/**
 * What every check of a file runs through, as one chunk: a start reads one file for it, not a dozen. Not in it: what is
 * loaded for some outputs or for packs of the user only, and the examples of the rules.
 */
const core =
  /\/src\/shared\/(?:check\.ts|unreadable\.ts|(?:document|form|readers|report|text)\/|rules\/(?!load-pack|pack-schema|pack-faults|together\/|.*\.cases\.ts)|rules\/together\/digest|outputs\/(?:json|text|texts)\.ts)|\/resources\/rules\//;

export default defineConfig({
  main: {
    plugins: [yamlPlugin()],
    build: {
      externalizeDeps: { exclude: ['fflate', 'saxes', 'xmlchars', 'zod', 'yaml'] },
      rolldownOptions: {
        input: entries,
        // Chunks lie beside the entries: the pool finds check-worker.js relative to its own file.
        output: {
          entryFileNames: '[name].js',
          chunkFileNames: '[name]-[hash].js',
          codeSplitting: { includeDependenciesRecursively: false, groups: [{ name: 'core', test: core }] },
        },
      },
    },
  },
  preload: {
    build: {
      // A sandboxed preload can require nothing but electron.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: source('preload/index.ts') },
        output: { format: 'cjs', entryFileNames: 'index.cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: source('renderer'),
    plugins: [react(), yamlPlugin(), pdfjsResources(resolve(root, 'node_modules/pdfjs-dist'))],
    build: {
      minify: true,
      // Inlined files would need data: where the content security policy allows 'self' only.
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 4000,
      rolldownOptions: { input: { index: source('renderer/index.html') } },
    },
    worker: { format: 'es' },
  },
});
