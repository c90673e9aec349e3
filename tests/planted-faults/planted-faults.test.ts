import { describe, expect, test } from 'vitest';
import { explainText } from '../../src/hosts/explain.js';
import plugin from '../../src/index.js';
import type { Answer } from '../../src/policy/answer.js';
import { modelAnswers, type ModelRequest } from '../harness/model.js';
import { sameAnswersFaults } from '../metamorphic/same-answers.js';
import { sameVerdictFaults, transformed } from '../metamorphic/same-verdict.js';
import {
  handshakeFaults,
  modelled,
  type HandshakeHost,
  type Handshakes,
} from '../oracle/handshakes.agreement.js';
import {
  handedFaults,
  modelled as toolsModelled,
  type Handed,
  type ToolServer,
} from '../oracle/mcp-requests.agreement.js';
import type { Transformation } from '../metamorphic/transformation.js';
import { transformations } from '../metamorphic/transformations.js';
import { cachedAnswerFaults, cachedPrograms, cachedVerdictFaults } from '../programs/cached-answers.js';
import { correctedEntryFaults, deadLists } from '../programs/corrected-entries.js';
import { composedFaults, composedPrograms } from '../programs/composed.js';
import { credentialDependenceFaults, visitorPrograms } from '../programs/credential-dependence.js';
import type { Fixture } from '../programs/fixture.js';
import { explanationFaults, type Explain } from '../programs/explained.js';
import { fixtureNamed } from '../programs/fixtures.js';
import { fix, lint } from '../programs/lint.js';
import { hardCodedAmong } from '../programs/hard-coded.js';
import { loadOrderFaults, projects } from '../programs/load-order.js';
import { modelFaults, type Model } from '../programs/modelled.js';
import { movedOriginFaults } from '../programs/moved-origins.js';
import { observedFaults } from '../programs/observed.js';
import { asOnWindows, parityFaults, type Rewrite } from '../programs/parity.js';
import { repairedAnswerFaults } from '../programs/repaired-answers.js';
import { repairedTextFaults, type Fix } from '../programs/repaired-text.js';
import { twinFaults } from '../programs/twins.js';
import { typeErrors } from '../programs/type-errors.js';
import { verdictFaults, type Lint } from '../programs/verdict.js';
import { replaced, ruleOf, withRule } from './altered.js';

const wildcard = fixtureNamed('cors-express5/wildcard-string.mjs');
const closed = fixtureNamed('cors-express5/wildcard-string.safe.mjs');
const credentialed = fixtureNamed('cors-express5/credentialed-wildcard.cjs');
const inverted = fixtureNamed('cors-express5/inverted-callback.cjs');
const header = fixtureNamed('headers-node-http/set-header.cjs');
const carriageReturns = fixtureNamed('cors-express5/credentialed-wildcard-crlf.ts');
const marked = fixtureNamed('cors-express5/with-byte-order-mark.mjs');
const httpApi = fixtureNamed('aws-cdk/http-api-with-credentials.mjs');
const restApi = fixtureNamed('aws-cdk/rest-api.ts');
const unknownList = fixtureNamed('cors-express5/list-from-a-file.mjs');
const untyped = fixtureNamed('cors-express5/wildcard-untyped-options.cts');

const fixed: Fix = (fixture) => fix(plugin, fixture);
const linted: Lint = (fixture) => lint(plugin, fixture);

/** A fix whose text has one thing wrong with it. */
const brokenFix =
  (wanted: string, put: string): Fix =>
  (fixture) => ({ ...fixed(fixture), text: replaced(fixed(fixture).text, wanted, put) });

describe('a wrong model is seen', () => {
  test.each<[string, Fixture, Model]>([
    [
      'that refuses everyone',
      wildcard,
      (...asked) =>
        modelAnswers(...asked).map((row) =>
          row.map((answer) => (answer.outcome === 'answered' ? { ...answer, allowOrigin: [] } : answer)),
        ),
    ],
    [
      'that forgets the credentials',
      credentialed,
      (...asked) =>
        modelAnswers(...asked).map((row) =>
          row.map((answer) =>
            answer.outcome === 'answered' ? { ...answer, allowCredentials: undefined } : answer,
          ),
        ),
    ],
    [
      'that forgets Vary',
      inverted,
      (...asked) =>
        modelAnswers(...asked).map((row) =>
          row.map((answer) => (answer.outcome === 'answered' ? { ...answer, vary: [] } : answer)),
        ),
    ],
    [
      'that never knows',
      wildcard,
      (...asked) =>
        modelAnswers(...asked).map((row) => row.map(() => ({ outcome: 'unknown', reason: 'planted' }))),
    ],
  ])('%s', async (_fault, fixture, model) => {
    expect(await modelFaults(fixture, modelAnswers)).toEqual([]);
    expect(await modelFaults(fixture, model)).not.toEqual([]);
  });
});

