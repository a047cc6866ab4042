/**
 * Vite plugin: `import pack from './x.yaml'` gives the parsed YAML as plain data, parsed while building, so that
 * the built-in rule packs cost nothing at the start of the program. Used by the build and by the tests.
 */
import type { Plugin } from 'vite';
import { LineCounter, parseDocument } from 'yaml';

/** Answers with the JavaScript module for a YAML text. Throws an Error that names file, line and column. */
export function yamlModule(text: string, file: string): string {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const fault = document.errors[0] ?? document.warnings[0];
  if (fault) {
    const { line, col } = lines.linePos(fault.pos[0]);
    throw new Error(`${file}:${line}:${col}: ${fault.message}`);
  }
  // JSON.parse of a string is faster to load than an object literal of the same size.
  return `export default JSON.parse(${JSON.stringify(JSON.stringify(document.toJS()))});\n`;
}

export function yamlPlugin(): Plugin {
  return {
    name: 'gouji:yaml',
    enforce: 'pre',
    transform: {
      filter: { id: /\.ya?ml$/ },
      handler: (text, file) => ({ code: yamlModule(text, file), map: null, moduleType: 'js' }),
    },
  };
}
