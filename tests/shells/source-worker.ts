/** The real checking worker from its source. */
import './source-hooks.ts';

// Only now: the hook must be there before what it is for is loaded.
await import('../../src/main/services/check-worker.ts');