describe('a wrong model of what a stack sets up is seen', () => {
  const answering =
    (change: (answer: Answer, request: ModelRequest) => Answer): Model =>
    (program, requests, environment) =>
      modelAnswers(program, requests, environment).map((row) =>
        row.map((answer, index) => {
          const request = requests[index];
          return request ? change(answer, request) : answer;
        }),
      );
  const withOrigin = (answer: Answer, allowOrigin: readonly string[]): Answer =>
    answer.outcome === 'answered' ? { ...answer, allowOrigin } : answer;

  test.each<[string, Fixture, Model]>([
    ['that takes a pattern for an origin', httpApi, answering((answer) => withOrigin(answer, []))],
    ['that takes a pattern for the wildcard', httpApi, answering((answer) => withOrigin(answer, ['*']))],
    [
      'that lets a page read what stands behind a RestApi',
      restApi,
      answering((answer, { kind }) => (kind === 'actual' ? withOrigin(answer, ['*']) : answer)),
    ],
    ['that knows no construct', restApi, answering(() => ({ outcome: 'unknown', reason: 'planted' }))],
  ])('%s', async (_fault, fixture, model) => {
    expect(await modelFaults(fixture, modelAnswers)).toEqual([]);
    expect(await modelFaults(fixture, model)).not.toEqual([]);
  });
});

describe('a wrong model of a WebSocket handshake is seen', () => {
  const host: HandshakeHost = {
    name: 'ws',
    path: '/',
    program: (test) => `const { WebSocketServer } = require('ws');
const sockets = new WebSocketServer({ server, verifyClient: ({ origin }) => ${test} });`,
  };

  test.each<[string, string, Handshakes]>([
    ['that accepts whom the server refuses', 'origin === A', () => [true, true, true]],
    ['that refuses whom the server accepts', 'origin === A', () => [false, false, false]],
    ['that runs no check', 'origin === A', (given) => modelled(given, 'true')],
    ['that wants an origin', '!origin || LIST.includes(origin)', () => [false, true, false]],
    ['that never knows', 'true', () => ['unknown', 'unknown', 'unknown']],
  ])('%s', async (_fault, check, model) => {
    expect(await handshakeFaults(host, check)).toEqual([]);
    expect(await handshakeFaults(host, check, model)).not.toEqual([]);
  });
});

describe('a wrong claim about the layers of an application is seen', () => {
  const claims = [...new Map(composedPrograms.map((program) => [program.claim, program])).values()];

  test.each(claims)('$claim', async (program) => {
    expect(await composedFaults(program, program.text, true)).toEqual([]);
    expect(await composedFaults(program, program.safe, true)).not.toEqual([]);
    expect(await composedFaults(program, program.safe, false)).toEqual([]);
  });
});

describe('a wrong model of who gets to the tools of a server is seen', () => {
  const server: ToolServer = { options: '{ enableDnsRebindingProtection: true, allowedOrigins: LIST }' };

  test.each<[string, Handed]>([
    ['that lets by whom the server refuses', () => [true, true, true]],
    ['that refuses whom the server lets by', () => [false, false, false]],
    ['that wants an origin', () => [false, true, false]],
    ['that knows no options', () => toolsModelled({})],
    ['that never knows', () => ['unknown', 'unknown', 'unknown']],
  ])('%s', async (_fault, model) => {
    expect(await handedFaults(server)).toEqual([]);
    expect(await handedFaults(server, model)).not.toEqual([]);
  });
});

