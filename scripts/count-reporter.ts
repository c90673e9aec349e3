import type { Reporter, TestModule, TestSuite, Vitest } from 'vitest/node';
import { TwoRuns } from './two-runs.js';

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/**
 * Closes a run with one line that machines can read: `N passed, N failed`, and `, N skipped` when any test was
 * skipped or left to do. What failed outside a test (a file that does not load, a hook, a rejection nobody
 * handled) counts as a failure, so the line never looks better than the run was. Of two runs that are one the second
 * counts for both, unless the first has failed and there will be no second.
 */
export default class CountReporter implements Reporter {
  #runs: TwoRuns<Counts> | undefined;

  onInit(vitest: Vitest): void {
    this.#runs = new TwoRuns(vitest, 'counts');
  }

  onTestRunEnd(testModules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    let { passed, failed, skipped } = this.#runs?.left() ?? { passed: 0, failed: 0, skipped: 0 };
    failed += unhandledErrors.length;

    for (const testModule of testModules) {
      failed += failuresOutsideTests(testModule);
      for (const test of testModule.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed') passed += 1;
        else if (state === 'failed') failed += 1;
        else skipped += 1;
      }
    }

    if (failed === 0 && this.#runs?.leave({ passed, failed, skipped })) return;
    const line = `${passed} passed, ${failed} failed`;
    process.stdout.write(`\n${skipped > 0 ? `${line}, ${skipped} skipped` : line}\n`);
  }
}

function failuresOutsideTests(testModule: TestModule): number {
  const groups: (TestModule | TestSuite)[] = [testModule, ...testModule.children.allSuites()];
  return groups.filter((group) => group.errors().length > 0).length;
}
