/** The address of the window's files in Electron: a scheme of our own, so that a page has no rights of file://. */
export const scheme = 'gouji';
export const windowOrigin = `${scheme}://app`;
export const windowUrl = `${windowOrigin}/`;

/** Whether an address is one of the window's own files. */
export function isWindowUrl(url: string): boolean {
  return URL.canParse(url) && new URL(url).protocol === `${scheme}:` && new URL(url).host === 'app';
}
