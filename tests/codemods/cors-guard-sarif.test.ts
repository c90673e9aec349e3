import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import schema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };
import Ajv from 'ajv';
import draft4 from 'ajv/lib/refs/json-schema-draft-04.json' with { type: 'json' };
import type { Log, Result, Run } from 'sarif';
import { describe, expect, it } from 'vitest';
import { SEVERITY } from '../../codemods/guard/severity.js';
import { rulesOf } from '../../src/hosts/rule-facts.js';
import plugin from '../../src/index.js';
import { root } from '../repository/root.js';
import { guardSession, type Ran, type Session } from './guard-session.js';
import { real } from './real-plugin.js';

// Uris and the like are checked by hand below: the formats of draft 4 are not those of this validator.
const validate = new Ajv({
  schemaId: 'id',
  meta: draft4,
  unknownFormats: 'ignore',
  allErrors: true,
  logger: false,
}).compile(schema);

function runIn({ stdout }: Ran): Run {
  const log: unknown = JSON.parse(stdout);
  validate(log);
  expect(validate.errors).toBeNull();
  const [run, ...others] = (log as Log).runs;
  expect(others).toEqual([]);
  expect.assert(run !== undefined);
  return run;
}

const sarifOf = async ({ guard }: Session, ...argv: string[]): Promise<Run> =>
  runIn(await guard([...argv, '--format', 'sarif'], real));

const resultsIn = ({ results = [] }: Run): Result[] => results;

const OPEN = "import cors from 'cors';\napp.use(cors({ origin: true, credentials: true }));\n";

