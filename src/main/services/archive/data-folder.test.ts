/** Where the archive lies on which system. */
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { dataFolder, type UserPlaces } from './data-folder.ts';

test.each<[string, UserPlaces, string]>([
  ['Linux', { platform: 'linux', env: {}, home: '/home/li' }, join('/home/li', '.local', 'share', 'Gouji')],
  ['Linux with a place for data', { platform: 'linux', env: { XDG_DATA_HOME: '/data' }, home: '/h' }, '/data/Gouji'],
  [
    'Linux with a relative one, which does not count',
    { platform: 'linux', env: { XDG_DATA_HOME: 'data' }, home: '/home/li' },
    join('/home/li', '.local', 'share', 'Gouji'),
  ],
  [
    'macOS',
    { platform: 'darwin', env: { XDG_DATA_HOME: '/data' }, home: '/Users/li' },
    join('/Users/li', 'Library', 'Application Support', 'Gouji'),
  ],
  ['Windows', { platform: 'win32', env: { APPDATA: 'R:\\Roaming' }, home: 'C:\\li' }, join('R:\\Roaming', 'Gouji')],
  [
    'Windows without its variable',
    { platform: 'win32', env: {}, home: 'C:\\li' },
    join('C:\\li', 'AppData', 'Roaming', 'Gouji'),
  ],
  ['anywhere, where told', { platform: 'linux', env: { GOUJI_DATA: 'here' }, home: '/h' }, resolve('here')],
])('%s', (_, places, expected) => {
  expect(dataFolder(places)).toBe(expected);
});
