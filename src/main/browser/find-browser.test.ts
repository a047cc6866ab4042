/** Which browser is taken on which machine. */
import { describe, expect, test } from 'vitest';
import { findBrowser, type Machine } from './find-browser.ts';

function machine(platform: NodeJS.Platform, installed: readonly string[], env: Machine['env'] = {}): Machine {
  return { platform, env, isExecutable: (path) => installed.includes(path) };
}

const edge = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe';
const chrome = 'C:\\Users\\li\\AppData\\Local\\Google\\Chrome\\Application\\chrome.exe';
const windows = {
  'ProgramFiles(x86)': 'C:\\Program Files (x86)',
  ProgramFiles: 'C:\\Program Files',
  LOCALAPPDATA: 'C:\\Users\\li\\AppData\\Local',
};
const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

describe('finding a browser', () => {
  test.each<[string, Machine, string | null]>([
    ['Chromium on the path', machine('linux', ['/usr/bin/chromium'], { PATH: '/bin:/usr/bin' }), '/usr/bin/chromium'],
    [
      'Chrome beside no Chromium',
      machine('linux', ['/opt/google/chrome/chrome'], { PATH: '/bin' }),
      '/opt/google/chrome/chrome',
    ],
    ['Chromium before Edge', machine('linux', ['/b/microsoft-edge', '/b/chromium'], { PATH: '/b' }), '/b/chromium'],
    ['Edge, which every Windows has', machine('win32', [edge, chrome], windows), edge],
    ['Chrome of one user', machine('win32', [chrome], windows), chrome],
    ['an application of macOS', machine('darwin', [mac], { HOME: '/Users/li' }), mac],
    ['none', machine('linux', [], { PATH: '/bin' }), null],
    ['none without a path', machine('linux', []), null],
    [
      'the one that is named',
      machine('linux', ['/usr/bin/chromium', '/my/chrome'], { PATH: '/usr/bin', GOUJI_BROWSER: '/my/chrome' }),
      '/my/chrome',
    ],
    [
      'none where the named one is not there',
      machine('linux', ['/usr/bin/chromium'], { PATH: '/usr/bin', GOUJI_BROWSER: '/my/chrome' }),
      null,
    ],
    [
      'the one that is named as on a command line',
      machine('linux', ['/usr/bin/brave'], { PATH: '/usr/bin', GOUJI_BROWSER: 'brave' }),
      '/usr/bin/brave',
    ],
  ])('%s', (_, given, expected) => {
    expect(findBrowser(given)).toBe(expected);
  });
});
