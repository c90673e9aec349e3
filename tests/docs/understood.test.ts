import { describe, expect, it } from 'vitest';
import { outcomeOf, understood } from './understood.js';

const rows = understood();

describe('the table of what the interpreter understands', () => {
  it.each(rows)('$construct', ({ program, gives }) => {
    expect(outcomeOf(program)).toBe(gives);
  });

  it('has rows of both kinds', () => {
    const unknown = rows.filter(({ gives }) => /^(?:unknown|not followed)/.test(gives));
    expect(unknown.length).toBeGreaterThan(8);
    expect(rows.length - unknown.length).toBeGreaterThan(20);
  });

  it('is held by a test that can fail', () => {
    expect(outcomeOf("let a = 'x'; a")).not.toBe("'*'");
  });
});
