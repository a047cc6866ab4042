/** Names and shapes of the messages between the Electron window's preload and the program. */
import type { ApiCall, ApiError } from '../shared/api.ts';

export function channelOf<Call extends ApiCall>(call: Call): `gouji:${Call}` {
  return `gouji:${call}`;
}

export const eventChannel = 'gouji:event';

/** Errors travel as values: of a rejected call, Electron would keep a sentence only. */
export type IpcAnswer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly code: ApiError['code']; readonly message: string };
