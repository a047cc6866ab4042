/**
 * Makes PDF and re-saved DOCX with the programs that real offices use: an installed Chromium and LibreOffice.
 * Only for making samples and fixtures by hand; the tests need neither.
 */
import { execFileSync } from 'node:child_process';
import { accessSync, constants, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A program that is needed is not installed; the message says which, and how to name another place. */
export class ProgramMissing extends Error {
  override readonly name = 'ProgramMissing';
}

function find(what: string, variable: string, names: readonly string[]): string {
  const named = process.env[variable];
  const places = named
    ? [named]
    : (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  for (const place of places) {
    try {
      accessSync(place, constants.X_OK);
      return place;
    } catch {
      // not this one
    }
  }
  throw new ProgramMissing(
    `${what} is needed and was not found (${named ?? names.join(', ')}); name it in ${variable}`,
  );
}

function findChromium(): string {
  return find('Chromium', 'CHROMIUM', ['chromium', 'chromium-browser', 'google-chrome', 'microsoft-edge']);
}

function findLibreOffice(): string {
  return find('LibreOffice', 'SOFFICE', ['soffice', 'libreoffice']);
}

/** Throws ProgramMissing before anything is written. */
export function requirePrinters(): void {
  findChromium();
  findLibreOffice();
}

function inTemporaryFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'gouji-print-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** The page as a PDF without the browser's own header and footer. */
export function pdfByChromium(html: string): Uint8Array {
  return inTemporaryFolder((folder) => {
    const source = join(folder, 'report.html');
    const target = join(folder, 'report.pdf');
    writeFileSync(source, html);
    const options = [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      `--user-data-dir=${join(folder, 'profile')}`,
      '--no-pdf-header-footer',
      `--print-to-pdf=${target}`,
      pathToFileURL(source).href,
    ];
    execFileSync(findChromium(), options, { stdio: 'ignore', timeout: 120_000 });
    return readFileSync(target);
  });
}

export function pdfByLibreOffice(docx: Uint8Array): Uint8Array {
  return convert(docx, 'pdf');
}

/** The same document written again by LibreOffice: other styles, other XML. */
export function resavedByLibreOffice(docx: Uint8Array): Uint8Array {
  return convert(docx, 'docx');
}

function convert(docx: Uint8Array, format: 'pdf' | 'docx'): Uint8Array {
  return inTemporaryFolder((folder) => {
    const source = join(folder, 'report.docx');
    writeFileSync(source, docx);
    // A profile of its own, so that an open LibreOffice does not swallow the call.
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
    const target = join(folder, 'converted');
    const options = [profile, '--headless', '--convert-to', format, '--outdir', target, source];
    execFileSync(findLibreOffice(), options, { stdio: 'ignore', timeout: 180_000 });
    return readFileSync(join(target, `report.${format}`));
  });
}