describe('cors-guard check --format sarif', () => {
  it('is a valid log of a finding, with its place, what it is, and its fix', async () => {
    const session = guardSession({ 'src/server.mjs': OPEN });
    const run = await sarifOf(session, 'check');
    expect(run).toMatchObject({ columnKind: 'utf16CodeUnits' });
    const [result, ...others] = resultsIn(run);
    expect(others).toEqual([]);
    const artifactLocation = { uri: 'src/server.mjs', uriBaseId: '%SRCROOT%' };
    const region = { startLine: 2, startColumn: 16, endLine: 2, endColumn: 28 };
    expect(result).toMatchObject({
      ruleId: 'cors/no-reflected-origin',
      level: 'error',
      locations: [{ physicalLocation: { artifactLocation, region } }],
      relatedLocations: [
        {
          id: 0,
          message: { text: 'CORS is configured here (cors).' },
          physicalLocation: { artifactLocation, region: { startLine: 2, startColumn: 9 } },
        },
        { id: 1, message: { text: 'The options are written here.' } },
      ],
      fixes: [
        {
          artifactChanges: [
            {
              artifactLocation,
              replacements: [
                {
                  deletedRegion: { ...region, startColumn: 24 },
                  insertedContent: { text: expect.stringContaining('CORS_ALLOWED_ORIGINS') as string },
                },
              ],
            },
          ],
        },
      ],
      properties: { kind: 'reflected', middleware: 'cors', suggestions: [] },
    });
    expect(result?.message.text).toContain('https://attacker.example');
    expect(run.tool.driver.rules?.[result?.ruleIndex ?? -1]?.id).toBe('cors/no-reflected-origin');
    expect(run.invocations).toMatchObject([{ executionSuccessful: true, exitCode: 1 }]);
  });

  it('has the fix that cors-guard writes, also behind a byte order mark and CRLF', async () => {
    const text = `\uFEFF/* \u{1f9ed} */ ${OPEN}`.replaceAll('\n', '\r\n');
    const session = guardSession({ 'server.mjs': text });
    const [replacement] = resultsIn(await sarifOf(session, 'check')).flatMap(({ fixes = [] }) =>
      fixes.flatMap(({ artifactChanges }) => artifactChanges.flatMap(({ replacements }) => replacements)),
    );
    expect.assert(replacement !== undefined);
    const { startLine = 0, startColumn = 0, endLine, endColumn = 0 } = replacement.deletedRegion;
    expect(endLine).toBe(startLine);
    const lines = text.slice(1).split('\r\n');
    const line = lines[startLine - 1] ?? '';
    lines[startLine - 1] =
      line.slice(0, startColumn - 1) + (replacement.insertedContent?.text ?? '') + line.slice(endColumn - 1);
    await session.guard(['fix', '--write'], real);
    expect(session.read('server.mjs')).toBe(`\uFEFF${lines.join('\r\n')}`);
  });

  it('has the fix in the file where the configuration is written, unless the run leaves that out', async () => {
    const settings = "\uFEFFexport default {\r\n  open: { origin: '*' },\r\n};\r\n";
    const session = guardSession({
      'settings.mjs': settings,
      'server.mjs':
        "import cors from 'cors';\nimport settings from './settings.mjs';\napp.use(cors(settings.open));\n",
    });
    const [result, ...others] = resultsIn(await sarifOf(session, 'check'));
    expect(others).toEqual([]);
    expect(result).toMatchObject({
      locations: [{ physicalLocation: { artifactLocation: { uri: 'server.mjs' } } }],
      fixes: [
        {
          artifactChanges: [
            {
              artifactLocation: { uri: 'settings.mjs' },
              replacements: [
                {
                  deletedRegion: { startLine: 2, startColumn: 19, endLine: 2, endColumn: 22 },
                  insertedContent: { text: expect.stringContaining('CORS_ALLOWED_ORIGINS') as string },
                },
              ],
            },
          ],
        },
      ],
    });
    const [alone] = resultsIn(await sarifOf(session, 'check', 'server.mjs'));
    expect(alone?.ruleId).toBe(result?.ruleId);
    expect(alone?.fixes).toBeUndefined();
  });

  it('keeps the fingerprint of a finding while other lines move, and gives none twice', async () => {
    const session = guardSession({ 'server.mjs': `${OPEN}app.get('/', cors({ origin: true }));\n` });
    const before = resultsIn(await sarifOf(session, 'check')).map((result) => result.partialFingerprints);
    expect(new Set(before.map((each) => each?.['corsGuard/v1'])).size).toBe(2);
    session.write('server.mjs', `// first\n\n${session.read('server.mjs')}`);
    const after = resultsIn(await sarifOf(session, 'check')).map((result) => result.partialFingerprints);
    expect(after).toEqual(before);
  });

  it('tells files that failed, and only a failure that counts from success', async () => {
    const session = guardSession({ 'broken.mjs': 'cors = ;\n', 'a b%#.mjs': OPEN });
    const run = await sarifOf(session, 'check');
    const notification = {
      message: { text: 'Parsing error: Unexpected token' },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'broken.mjs', uriBaseId: '%SRCROOT%' },
            region: { startLine: 1, startColumn: 8 },
          },
        },
      ],
    };
    expect(run.invocations).toEqual([
      {
        executionSuccessful: true,
        exitCode: 1,
        toolExecutionNotifications: [{ level: 'warning', ...notification }],
        toolConfigurationNotifications: [],
      },
    ]);
    expect(resultsIn(run)[0]?.locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe(
      'a%20b%25%23.mjs',
    );
    expect((await sarifOf(session, 'check', 'broken.mjs')).invocations).toMatchObject([
      {
        executionSuccessful: false,
        exitCode: 3,
        toolExecutionNotifications: [{ level: 'error', ...notification }],
      },
    ]);
  });

  it('holds no link and no placeholder that a source could plant', async () => {
    const session = guardSession({
      'server.mjs':
        "import cors from 'cors';\ncors({ origin: 'https://app.example.com', '[a](https://attacker.example){0}': 1 });\n" +
        "cors({ '[a](https://attacker.example){0}': 1 });\n",
    });
    const texts = resultsIn(await sarifOf(session, 'check')).map(({ message }) => message.text ?? '');
    expect(texts.join()).toContain('[a\\](https://attacker.example){{0}}');
  });

  it('is valid and whole where nothing is found', async () => {
    const run = await sarifOf(guardSession({ 'a.js': 'const a = 1;\n' }), 'check');
    expect(resultsIn(run)).toEqual([]);
    expect(run.tool.driver.rules).toHaveLength(Object.keys(plugin.rules).length);
  });
});

