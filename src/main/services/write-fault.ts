/** What kept a file from being written, by the codes of the file system. */

/** Why a file could not be written, as far as the user can do something about it. */
export type WriteFault = 'full' | 'not-allowed' | 'in-use' | 'no-folder' | 'name-too-long' | 'other';

export function writeFault({ code }: NodeJS.ErrnoException): WriteFault {
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'full';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'not-allowed';
    case 'EBUSY':
    case 'ETXTBSY':
      return 'in-use';
    case 'ENOENT':
    case 'ENOTDIR':
      return 'no-folder';
    case 'ENAMETOOLONG':
      return 'name-too-long';
    default:
      return 'other';
  }
}
