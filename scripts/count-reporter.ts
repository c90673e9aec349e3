import type { Reporter, TestModule, TestSuite } from 'vitest/node';

/**
 * Closes a run with one line that machines can read: `N passed, N failed`, and `, N skipped` when any test was
 * skipped or left to do. What failed outside a test (a file that does not load, a hook, a rejection nobody
 * handled) counts as a failure, so the line never looks better than the run was.
 */
export default class CountReporter implements Reporter {
  onTestRunEnd(testModules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    let passed = 0;
    let failed = unhandledErrors.length;
    let skipped = 0;

    for (const testModule of testModules) {
      failed += failuresOutsideTests(testModule);
      for (const test of testModule.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed') passed += 1;
        else if (state === 'failed') failed += 1;
        else skipped += 1;
      }
    }

    const line = `${passed} passed, ${failed} failed`;
    process.stdout.write(`\n${skipped > 0 ? `${line}, ${skipped} skipped` : line}\n`);
  }
}

function failuresOutsideTests(testModule: TestModule): number {
  const groups: (TestModule | TestSuite)[] = [testModule, ...testModule.children.allSuites()];
  return groups.filter((group) => group.errors().length > 0).length;
}
