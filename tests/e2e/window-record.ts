/** What a window shows and what has happened in it, in words: a test that fails says so, and explains itself. */
import type { ChildProcess } from 'node:child_process';
import type { Page, Request } from 'playwright-core';

/** Waits for a notice, also one that is gone again: it stays for some seconds, whatever the test waits for meanwhile. */
export async function noticed(page: Page, text: string): Promise<void> {
  await page.waitForFunction((wanted) => {
    const happened = Reflect.get(globalThis, 'happened') as readonly string[] | undefined;
    return happened?.some((line) => line.includes(' notice: ') && line.includes(wanted));
  }, text);
}

/** Calls to the program that are told: the last ones. */
const toldCalls = 40;

/** Begins before the page is loaded. */
export function watchWindow(page: Page, program: ChildProcess): () => Promise<string> {
  const began = performance.now();
  const now = () => `${((performance.now() - began) / 1000).toFixed(2)} s`;
  const calls: string[] = [];
  const open = new Map<Request, string>();
  const callOf = (request: Request) => /\/api\/(\w+)/.exec(request.url())?.[1];
  page.on('request', (request) => {
    const call = callOf(request);
    if (call) open.set(request, `${now()} ${call}`);
  });
  const close = (request: Request, how: string) => {
    const asked = open.get(request);
    if (asked && open.delete(request)) calls.push(`${asked}: ${how} at ${now()}`);
  };
  const answerOf = async (request: Request): Promise<string> => {
    const response = await request.response();
    if (!response || response.ok()) return `${response?.status()}`;
    return `${response.status()} ${await response.text()}`;
  };
  page.on('requestfinished', (request) => {
    // A window that is closed meanwhile does not tell.
    answerOf(request).then(
      (answer) => close(request, answer),
      () => {},
    );
  });
  page.on('requestfailed', (request) => close(request, `failed, ${request.failure()?.errorText}`));

  const said: string[] = [];
  program.stderr?.on('data', (text: Buffer) => said.push(text.toString()));
  program.once('exit', (code, signal) => said.push(`ended at ${now()} with ${code ?? signal}\n`));
  // Not as a script of every frame: the printed page allows none.
  page.on('domcontentloaded', () => void page.evaluate(recordInPage).catch(() => {}));

  return async () => {
    const shown = await Promise.race([
      page.evaluate(readInPage).catch((error: unknown) => [`the page does not answer: ${String(error)}`]),
      new Promise<string[]>((resolve) => setTimeout(resolve, 5000, ['the page does not answer'])),
    ]);
    return [
      ...shown,
      `program: ${program.exitCode === null && program.signalCode === null ? 'runs' : 'has ended'}`,
      ...said.map((text) => `  ${text.trimEnd()}`),
      'calls:',
      ...calls.slice(-toldCalls).map((call) => `  ${call}`),
      ...[...open.values()].map((call) => `  ${call}: no answer yet`),
    ].join('\n');
  };
}

/** Notices that come and go, and what was dragged and dropped. Runs in the page. */
function recordInPage(): void {
  const happened: string[] = [];
  Object.assign(globalThis, { happened });
  const note = (what: string) => {
    const line = `${(performance.now() / 1000).toFixed(2)} s ${what}`;
    if (happened.at(-1)?.endsWith(what) !== true) happened.push(line);
  };
  for (const type of ['dragenter', 'dragleave', 'drop'])
    window.addEventListener(type, ({ target }) => note(`${type} on ${(target as Element).className || target}`), true);
  const told = new WeakMap<Element, string>();
  const hear = () => {
    for (const notice of document.querySelectorAll('.ant-message-notice')) {
      const text = notice.textContent;
      if (told.get(notice) === text) continue;
      told.set(notice, text);
      note(`notice: ${text}`);
    }
  };
  hear();
  new MutationObserver(hear).observe(document, { childList: true, characterData: true, subtree: true });
}

/** Runs in the page. */
function readInPage(): string[] {
  const all = (selector: string) =>
    [...document.querySelectorAll<HTMLElement>(selector)].filter((element) => element.checkVisibility());
  const texts = (selector: string) => all(selector).map((element) => element.innerText.replace(/\s+/g, ' ').trim());
  const focus = document.activeElement;
  const happened = (Reflect.get(globalThis, 'happened') as string[] | undefined) ?? [];
  return [
    `rows: ${all('.report-row').length}`,
    ...all('.report-row')
      .slice(0, 12)
      .map((row) => `  ${row.className}: ${row.innerText.replace(/\s+/g, ' ')}`),
    `progress: ${texts('.progress').join() || 'none'}`,
    `document: ${texts('.document-name').join() || 'none'}; view: ${texts('.document-pane .ant-segmented-item-selected').join()}`,
    `document pane: ${texts('.document-pane').join().slice(0, 300)}`,
    `findings: ${all('.finding').length}, chosen: ${texts('.finding:has(> [aria-current="true"]) .finding-rule').join() || 'none'}`,
    `dialogs: ${texts('[role="dialog"] .ant-modal-title').join() || 'none'}`,
    `alerts: ${texts('[role="alert"]').join(' | ') || 'none'}`,
    `veil: ${all('.drop-veil').length > 0}`,
    `focus: ${focus ? `${focus.tagName} ${focus.className}` : 'none'}`,
    'happened:',
    ...happened.slice(-40).map((line) => `  ${line}`),
  ];
}
