/** The real checking worker from its source. */
import './source-hooks.ts';

await import('../../src/main/services/check-worker.ts');