describe('cors-guard fix --format sarif', () => {
  it('is about the files as they are after the run', async () => {
    const session = guardSession({
      'server.mjs': OPEN,
      'headers.mjs': "export const corsHeaders = { 'Access-Control-Allow-Origin': '*' };\n",
    });
    const rules = async (...argv: string[]): Promise<string[]> =>
      resultsIn(await sarifOf(session, 'fix', ...argv)).map(({ ruleId }) => String(ruleId));
    expect(await rules()).toEqual(['cors/no-wildcard-origin', 'cors/no-reflected-origin']);
    expect(await rules('--write')).toEqual(['cors/no-wildcard-origin']);
  });
});

describe('the rules in the log', () => {
  it('have help, weaknesses, and a severity where strangers gain something', async () => {
    const { rules = [] } = (await sarifOf(guardSession({}), 'check')).tool.driver;
    expect(rules.map(({ id }) => id)).toEqual(rulesOf(plugin).map(({ id }) => id));
    for (const { id, help, helpUri, properties, defaultConfiguration } of rules) {
      expect(help?.markdown, id).toMatch(/^## What is wrong\n/u);
      expect(help?.markdown, id).not.toContain('## Examples');
      expect(helpUri, id).toMatch(/^https:\/\/cwe\.mitre\.org\/data\/definitions\/\d+\.html$/u);
      expect(properties?.tags, id).toEqual(
        expect.arrayContaining([expect.stringMatching(/^external\/cwe\/cwe-\d+$/u)]),
      );
      const isSecurity = properties?.tags?.includes('security') === true;
      expect(properties?.['security-severity'] !== undefined, id).toBe(isSecurity);
      expect(defaultConfiguration?.level, id).toBe(isSecurity ? 'error' : 'warning');
    }
    expect(rules.find(({ id }) => id === 'cors/no-reflected-origin')?.properties).toMatchObject({
      tags: ['security', 'external/cwe/cwe-942', 'external/cwe/cwe-346'],
      'security-severity': '7.1',
    });
  });
});

describe('the severity of a rule', () => {
  const rows = new Set(
    readFileSync(join(root, 'docs/codemods/output.md'), 'utf8').replaceAll(/ +/gu, ' ').split('\n'),
  );

  it('is decided for every rule, and for no other', () => {
    expect([...SEVERITY.keys()].sort()).toEqual(Object.keys(plugin.rules).sort());
  });

  it.each([...SEVERITY])(
    'of %s is the score of its vector, and documented with the reason',
    (name, severity) => {
      const { vector, score, reason } = severity;
      expect(score).toBe(vector === null ? null : baseScore(vector));
      const shown = vector === null ? 'none' : `${score?.toFixed(1) ?? ''} \`${vector}\``;
      expect(rows.has(`| \`${name}\` | ${shown} | ${reason} |`)).toBe(true);
    },
  );
});

/** CVSS 3.1, section 7.1, of a vector with unchanged scope. */
function baseScore(vector: string): number {
  const weights: Readonly<Record<string, Readonly<Record<string, number>>>> = {
    AV: { N: 0.85, A: 0.62, L: 0.55, P: 0.2 },
    AC: { L: 0.77, H: 0.44 },
    PR: { N: 0.85, L: 0.62, H: 0.27 },
    UI: { N: 0.85, R: 0.62 },
    S: { U: 6.42 },
  };
  const impact = { H: 0.56, L: 0.22, N: 0 };
  const metrics = new Map(
    vector.split('/').map((part) => {
      const [metric = '', value = ''] = part.split(':');
      return [metric, { ...impact, ...weights[metric] }[value] ?? NaN];
    }),
  );
  const of = (metric: string): number => metrics.get(metric) ?? NaN;
  const harm = of('S') * (1 - (1 - of('C')) * (1 - of('I')) * (1 - of('A')));
  const ease = 8.22 * of('AV') * of('AC') * of('PR') * of('UI');
  return Math.ceil(Number((Math.min(harm + ease, 10) * 10).toFixed(5))) / 10;
}
