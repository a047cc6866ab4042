/**
 * The build: everything that runs goes to out/ — the program and the terminal program (out/main, ES modules for
 * Node and Electron alike), the sandboxed preload (one CommonJS file), the window (out/renderer).
 * Small dependencies are bundled, so that a start reads few files; PDFium stays outside, loaded with the first PDF.
 */
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';
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
const core = new RegExp(
  [
    String.raw`/src/shared/(?:check|made-once|unreadable)\.ts`,
    '/src/shared/(?:document/|form/|readers/[^/]+[.]ts|report/|text/)',
    String.raw`/src/shared/rules/(?!load-pack|pack-schema|pack-faults|together/|.*\.cases\.ts)`,
    '/src/shared/rules/together/(?:digest|words)',
    '/src/shared/outputs/(?:json|text|texts|counted|printable|written)',
    String.raw`/src/main/(?:version|services/(?:sha256|zip-tools|write-fault))\.ts`,
    '/resources/rules/',
    '/package[.]json$',
  ].join('|'),
);

/** Changes the text of every program file when all else of the build is done. */
function rewriting(name: string, change: (code: string) => string): Plugin {
  return {
    name,
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) if (file.type === 'chunk') file.code = change(file.code);
    },
  };
}

/**
 * Program files in ASCII: Node reads them into half the memory, in a fraction of the time. (In a template of String.raw
 * an escape is no longer the character; there are none but of regular expressions, where it is.)
 */
const asciiPlugin = rewriting('gouji:ascii', (code) =>
  code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
);

/**
 * fflate is loaded when first used: it makes its tables while it is loaded, and what the platform inflates needs none.
 */
const lazyFflatePlugin = rewriting('gouji:lazy-fflate', (code) =>
  code.replace(
    /^const (\w+) = (require\("\.\/fflate-[\w-]+\.cjs"\));$/m,
    'let $1_;\nconst $1 = new Proxy({}, { get: (_, name) => ($1_ ??= $2)[name] });',
  ),
);

export default defineConfig({
  main: {
    plugins: [yamlPlugin(), asciiPlugin, lazyFflatePlugin],
    build: {
      externalizeDeps: { exclude: ['fflate', 'saxes', 'xmlchars', 'zod', 'yaml'] },
      rolldownOptions: {
        input: entries,
        // Chunks lie beside the entries: the pool finds check-worker.cjs relative to its own file.
        output: {
          format: 'cjs',
          entryFileNames: '[name].cjs',
          chunkFileNames: '[name]-[hash].cjs',
          // They would be read at every start.
          comments: false,
          codeSplitting: {
            includeDependenciesRecursively: false,
            groups: [
              { name: 'core', test: core },
              // Loaded for their format alone.
              { name: 'docx', test: '/src/shared/readers/docx/' },
              { name: 'pdf', test: '/src/shared/readers/pdf/' },
              { name: 'txt', test: '/src/shared/readers/txt/' },
              { name: 'fflate', test: '/node_modules/fflate/' },
            ],
          },
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