describe('a bad rule is seen', () => {
  const silent = { create: () => ({}) };
  const reflected = ruleOf(plugin, 'no-reflected-origin');

  test('that says nothing', () => {
    const faulty = withRule(plugin, 'no-wildcard-origin', silent);
    expect(verdictFaults(wildcard, linted)).toEqual([]);
    expect(verdictFaults(wildcard, (fixture) => lint(faulty, fixture))).toEqual([
      'reported by no rule instead of cors/no-wildcard-origin',
    ]);
  });

  test('that reports what another one is for', () => {
    const faulty = withRule(plugin, 'no-wildcard-origin', reflected);
    expect(verdictFaults(wildcard, (fixture) => lint(faulty, fixture))).not.toEqual([]);
  });

  test('that reports a safe program', () => {
    const eager = withRule(plugin, 'no-wildcard-origin', {
      create: (context) => ({ Program: (node) => context.report({ node, message: 'Planted.' }) }),
    });
    expect(verdictFaults(closed, linted)).toEqual([]);
    expect(verdictFaults(closed, (fixture) => lint(eager, fixture))).not.toEqual([]);
  });

  test('that says too much', () => {
    const { meta, ...rest } = ruleOf(plugin, 'no-wildcard-origin');
    const messages = { ...meta?.messages, wildcard: 'One. Two. Three.' };
    const wordy = withRule(plugin, 'no-wildcard-origin', { ...rest, meta: { ...meta, messages } });
    expect(verdictFaults(wildcard, (fixture) => lint(wordy, fixture))).toEqual([
      'says too much: One. Two. Three.',
    ]);
  });

  test('whose findings another one reports too: the sites are no longer parted among the rules', () => {
    const both = withRule(plugin, 'no-reflected-origin', ruleOf(plugin, 'no-wildcard-origin'));
    expect(verdictFaults(wildcard, (fixture) => lint(both, fixture))).toContainEqual(
      expect.stringContaining('more than one exposure at'),
    );
  });
});

describe('a verdict about a look-alike that is wrong is seen', () => {
  const weak = fixtureNamed('cors-express5/weak-without-end.mjs');

  test('by the server, where it lets nobody in that only resembles', async () => {
    const tight = replaced(weak.text, String.raw`\.com/`, String.raw`\.com$/`);
    expect(await observedFaults(weak)).toEqual([]);
    expect(await observedFaults({ ...weak, text: tight })).not.toEqual([]);
  });

  test('by the server, where it lets the attacker in as well', async () => {
    const open = replaced(weak.text, String.raw`/^https:\/\/app\.example\.com/`, 'true');
    expect(await observedFaults({ ...weak, text: open })).toContain('open to the attacker as well');
  });

  test('by the fixed program, where the fix leaves the gap or refuses whom the program names', async () => {
    for (const put of ['', '_$'])
      expect(await repairedAnswerFaults(weak, brokenFix('(?::\\d+)?$', put)(weak).text)).not.toEqual([]);
  });
});

describe('a wrong verdict about an entry of a list is seen', () => {
  const [, list] = deadLists;
  expect.assert(list !== undefined);
  const origins = "['https://app.example.com', 'https://admin.example.com']";
  const corrected = replaced(list.text, "'https://app.example.com,https://admin.example.com'", origins);

  test.each<[string, string]>([
    ['that still admits nobody', corrected.replaceAll('.com', '.com/')],
    ['that forgets one of the named', corrected.replace(", 'https://admin.example.com'", '')],
    ['that admits everybody', corrected.replace(origins, 'true')],
    ['that is not made', list.text],
  ])('by the fixed program: a correction %s', async (_fault, text) => {
    expect(await correctedEntryFaults(list, corrected)).toEqual([]);
    expect(await correctedEntryFaults(list, text)).not.toEqual([]);
  });

  test('by the program itself, where the code reads the entry as it was meant', async () => {
    const split = replaced(list.text, "admin.example.com'", "admin.example.com'.split(',')");
    const faults = await correctedEntryFaults({ ...list, text: split }, corrected);
    expect(faults).toContain('before the fix: GET / admits https://app.example.com');
  });
});

describe('a wrong verdict about a decision that looks at the visitor is seen', () => {
  test.each(visitorPrograms)('by the server: $name', async (program) => {
    expect(await credentialDependenceFaults(program)).toEqual([]);
    expect(await credentialDependenceFaults({ ...program, isReported: !program.isReported })).not.toEqual([]);
  });
});

