/**
 * Vite plugin: copies what pdf.js loads while it draws (character maps, standard fonts, decoders) to `pdfjs/` in
 * the window's files, and serves nothing from elsewhere: the program has no network.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const folders = ['cmaps', 'standard_fonts', 'wasm', 'iccs'];

/** @param packageFolder where pdfjs-dist is installed */
export function pdfjsResources(packageFolder: string): Plugin {
  return {
    name: 'gouji:pdfjs-resources',
    apply: 'build',
    generateBundle() {
      for (const folder of folders) {
        for (const name of readdirSync(join(packageFolder, folder))) {
          const source = readFileSync(join(packageFolder, folder, name));
          this.emitFile({ type: 'asset', fileName: `pdfjs/${folder}/${name}`, source });
        }
      }
    },
  };
}
