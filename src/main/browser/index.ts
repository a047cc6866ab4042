/**
 * The browser shell: the program behind a loopback address, its window in an installed Chromium, Chrome or Edge.
 *
 *   --no-open   prints the window's address on standard output and opens nothing
 *   --stay      does not end when the window is gone
 */
import { join } from 'node:path';
import { dataFolder } from '../services/archive/data-folder.ts';
import { createProgram } from '../services/program.ts';
import { createSessionFolder } from '../services/session-folder.ts';
import { version } from '../version.ts';
import { findBrowser } from './find-browser.ts';
import { openLoopback } from './server.ts';
import { openBrowserWindow } from './window.ts';

const root = join(import.meta.dirname, '../..');
const flags = new Set(process.argv.slice(2));

async function openShell(): Promise<void> {
  const session = createSessionFolder();
  const program = createProgram({
    shell: 'browser',
    version,
    samples: join(root, 'samples'),
    noticeSample: join(root, 'resources/notice-template.docx'),
    dataFolder: dataFolder(),
    sessionFolder: session.path,
    log: (line) => console.error(line),
  });
  const loopback = await openLoopback({
    program,
    windowFolder: join(root, 'out/renderer'),
    onWindowGone: () => {
      if (!flags.has('--stay')) void end();
    },
  });
  const browser = flags.has('--no-open') ? null : findBrowser();
  const window = browser ? openBrowserWindow(browser, loopback.url, session.path) : null;

  if (flags.has('--no-open')) {
    console.log(loopback.url);
  } else if (window) {
    void window.ended.then((code) => {
      if (code !== 0 && code !== null) {
        console.error(
          `浏览器 ${browser} 异常退出（代码 ${code}）。没有图形界面时，请用 npm run check -- <文件或文件夹> 核对，或用 npm start -- --no-open 得到网址，在本机的浏览器中打开。`,
        );
        process.exitCode = 1;
      }
      return end();
    });
  } else {
    console.error(
      '没有找到 Chromium、Chrome 或 Edge。请在浏览器中打开下面的地址（只在本机有效），或用环境变量 GOUJI_BROWSER 指定浏览器：',
    );
    console.log(loopback.url);
  }

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void end());

  let ending: Promise<void> | undefined;

  function end(): Promise<void> {
    ending ??= (async () => {
      await loopback.close();
      await Promise.all([window?.close(), program.close()]);
      session.remove();
      process.exit();
    })();
    return ending;
  }
}

void openShell();