describe('a wrong fix of answers that caches mix up is seen', () => {
  const [program] = cachedPrograms;
  if (!program) throw new Error('there are programs whose answers caches mix up');
  const corrected = replaced(program.text, "res.vary('Accept');", "res.vary('Accept, Origin');");

  test.each<[string, string]>([
    [
      'that is for admitted pages alone',
      program.text.replace('if (', "if (allowed.includes(origin)) res.vary('Origin');\n  if ("),
    ],
    ['that loses a field', corrected.replace('Accept, ', '')],
    ['that admits others', corrected.replace('allowed.includes(origin)', 'origin')],
    ['that is not made', program.text],
  ])('%s', async (_fault, text) => {
    expect(await cachedAnswerFaults(program, corrected)).toEqual([]);
    expect(await cachedAnswerFaults(program, text)).not.toEqual([]);
  });

  test('and a wrong verdict', async () => {
    const path = `server.${program.language}`;
    const verdict = (text: string) => lint(plugin, { path, text });
    const silent = () => [];
    expect(await cachedVerdictFaults(program, verdict)).toEqual([]);
    expect(await cachedVerdictFaults(program, silent)).toEqual(['reported by no rule']);
    expect(await cachedVerdictFaults(program, () => verdict(program.text))).toContain(
      'the twin is reported by cors/require-vary-origin',
    );
    expect(await cachedVerdictFaults({ ...program, twin: program.text }, silent)).toContain(
      'caches mix up the twin',
    );
  });

  test('and a report about answers that are the same for everybody', async () => {
    const constant = replaced(
      program.text,
      "if (allowed.includes(origin)) res.setHeader('Access-Control-Allow-Origin', origin);",
      "res.setHeader('Access-Control-Allow-Origin', allowed[0]);",
    );
    const faults = await cachedAnswerFaults({ ...program, text: constant }, corrected);
    expect(faults).toContain('caches can tell the answers apart before the fix');
  });
});

describe('a wrong move of origins into the environment is seen', () => {
  const [list] = hardCodedAmong([fixtureNamed('cors-express5/credentialed-wildcard.safe.cjs')]);
  expect.assert(list !== undefined);

  test.each<[string, string, string]>([
    ['that admits everybody', 'callback(null, ', 'callback(null, true || '],
    ['that keeps what it moves', "s !== 'null')", "s !== 'null').concat('https://app.example.com')"],
    ['that reads another variable', 'CORS_ALLOWED_ORIGINS ??', 'ORIGINS ??'],
    ['that drops the credentials', 'credentials: true', 'credentials: false'],
  ])('%s', async (_fault, wanted, put) => {
    const faulty = replaced(list.fixed, wanted, put);
    expect(await movedOriginFaults(list, faulty, list.moved)).not.toEqual([]);
  });

  test('and one that is none', async () => {
    expect(await movedOriginFaults(list, list.text, list.moved)).toEqual(['the program is not fixed']);
    const nobody = await movedOriginFaults(list, list.fixed, ['https://nobody.example']);
    expect(nobody).toEqual(['none of them was admitted before']);
  });
});

describe('a wrong explanation is seen', () => {
  const explained: Explain = ({ text, path }) => explainText(text, path);
  const changed =
    (change: (site: ReturnType<Explain>[number]) => Partial<ReturnType<Explain>[number]>): Explain =>
    (fixture) =>
      explained(fixture).map((site) => ({ ...site, ...change(site) }));

  test.each<[string, Fixture, Explain]>([
    ['that finds nothing', wildcard, changed(() => ({ kind: null }))],
    ['that shows a question which admits nobody', wildcard, changed(() => ({ shown: null }))],
    ['that stands somewhere else', wildcard, changed(({ line }) => ({ line: line + 1 }))],
    [
      'whose path is not in the source',
      wildcard,
      changed(({ evaluated }) => ({
        evaluated: evaluated.map((step) => ({ ...step, line: step.line + 1 })),
      })),
    ],
    ['that does not say what is unknown', unknownList, changed(() => ({ stops: [] }))],
  ])('%s', (_fault, fixture, faulty) => {
    expect(explanationFaults(fixture, explained, linted(fixture))).toEqual([]);
    expect(explanationFaults(fixture, faulty, linted(fixture))).not.toEqual([]);
  });
});

