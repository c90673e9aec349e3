import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { guardSession } from './guard-session.js';
import { jsonOf } from './json-report.js';
import { real } from './real-plugin.js';

const page = readFileSync(join(import.meta.dirname, '../../docs/codemods/cors-guard.md'), 'utf8');

describe('the page about cors-guard', () => {
  it('names every field of the JSON', async () => {
    const { guard } = guardSession({ 'a.js': "cors('*', '+');\n", 'b.js': 'cors(;\n' });
    const report = jsonOf(await guard(['fix', '--format', 'json']));
    const fields = [
      report,
      report.summary,
      ...report.findings,
      ...report.changes,
      ...report.needsYou,
      ...report.failures,
    ].flatMap((object) => Object.keys(object));
    expect(report.findings.length * report.changes.length * report.failures.length).toBeGreaterThan(0);
    expect(fields.filter((field) => !page.includes(`\`${field}\``))).toEqual([]);
  });

  it('names every field of an explanation', async () => {
    const { guard } = guardSession({
      'a.js': "const cors = require('cors');\nconst x = require('./x');\ncors({ origin: x });\n",
    });
    const { stdout } = await guard(['check', '--explain', '--format', 'json'], real);
    const { explanations } = JSON.parse(stdout) as { explanations: object[] };
    const fields = [...JSON.stringify(explanations).matchAll(/"(\w+)":/gu)].map(([, field]) => String(field));
    expect(fields).toEqual(expect.arrayContaining(['probes', 'answer', 'parts', 'value', 'reason']));
    expect([...new Set(fields)].filter((field) => !page.includes(`\`${field}\``))).toEqual([]);
  });

  it('names every flag of the help, and no other', async () => {
    const { guard } = guardSession({});
    const help = await Promise.all(
      [['--help'], ['check', '--help'], ['fix', '--help']].map((argv) => guard(argv)),
    );
    const flagsIn = (text: string): string[] => [...new Set(text.match(/--[a-z][a-z-]+/gu))].sort();
    expect(flagsIn(page.replaceAll('eslint --fix', ''))).toEqual(
      flagsIn(help.map(({ stdout }) => stdout).join('\n')),
    );
  });
});
