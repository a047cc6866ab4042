/** Serves the window's files under gouji://app/, what is being printed, and nothing else. */
import { readFile } from 'node:fs/promises';
import { protocol as electronProtocol, type Protocol } from 'electron';
import { listWindowFiles, securityHeaders, type WindowFile } from '../services/window-files.ts';
import { isWindowUrl, scheme } from './window-address.ts';

/** Must be called before the app is ready. */
export function registerScheme(): void {
  electronProtocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Pages that are there for a while, by address (`/output/1.html`). */
export type ServedPages = Map<string, WindowFile>;

/** @param folder the built window. Throws where it cannot be read. */
export function serveWindow(protocol: Pick<Protocol, 'handle'>, folder: string, pages: ServedPages): void {
  const files = listWindowFiles(folder);
  protocol.handle(scheme, async (request) => {
    if (request.method !== 'GET' || !isWindowUrl(request.url)) return refuse(403);
    const address = new URL(request.url).pathname;
    const file = files.get(address) ?? pages.get(address);
    if (!file) return refuse(404);
    const headers = { ...securityHeaders, 'Content-Type': file.contentType };
    return new Response(new Uint8Array(await readFile(file.path)), { headers });
  });
}

function refuse(status: number): Response {
  return new Response(null, { status, headers: securityHeaders });
}