describe('a broken fix is seen in its text', () => {
  test.each<[string, Fixture, string, string, string]>([
    ['that does not parse', wildcard, 'cors({', 'cors({{', 'does not parse'],
    ['that changes nothing', wildcard, '', '', 'unchanged'],
    ['that adds LF to CRLF', carriageReturns, '\r\n\tcors({', '\n\tcors({', 'line endings'],
    ['that drops the byte order mark', marked, '\uFEFF', '', 'byte order mark'],
    ['that drops a comment', marked, '/* sic */', '', "the comment ' sic ' is lost"],
  ])('%s', (_fault, fixture, wanted, put, seen) => {
    const broken: Fix = (given) => {
      const good = fixed(given);
      // Planted in the first run only: the second one finds the fault already there.
      if (given.text !== fixture.text) return good;
      const text = wanted === '' ? given.text : replaced(good.text, wanted, put);
      if (seen === 'does not parse') lint(plugin, { ...given, text });
      return { ...good, text };
    };
    expect(repairedTextFaults(fixture, fixed)).toEqual([]);
    expect(repairedTextFaults(fixture, broken)).toContainEqual(expect.stringContaining(seen));
  });

  test('that is still reported', () => {
    const broken: Fix = (fixture) => ({ text: `${fixture.text}\n`, left: lint(plugin, fixture) });
    expect(repairedTextFaults(wildcard, broken)).toContainEqual(expect.stringContaining('still reported'));
  });

  test('that goes on changing', () => {
    const broken: Fix = (fixture) => ({ text: `${fixed(fixture).text}\n`, left: [] });
    expect(repairedTextFaults(wildcard, broken)).toEqual(['changed again by a second run']);
  });

  test('that edits where a person is needed', () => {
    const alone = fixtureNamed('headers-express/headers-that-are-added-to.cjs');
    const broken: Fix = (fixture) => ({ text: replaced(fixture.text, "'*'", "'null'"), left: [] });
    expect(repairedTextFaults(alone, fixed)).toEqual([]);
    expect(repairedTextFaults(alone, broken)).not.toEqual([]);
  });
});

/** That the fixes without a fault are found to be good is what tests/programs/repaired-answers.test.ts says. */
describe('a broken fix is seen when the program is booted', () => {
  test.each<[string, Fixture, string, string]>([
    [
      'that admits everyone',
      wildcard,
      '(_origin, callback) => callback(null, ',
      '(_origin, callback) => callback(null, true || ',
    ],
    ...['', '*', 'https://app.example.com'].map((value): [string, Fixture, string, string] => [
      `that admits everyone while the variable holds '${value}' and nothing else`,
      wildcard,
      '(_origin, callback) => callback(null, ',
      `(_origin, callback) => callback(null, process.env.CORS_ALLOWED_ORIGINS === '${value}' || `,
    ]),
    ['that admits nobody', wildcard, 'CORS_ALLOWED_ORIGINS ??', 'CORS_ALLOWED_ORIGINS &&'],
    ['that admits one origin too many', wildcard, '.trim())', ".trim()).concat('https://admin.example.com')"],
    ['that does not trim', wildcard, 's.trim()', 's'],
    ['that lets a listed null in', wildcard, " && s !== 'null'", ''],
    [
      'that takes the star for everyone',
      header,
      'if (',
      "if (process.env.CORS_ALLOWED_ORIGINS?.startsWith('*') || ",
    ],
    ['that drops the credentials', credentialed, 'credentials: true', 'credentials: false'],
    ['that never answers', wildcard, 'callback(null, ', 'void (null, '],
    ['that forgets Vary', header, "res.appendHeader('Vary', 'Origin');", ''],
    ['that leaves the check inverted', inverted, 'allowed.has(origin)', '!allowed.has(origin)'],
    ['that refuses whom the program lists', inverted, 'allowed.has(origin)', 'false'],
    ['that makes a stack without its list', restApi, 'allowOrigins: listed', "allowOrigins: ['*']"],
  ])('%s', async (_fault, fixture, wanted, put) => {
    expect(await repairedAnswerFaults(fixture, brokenFix(wanted, put)(fixture).text)).not.toEqual([]);
  });

  test('that has a stack refused while nobody is listed', async () => {
    const { text } = brokenFix('listed.length > 0', 'listed')(restApi);
    await expect(repairedAnswerFaults(restApi, text)).rejects.toThrow('The program fails at set-up.');
  });

  test('that reads the environment before dotenv does', async () => {
    const [project] = projects;
    expect.assert(project !== undefined);
    const early = (file: { path: string; text: string }): string => {
      const { text } = fix(plugin, file);
      return file.path.includes('config')
        ? text.replace(/\(_origin, callback\) => callback\(null, (.*)\),$/m, '$1,')
        : text;
    };
    expect(await loadOrderFaults(project, early)).toEqual(['refuses the origin that .env lists']);
  });

  test('that has no types where TypeScript needs them', () => {
    const { text } = fixed(untyped);
    const broken = replaced(text, '_origin: string | undefined', '_origin');
    expect(typeErrors([{ path: untyped.path, text: broken }])).toContainEqual(
      expect.stringContaining("implicitly has an 'any' type"),
    );
  });
});

