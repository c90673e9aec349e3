import { describe, expect, test } from 'vitest';
import { ArrayValue } from '../../src/interpret/values.js';
import type { Answer } from '../../src/policy/answer.js';
import { libraries } from '../generated-policies/generated-libraries.js';
import { policiesOf } from '../generated-policies/policies-program.js';
import {
  engine,
  modelsAgreeWithServers,
  witnessesAreAdmitted,
  type Engine,
} from '../generated-policies/properties.js';
import { interpret } from '../harness/interpret.js';
import { refuted } from '../harness/property.js';
import {
  agreesWithNode,
  answersAnySyntax,
  boundsHostility,
  type Interpret,
} from '../interpret/properties.js';

const PROGRAMS = 100;
const tally = (): { tried: number; told: number } => ({ tried: 0, told: 0 });

describe('an interpreter that is no JavaScript is seen', () => {
  const withValue =
    (change: (outcome: ReturnType<Interpret>) => ReturnType<Interpret>): Interpret =>
    (...given) =>
      change(interpret(...given));

  test.each<[string, Interpret]>([
    [
      'that takes yes for no',
      withValue((outcome) =>
        outcome.kind === 'value' && typeof outcome.value === 'boolean'
          ? { ...outcome, value: !outcome.value }
          : outcome,
      ),
    ],
    [
      'that loses the last element of a list',
      withValue((outcome) =>
        outcome.kind === 'value' && outcome.value instanceof ArrayValue
          ? { ...outcome, value: new ArrayValue(outcome.value.items.slice(0, -1)) }
          : outcome,
      ),
    ],
    [
      'that catches what a program throws',
      withValue((outcome) => (outcome.kind === 'throws' ? { kind: 'value', value: undefined } : outcome)),
    ],
  ])('%s', async (_fault, faulty) => {
    expect(await refuted(agreesWithNode(faulty, tally()), PROGRAMS)).toContain('Node: ');
  });
});

describe('an interpreter that is not total is seen', () => {
  test('that throws what is no value of the program', async () => {
    const faulty: Interpret = (...given) => {
      const outcome = interpret(...given);
      if (outcome.kind === 'undecided') throw new RangeError('Maximum call stack size exceeded');
      return outcome;
    };
    expect(await refuted(answersAnySyntax(faulty, tally()), PROGRAMS)).toContain('RangeError');
    expect(await refuted(boundsHostility(faulty, tally()), PROGRAMS)).toContain('RangeError');
  });

  test('that gives no reason', async () => {
    const faulty: Interpret = (...given) => {
      const outcome = interpret(...given);
      return outcome.kind === 'undecided' ? { ...outcome, reason: '' } : outcome;
    };
    expect(await refuted(answersAnySyntax(faulty, tally()), PROGRAMS)).toBeDefined();
  });

  test('that says another thing the second time', async () => {
    let times = 0;
    const faulty: Interpret = (...given) =>
      times++ % 3 === 0 ? interpret(...given) : { kind: 'undecided', reason: 'planted' };
    expect(await refuted(answersAnySyntax(faulty, tally()), PROGRAMS)).toContain('undecided');
  });

  test('whose fuel does not run out', async () => {
    const faulty: Interpret = (program, options) => {
      // Again and again from its beginning, as an endless program would be followed without fuel.
      for (let times = 0; times < 10_000; times++) options?.onValue?.(undefined);
      interpret(program, options);
      for (let times = 0; times < 10_000; times++) options?.onValue?.(undefined);
      return interpret(program, options);
    };
    expect(await refuted(boundsHostility(faulty, tally()), PROGRAMS)).toContain('evaluated expressions');
  });
});

describe('an engine that is wrong about policies is seen', () => {
  const answering = (change: (answer: Answer) => Answer): Engine => ({
    ...engine,
    answers: (...asked) => engine.answers(...asked).map((row) => row.map(change)),
  });

  test.each<[string, Engine]>([
    [
      'that refuses everyone',
      answering((answer) => (answer.outcome === 'answered' ? { ...answer, allowOrigin: [] } : answer)),
    ],
    [
      'that forgets the credentials',
      answering((answer) =>
        answer.outcome === 'answered' ? { ...answer, allowCredentials: undefined } : answer,
      ),
    ],
    ['that never knows', answering(() => ({ outcome: 'unknown', reason: 'planted' }))],
    ['that finds nobody', { ...engine, findings: () => [] }],
  ])('%s', async (_fault, faulty) => {
    expect(await refuted(modelsAgreeWithServers(faulty), 20)).toBeDefined();
  });

  const newest = libraries.filter(({ installed }) => installed === undefined);
  test.each(newest)('that mistakes Vary for $name', async (library) => {
    const mistaken = answering((answer) =>
      answer.outcome === 'answered' ? { ...answer, vary: library.neverVaries ? ['origin'] : [] } : answer,
    );
    expect(await refuted(modelsAgreeWithServers(mistaken, policiesOf(library)), 5)).toBeDefined();
  });

  test.each<[string, Engine]>([
    ['that finds nobody', { ...engine, findings: () => [] }],
    [
      'that shows another answer than the one given',
      {
        ...engine,
        findings: (file) =>
          engine.findings(file).map(({ witness, ...finding }) => ({
            ...finding,
            witness: witness && { ...witness, answer: { outcome: 'error' } },
          })),
      },
    ],
    [
      'that claims more than is given away',
      {
        ...engine,
        findings: (file) =>
          engine.findings(file).map(({ witness, ...finding }) => ({
            ...finding,
            witness: witness && { ...witness, exposure: 'reflected with credentials' },
          })),
      },
    ],
  ])('by its witnesses: %s', async (_fault, faulty) => {
    expect(await refuted(witnessesAreAdmitted(faulty), 20)).toBeDefined();
  });
});
