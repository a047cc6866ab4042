/** The window's way to the program: what the Electron preload left in the window, else the loopback address. */
import { ApiError, apiCalls, type Bridge } from '../../../shared/api.ts';
import { createLoopbackBridge } from './loopback.ts';

declare global {
  interface Window {
    /** Put there by src/preload/index.ts; only in the Electron shell. */
    readonly gouji?: Bridge;
  }
}

export function connect(): Bridge {
  return window.gouji ? restoreErrors(window.gouji) : createLoopbackBridge();
}

const codedMessage = /^\[(unknown-report|bad-request|refused|internal)\] (.*)$/s;

/** An error keeps its message alone on the way out of the preload: the code stands in it (src/preload/index.ts). */
function restoreErrors(bridge: Bridge): Bridge {
  const calls = apiCalls.map((call) => {
    const ask = bridge[call] as (...args: unknown[]) => Promise<unknown>;
    const restored = (...args: unknown[]) =>
      ask(...args).catch((error: unknown) => {
        const coded = codedMessage.exec(error instanceof Error ? error.message : '');
        if (!coded) throw error;
        throw new ApiError(coded[1] as ApiError['code'], coded[2] as string);
      });
    return [call, restored];
  });
  return { ...bridge, ...Object.fromEntries(calls) };
}
