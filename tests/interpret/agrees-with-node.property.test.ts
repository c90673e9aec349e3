import { expect, test } from 'vitest';
import { agreesWithNode, answersAnything } from './properties.js';

const PROGRAMS = Number(process.env['PROGRAMS'] ?? 1_000);

test('whatever the interpreter says of a program, Node says too, and it says something of most', () => {
  expect(agreesWithNode(PROGRAMS)).toBeGreaterThan(0.6);
});

test('any program at all gets an answer or a reason, the same one each time', () => {
  expect(answersAnything(PROGRAMS / 10)).toBeGreaterThan(0.9);
});
