import { fixed, type HeaderProgram, type Verdict } from './header-writes.program.js';

type Write = (name: string, body: string, verdict: Verdict) => HeaderProgram[];

/** How handlers of a framework write headers. */
export interface Framework {
  /** Statements of a handler, which answers. */
  readonly handler: Write;
  /** Statements of a program. */
  readonly app: Write;
  /** What sets one header, by name and value. */
  readonly one: string;
  /** What sets those of an object. */
  readonly many: string;
  /** A whole handler around a statement, and its registration. */
  registered(statement: string): string;
}

/** The rows that every framework has whose handlers are given an object that sets headers. */
export const sharedWrites = ({ handler, app, one, many, registered }: Framework): HeaderProgram[] => [
  ...handler(one, `${one}('Access-Control-Allow-Origin', '*');`, fixed),
  ...handler(`${one} in lower case`, `${one}('access-control-allow-origin', '*');`, fixed),
  ...handler(
    `${many} of an object`,
    `${many}({ 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Methods': 'GET' });`,
    fixed,
  ),
  ...handler(
    `${many} of an object that names Vary as well`,
    `${many}({ 'Access-Control-Allow-Origin': '*', Vary: 'Accept' });`,
    fixed,
  ),
  ...handler(
    `${many} of an object that is declared before`,
    `const headers = { 'Access-Control-Allow-Origin': '*' };\n${many}(headers);`,
    fixed,
  ),
  ...app(
    `${many} of an object that is made once and names Vary as well`,
    `const headers = { 'Access-Control-Allow-Origin': '*', Vary: 'Accept' };\n${registered(`${many}(headers);`)}`,
    fixed,
  ),
  ...app(
    `${many} of an object that is made once`,
    `const headers = { 'Access-Control-Allow-Origin': '*' };\n${registered(`${many}(headers);`)}`,
    fixed,
  ),
];
