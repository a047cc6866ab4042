/** The calls about the office's own template for notices. */
import { ApiError, type GoujiApi } from '../../shared/api.ts';
import type { Archive } from './archive/archive.ts';
import type { Exporting } from './output/exporting.ts';

interface NoticeParts {
  readonly archive: Archive;
  readonly exporting: Exporting;
  /** The path of the sample template. */
  readonly sample: string | undefined;
}

type Calls = Pick<GoujiApi, 'noticeTemplate' | 'saveNoticeTemplate' | 'removeNoticeTemplate' | 'saveNoticeSample'>;

export function noticeCalls({ archive, exporting, sample }: NoticeParts): Calls {
  return {
    async noticeTemplate() {
      return archive.noticeTemplate()?.file ?? null;
    },

    async saveNoticeTemplate(file, base64, language) {
      const bytes = new Uint8Array(Buffer.from(base64, 'base64'));
      const fault = await exporting.tryTemplate(bytes, language);
      // One that is in use stays in use.
      if (fault === null) archive.saveNoticeTemplate({ file, bytes });
      return fault;
    },

    async removeNoticeTemplate() {
      archive.saveNoticeTemplate(null);
    },

    async saveNoticeSample(language) {
      if (sample === undefined) throw new ApiError('refused', 'this program has no sample template');
      return exporting.saveSample(sample, language);
    },
  };
}
