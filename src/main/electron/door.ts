/**
 * The door between the window and the program: every message passes here. It checks who knocks (the top frame of
 * our own window, showing our own files) and what is said (api-schema.ts); a refusal is logged with its reason.
 */
import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron';
import { channelOf, eventChannel, type IpcAnswer } from '../../preload/channels.ts';
import { type ApiCall, ApiError, apiCalls, type GoujiApi } from '../../shared/api.ts';
import { answerCall } from '../services/api-schema.ts';
import { isWindowUrl } from './window-address.ts';

export interface DoorOptions {
  readonly api: GoujiApi;
  /** The window's contents; null where it is not open. */
  readonly window: () => WebContents | null;
  readonly log: (refusal: string) => void;
}

export function openDoor(ipc: Pick<IpcMain, 'handle'>, { api, window, log }: DoorOptions): void {
  for (const call of apiCalls) {
    ipc.handle(channelOf(call), async (event, args: unknown): Promise<IpcAnswer> => {
      const stranger = strangerness(event, window());
      if (!stranger) return answer(call, args);
      log(`${call}: ${stranger}`);
      return { ok: false, code: 'refused', message: stranger };
    });
  }
  api.subscribe((event) => {
    const contents = window();
    if (contents && !contents.isDestroyed()) contents.send(eventChannel, event);
  });

  async function answer(call: ApiCall, args: unknown): Promise<IpcAnswer> {
    try {
      return { ok: true, value: await answerCall(api, call, args) };
    } catch (error) {
      if (!(error instanceof ApiError)) {
        return { ok: false, code: 'internal', message: error instanceof Error ? (error.stack ?? '') : String(error) };
      }
      if (error.code === 'bad-request') log(error.message);
      return { ok: false, code: error.code, message: error.message };
    }
  }
}

/** What is wrong with the sender; null for our own window. */
function strangerness(event: IpcMainInvokeEvent, window: WebContents | null): string | null {
  if (!window || event.sender !== window) return 'sender is not the window';
  // null: the frame has gone or navigated since.
  if (!event.senderFrame) return 'sender frame is gone';
  if (event.senderFrame !== window.mainFrame) return 'sender is not the top frame';
  return isWindowUrl(event.senderFrame.url) ? null : `sender shows ${event.senderFrame.url}`;
}
