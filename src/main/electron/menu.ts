/** The application menu. Keys that the window answers itself (find, print, findings) are left to it. */
import type { MenuItemConstructorOptions } from 'electron';

export interface MenuActions {
  choose(what: 'files' | 'folder'): void;
  about(): void;
}

export function menuTemplate(actions: MenuActions): MenuItemConstructorOptions[] {
  return [
    {
      label: '文件(&F)',
      submenu: [
        { label: '打开报告(&O)…', accelerator: 'CmdOrCtrl+O', click: () => actions.choose('files') },
        { label: '打开文件夹(&D)…', accelerator: 'CmdOrCtrl+Shift+O', click: () => actions.choose('folder') },
        { type: 'separator' },
        { label: '退出(&X)', role: 'quit' },
      ],
    },
    {
      label: '编辑(&E)',
      submenu: [
        { label: '撤销', role: 'undo' },
        { label: '重做', role: 'redo' },
        { type: 'separator' },
        { label: '剪切', role: 'cut' },
        { label: '复制', role: 'copy' },
        { label: '粘贴', role: 'paste' },
        { label: '全选', role: 'selectAll' },
      ],
    },
    {
      label: '视图(&V)',
      submenu: [
        { label: '放大', role: 'zoomIn' },
        { label: '缩小', role: 'zoomOut' },
        { label: '实际大小', role: 'resetZoom' },
        { type: 'separator' },
        { label: '全屏', role: 'togglefullscreen' },
        { label: '开发者工具', role: 'toggleDevTools' },
      ],
    },
    { label: '帮助(&H)', submenu: [{ label: '关于勾稽', click: () => actions.about() }] },
  ];
}
