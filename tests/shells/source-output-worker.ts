/** The real worker that makes files of reports, from its source. */
import './source-hooks.ts';

await import('../../src/main/services/output/output-worker.ts');
