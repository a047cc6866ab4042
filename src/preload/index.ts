/**
 * The preload of the Electron window: exposes the Bridge, function by function, and nothing else. Runs in the
 * sandbox, so it can import nothing at run time but electron.
 */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { type ApiCall, apiCalls, type Bridge, type GoujiApi, type ProgramEvent } from '../shared/api.ts';
import { channelOf, eventChannel, type IpcAnswer } from './channels.ts';

/** Paths of files that the user dropped or chose: no others may be asked for. */
const handedOver = new Set<string>();

async function ask<Call extends ApiCall>(call: Call, args: Parameters<GoujiApi[Call]>): Promise<unknown> {
  const answer = (await ipcRenderer.invoke(channelOf(call), args)) as IpcAnswer;
  if (answer.ok) return answer.value;
  // Of an error, only the message crosses into the window: src/renderer/src/bridge/index.ts reads the code from it.
  throw new Error(`[${answer.code}] ${answer.message}`);
}

const calls = Object.fromEntries(
  apiCalls.map((call) => [call, (...args: never) => ask(call, args)]),
) as unknown as Pick<GoujiApi, ApiCall>;

const bridge = {
  ...calls,
  async add(files) {
    const stranger = files.find((file) => 'path' in file && !handedOver.has(file.path));
    if (stranger) throw new Error(`[refused] ${stranger.name} was not dropped or chosen`);
    return calls.add(files);
  },
  async importArchive(file) {
    if (!('path' in file) || !handedOver.has(file.path))
      throw new Error('[refused] the file was not dropped or chosen');
    return calls.importArchive(file);
  },
  subscribe(listener) {
    const receive = (_: unknown, event: ProgramEvent) => listener(event);
    ipcRenderer.on(eventChannel, receive);
    return () => ipcRenderer.off(eventChannel, receive);
  },
  pathOf(file) {
    const path = webUtils.getPathForFile(file as File);
    if (path === '') return null;
    handedOver.add(path);
    return path;
  },
} satisfies Bridge;

contextBridge.exposeInMainWorld('gouji', bridge);