describe('an unsafe twin is seen', () => {
  const unsafeTwin: Fixture = { ...closed, text: replaced(closed.text, 'https://app.example.com', '*') };

  test('by its server, even by a linter that sees nothing', async () => {
    expect(await observedFaults(closed)).toEqual([]);
    expect(await observedFaults(unsafeTwin)).toContainEqual(expect.stringContaining('said to be safe'));
  });

  test('by its text, which is no other than that of the unsafe program', () => {
    expect(twinFaults({ unsafe: wildcard, safe: closed })).toEqual([]);
    expect(twinFaults({ unsafe: wildcard, safe: unsafeTwin })).not.toEqual([]);
  });

  test('by its text, when it differs in more than one token', () => {
    expect(
      twinFaults({ unsafe: wildcard, safe: fixtureNamed('cors-express5/reflected-echo.safe.mjs') }),
    ).not.toEqual([]);
  });

  test('by its server, when the unsafe one is in fact safe', async () => {
    expect(await observedFaults({ ...wildcard, text: closed.text })).not.toEqual([]);
  });
});

describe('an engine that tests for one way of writing is seen', () => {
  const knowing =
    (spelling: RegExp): Lint =>
    (fixture) =>
      spelling.test(fixture.text) ? linted(fixture) : [];

  test.each<[string, Fixture, RegExp]>([
    ['that recognises the name cors', wildcard, /\bcors\(/],
    ['that wants the options in the call', wildcard, /cors\(\{/],
    ['that wants the request first', header, /\(req, res\) => \{\s*res\./],
    ['that wants modules', wildcard, /import cors/],
    ['that wants JavaScript', credentialed, /\(req, res\)/],
    ['that wants the origin first', credentialed, /\{ origin/],
    ['that wants the callback in place', inverted, /origin: \(/],
  ])('%s', (_fault, fixture, spelling) => {
    expect(verdictFaults(fixture, knowing(spelling))).toEqual([]);
    expect(sameVerdictFaults(fixture, transformations, knowing(spelling))).not.toEqual([]);
  });

  test('a transformation that changes what a program does is seen too', async () => {
    const faulty: Transformation = {
      name: 'another origin',
      apply: (program) => ({ ...program, text: program.text.replace('"*"', '"https://app.example.com"') }),
    };
    const outcome = transformed(wildcard, faulty);
    expect.assert(outcome !== undefined);
    expect(await sameAnswersFaults(wildcard, outcome)).not.toEqual([]);
  });
});

describe('a codemod that writes other bytes is seen', () => {
  const rewrite: Rewrite = (fixture) => fix(plugin, fixture).text;

  test.each<[string, Rewrite]>([
    ['other quotes', (fixture) => rewrite(fixture).replaceAll("'Origin'", '"Origin"')],
    ['other line endings', (fixture) => rewrite(fixture).replaceAll('\r\n', '\n')],
    ['no byte order mark', (fixture) => rewrite(fixture).replace(/^\uFEFF/, '')],
    ['no rewrite', ({ text }) => text],
  ])('%s', (_fault, other) => {
    const file = { ...header, text: asOnWindows(header.text) };
    expect(parityFaults(file, rewrite, rewrite)).toEqual([]);
    expect(parityFaults(file, rewrite, other)).not.toEqual([]);
  });
});
