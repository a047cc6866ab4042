/** What a page in the window may not do, whatever it has become: leave, open, ask for rights, reach the network. */
import type { App, Session, WebContents } from 'electron';
import { isWindowUrl, windowOrigin, windowUrl } from './window-address.ts';

/** To be called before the first window is made. `log` hears what was refused. */
export function lockSession(session: Session, log: (refusal: string) => void): void {
  session.webRequest.onBeforeRequest((details, answer) => {
    const cancel = !isOwnRequest(details.url);
    if (cancel) log(`request to ${details.url}`);
    answer({ cancel });
  });
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(isGranted(permission, details.requestingUrl));
  });
  session.setPermissionCheckHandler((_contents, permission, origin) => isGranted(permission, origin));
  session.setDevicePermissionHandler(() => false);
  // Dictionaries would be fetched.
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event, item) => {
    // What the window itself made to be saved.
    if (item.getURL().startsWith(`blob:${windowOrigin}/`)) return;
    event.preventDefault();
    log(`download of ${item.getURL()}`);
  });
}

/** For every web contents that ever comes to be. */
export function lockContents(app: Pick<App, 'on'>, log: (refusal: string) => void): void {
  app.on('web-contents-created', (_event, contents) => lockOne(contents, log));
}

function lockOne(contents: WebContents, log: (refusal: string) => void): void {
  contents.setWindowOpenHandler(({ url }) => {
    log(`window for ${url}`);
    return { action: 'deny' };
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  const stay = (event: { readonly url: string; preventDefault(): void }) => {
    // A reload is no departure.
    if (event.url.split('#', 1)[0] === windowUrl) return;
    event.preventDefault();
    log(`navigation to ${event.url}`);
  };
  contents.on('will-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-frame-navigate', stay);
}

/** The window's files, what it made itself, and the developer tools. */
function isOwnRequest(url: string): boolean {
  return isWindowUrl(url) || url.startsWith(`blob:${windowOrigin}/`) || /^(?:data|devtools):/.test(url);
}

/** One right only: to put text on the clipboard, for the button that copies an error's details. */
function isGranted(permission: string, from: string): boolean {
  return permission === 'clipboard-sanitized-write' && isWindowUrl(from);
}
