/** Prints the counts of the whole run as its last line, for scripts that read it. */
import type { Reporter, TestCase, TestModule } from 'vitest/node';

export class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const counts = { passed: 0, failed: 0, skipped: 0, pending: 0 };
    for (const module of modules) {
      for (const test of module.children.allTests() as Iterable<TestCase>) counts[test.result().state]++;
    }
    // A file that does not even load has no tests to fail, but it has failed.
    const broken = modules.filter((module) => module.errors().length > 0).length;
    const failed = counts.failed + broken + errors.length;
    // After the default reporter's own summary.
    process.once('exit', () => {
      process.stdout.write(`${counts.passed} passed, ${failed} failed, ${counts.skipped + counts.pending} skipped\n`);
    });
  }
}
