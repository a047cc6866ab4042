/** What the user is told of the archive. */
import type { ArchiveProblem } from '../../../shared/api.ts';
import type { Language } from '../../../shared/rules/finding.ts';

const sentences: Readonly<Record<ArchiveProblem['code'], Readonly<Record<Language, string>>>> = {
  'put-aside': {
    'zh-CN': '档案文件已损坏，已改名为 {detail} 保留，并新建了一个空的档案。',
    en: 'The archive file was damaged. It was kept under the name {detail}, and a new archive was begun.',
  },
  'not-kept': {
    'zh-CN':
      '档案无法写入（磁盘已满或文件夹只读）：本次核对照常进行，但关闭程序后，从现在起的结果和意见不会保留。（{detail}）',
    en: 'The archive cannot be written (disk full, or folder read-only). Checking goes on, but results and decisions from now on will be gone when the program is closed. ({detail})',
  },
  newer: {
    'zh-CN': '档案是由更新版本的勾稽写成的，本版本不改动它：本次的结果和意见在关闭程序后不会保留。请更新程序。',
    en: 'The archive was written by a newer Gouji and is left as it is: results and decisions of this session will be gone when the program is closed. Update the program.',
  },
};

export function archiveProblem(code: ArchiveProblem['code'], detail: string, language: Language): ArchiveProblem {
  return { code, message: sentences[code][language].replace('{detail}', detail) };
}
