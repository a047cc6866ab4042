/** Where the program keeps a user's data: the place that the system has for it, and `GOUJI_DATA` before that. */
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';

export interface UserPlaces {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

export function dataFolder(
  { platform, env, home }: UserPlaces = { platform: process.platform, env: process.env, home: homedir() },
): string {
  if (env.GOUJI_DATA) return resolve(env.GOUJI_DATA);
  if (platform === 'win32') return join(env.APPDATA || join(home, 'AppData', 'Roaming'), 'Gouji');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Gouji');
  // A relative one is to be ignored, says the specification of these variables.
  const { XDG_DATA_HOME: data } = env;
  return join(data && isAbsolute(data) ? data : join(home, '.local', 'share'), 'Gouji');
}
