import { describe, expect, test } from 'vitest';
import { mentionsCors } from '../../src/analysis/gate.js';
import type { LintMessage } from '../../src/hosts/lint-messages.js';
import { lintText } from '../../src/hosts/linter.js';
import type { Session } from '../../src/hosts/session.js';
import plugin from '../../src/index.js';
import { triedIn } from '../harness/matrix.js';
import type { Fixture } from '../programs/fixture.js';
import { fixtures } from '../programs/fixtures.js';
import { needsStrict, rulesOf } from '../programs/verdict.js';
import { root } from '../repository/root.js';
import { readerOf, split, splits, type SplitProgram } from './across-files.js';

function lint(fixture: Fixture, session: Session): readonly LintMessage[] {
  const { path, text } = fixture;
  const result = lintText(plugin, text, { filename: path, cwd: root, strict: needsStrict(fixture), session });
  if (result.outcome === 'unparsed') throw new SyntaxError(`${result.message}\n${text}`);
  return result.messages;
}

/** What is said about both files, by a host that reads the one for the other. */
function lintBoth(program: SplitProgram): readonly LintMessage[] {
  const modules = readerOf(program);
  const session = { modules, looksAt: (path: string) => path === program.moved.path };
  return [program.main, program.moved].flatMap((file) => lint(file, session));
}

describe.each(splits)('a program with $name in another file', (way) => {
  const programs = fixtures.flatMap((fixture) => {
    const program = split(fixture, way);
    // A file that says nothing of CORS any more is not parsed.
    return program && mentionsCors(program.main.text, program.main.path)
      ? [{ name: fixture.name, fixture, program }]
      : [];
  });

  test('exists', () => {
    expect(programs.length).toBeGreaterThan(5);
  });

  test.each(triedIn(splits.indexOf(way), programs))('$name', ({ fixture, program }) => {
    const rules = rulesOf(lintBoth(program)).join(', ');
    expect(rules, `${program.main.text}\n--- moved\n${program.moved.text}`).toBe(
      rulesOf(lint(fixture, {})).join(', '),
    );
  });

  test('is judged otherwise by a host that reads no other file', () => {
    let changed = 0;
    for (const { fixture, program } of programs) {
      if (rulesOf(lint(program.main, {})).join() !== rulesOf(lint(fixture, {})).join()) changed += 1;
      if (changed > 2) break;
    }
    expect(changed).toBeGreaterThan(2);
  });
});
