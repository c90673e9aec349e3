import { comparedWithNode } from './same-as-node.js';

/** The programs that do not come to what they come to in Node, those that come to something unknown included. */
export const unlikeNode = (programs: readonly string[]): string[] =>
  programs
    .map((program) => `${program}: ${comparedWithNode(`${program};`)}`)
    .filter((line) => !line.endsWith(': same'));

/** What programs write where a position or a count is meant. */
export const PLACES = [
  '',
  '0',
  '1',
  '-1',
  '2',
  '3',
  '-4',
  '9',
  'NaN',
  '1.7',
  '-0.5',
  '"1"',
  'null',
  'undefined',
];

/** Calls with every one of the places, and every two of a few. */
export const withPlaces = (call: (places: string) => string): string[] =>
  [
    ...PLACES,
    ...['0', '1', '-1', '9', 'undefined', 'NaN'].flatMap((from) =>
      ['0', '2', '-1', '9', 'null', 'undefined'].map((to) => `${from}, ${to}`),
    ),
  ].map(call);

/** Calls with every place behind the first argument. */
export const behind = (first: string, call: (args: string) => string): string[] =>
  withPlaces((places) => call(places === '' ? first : `${first}, ${places}`));
