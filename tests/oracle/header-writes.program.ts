import type { Language, Question } from '../harness/server.js';

export type Method = 'GET' | 'HEAD' | 'POST' | 'OPTIONS';

/** What the plugin makes of a program. */
export type Verdict =
  /** No attacker is admitted: nothing is reported. */
  | 'closed'
  /** The attacker's own page is refused, and something else is wrong: the rule that says so. */
  | {
      readonly reportedBy: 'cors/no-null-origin' | 'cors/no-weak-origin-match' | 'cors/valid-allowed-origins';
    }
  /** Every open write is guarded, and `Vary: Origin` added; writes of an origin that the program names stay. */
  | { readonly guardedBy: AllowList; readonly keeps?: readonly string[] }
  /** The one expression that defeats the program's own list is corrected; nothing else changes. */
  | { readonly repairedTo: readonly string[] }
  /** Reported with the reason why no rewrite is safe. */
  | { readonly needsYou: string };

/** The variable that lists the origins after the fix, and what the program splits it at; or the origins it lists itself. */
export type AllowList =
  { readonly variable: string; readonly separator?: string } | { readonly origins: readonly string[] };

/** A whole program that writes `Access-Control-Allow-Origin` by hand, and what is to be said of it. */
export interface HeaderProgram {
  /** A sentence, with the host. */
  readonly name: string;
  readonly language: Language;
  readonly text: string;
  readonly verdict: Verdict;
  /** Variables the program reads; what is not named is not set. Programs without any are booted side by side. */
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined;
  /** What a page on `origin` asks beyond the origin itself. */
  readonly asks?:
    ((origin: string | undefined, method: Method) => Pick<Question, 'path' | 'headers'>) | undefined;
  /** The methods the server has an answer for; all four if not given. */
  readonly methods?: readonly Method[] | undefined;
  /** The site that decides the answer, counted from 0 in source order; `none` if the model sees none. */
  readonly site?: number | 'none' | undefined;
  /** Why the model does not decide, where it does not. */
  readonly unknown?: string | undefined;
  /** The variable that the finding is about is set: as it is booted, the program is closed. */
  readonly closedAsBooted?: boolean | undefined;
  /** The program's list stands in another file: the model gives it the benefit of the doubt and says nothing of whom it admits. */
  readonly listedElsewhere?: boolean | undefined;
  readonly files?: Readonly<Record<string, string>> | undefined;
  /** The rule that has something to say of the fixed program. */
  readonly afterwards?: 'cors/no-credential-dependent-policy' | undefined;
}

type Host = 'express' | 'express4' | 'node';

export type Details = Omit<HeaderProgram, 'name' | 'language' | 'text' | 'verdict'>;

/** The origins the programs list themselves, where they list any. */
export const OWN_LIST: readonly string[] = ['https://app.example.com', 'https://admin.example.com'];

/** The rewrite reads the environment. */
export const fixed: Verdict = { guardedBy: { variable: 'CORS_ALLOWED_ORIGINS' } };
/** The rewrite reads the variable the program reads. */
export const fixedToVariable = (variable: string): Verdict => ({ guardedBy: { variable } });
/** The same beside a write of an origin that the program names. */
export const fixedBeside = (...keeps: readonly string[]): Verdict => ({
  guardedBy: { variable: 'CORS_ALLOWED_ORIGINS' },
  keeps,
});
/** The rewrite holds the program to the list it has. */
export const fixedToOwnList: Verdict = { guardedBy: { origins: OWN_LIST } };
/** The program's own test is made to hold. */
export const repaired: Verdict = { repairedTo: OWN_LIST };
export const letsNullIn: Verdict = { reportedBy: 'cors/no-null-origin' };
export const letsLookAlikesIn: Verdict = { reportedBy: 'cors/no-weak-origin-match' };
export const misspelled: Verdict = { reportedBy: 'cors/valid-allowed-origins' };
export const needsYou = (reason: string): Verdict => ({ needsYou: reason });

const HOST_NAMES = { express: 'Express 5', express4: 'Express 4', node: 'node:http' } as const;

/** Statements of a handler `(req, res)` that Express and `node:http` understand alike. */
export const everywhere = (name: string, body: string, verdict: Verdict, details: Details = {}) =>
  on(['express', 'node'], name, body, verdict, details);

/** Statements that need Express's response or request. */
export const onExpress = (name: string, body: string, verdict: Verdict, details: Details = {}) =>
  on(['express', 'express4'], name, body, verdict, details);

/** Statements that need a response no framework has touched. */
export const onNode = (name: string, body: string, verdict: Verdict, details: Details = {}) =>
  on(['node'], name, body, verdict, details);

/** A whole program. */
export const program = (
  name: string,
  language: Language,
  text: string,
  verdict: Verdict,
  details: Details = {},
): HeaderProgram[] => [{ name, language, text: text.trimStart(), verdict, ...details }];

/** A CommonJS program for Express 5 and one for Express 4: `body` has `express` and `app`. */
export const expressApp = (name: string, body: string, verdict: Verdict, details: Details = {}) =>
  (['express', 'express4'] as const).flatMap((version) =>
    program(
      `${name} (${HOST_NAMES[version]})`,
      'cjs',
      `const express = require('${version}');\nconst app = express();\n${body.trim()}\nmodule.exports = app;\n`,
      verdict,
      details,
    ),
  );

function on(hosts: readonly Host[], name: string, body: string, verdict: Verdict, details: Details) {
  return hosts.flatMap((host) =>
    program(`${name} (${HOST_NAMES[host]})`, 'cjs', handlerProgram(host, body.trim()), verdict, details),
  );
}

function handlerProgram(host: Host, body: string): string {
  const indented = body.replaceAll(/^(?=.)/gm, '  ');
  return host === 'node'
    ? `const http = require('node:http');

const LIST = ['https://app.example.com', 'https://admin.example.com'];

module.exports = http.createServer((req, res) => {
${indented}
  res.end('data');
});
`
    : `const express = require('${host}');

const LIST = ['https://app.example.com', 'https://admin.example.com'];
const app = express();

app.use((req, res) => {
${indented}
  res.end('data');
});

module.exports = app;
`;
}
