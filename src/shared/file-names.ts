/** Which files of a folder are taken for reports, by name; what a file really is, its content says when it is read. */

const reportName = /\.(docx|pdf|txt)$/i;

/**
 * Whether a file found in a folder is read. Left out besides other types: `~$…`, which Word keeps beside an open
 * document, and hidden files (`._…`, which macOS keeps beside files on foreign disks).
 * @param name file name, with or without folders (`/` or `\`)
 */
export function isReportFileName(name: string): boolean {
  const base = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  return reportName.test(base) && !base.startsWith('~$') && !base.startsWith('.');
}
