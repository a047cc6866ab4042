/** Finds an installed Chromium, Chrome or Edge: any of them can show the window. */
import { accessSync, constants } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  isExecutable(path: string): boolean;
}

export const thisMachine: Machine = {
  platform: process.platform,
  env: process.env,
  isExecutable(path) {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  },
};

const linuxNames = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
];
const linuxPaths = ['/snap/bin/chromium', '/opt/google/chrome/chrome', '/opt/microsoft/msedge/msedge'];
const macNames = ['Google Chrome', 'Microsoft Edge', 'Chromium'];
const windowsPaths = [
  'Microsoft\\Edge\\Application\\msedge.exe',
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
];

/** The program's path, or null. GOUJI_BROWSER names one and is then the only one tried. */
export function findBrowser(machine: Machine = thisMachine): string | null {
  const { env } = machine;
  const candidates = env.GOUJI_BROWSER ? named(env.GOUJI_BROWSER, machine) : installed(machine);
  return candidates.find((path) => machine.isExecutable(path)) ?? null;
}

function installed(machine: Machine): string[] {
  const { platform, env } = machine;
  if (platform === 'win32') {
    const roots = [env['ProgramFiles(x86)'], env.ProgramFiles, env.ProgramW6432, env.LOCALAPPDATA];
    return windowsPaths.flatMap((path) => roots.flatMap((root) => (root ? [`${root}\\${path}`] : [])));
  }
  if (platform === 'darwin') {
    const roots = ['/Applications', ...(env.HOME ? [join(env.HOME, 'Applications')] : [])];
    return macNames.flatMap((name) => roots.map((root) => `${root}/${name}.app/Contents/MacOS/${name}`));
  }
  return [...linuxNames.flatMap((name) => named(name, machine)), ...linuxPaths];
}

/** A name without a folder is looked for where the shell would look. */
function named(name: string, machine: Machine): string[] {
  if (isAbsolute(name) || /[\\/]/.test(name)) return [name];
  return (machine.env.PATH ?? '').split(delimiter).flatMap((folder) => (folder ? [join(folder, name)] : []));
}
