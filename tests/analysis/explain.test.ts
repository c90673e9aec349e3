import { describe, expect, it } from 'vitest';
import { explain, type Explanation } from '../../src/analysis/explain.js';
import { parseSource } from '../harness/source-file.js';

function explained(program: string): { sites: readonly Explanation[]; textOf: (node: unknown) => string } {
  const file = parseSource(program, '/program.ts');
  const texts = new Map<unknown, string>(file.nodes.map((node) => [node, file.textOf(node)]));
  return { sites: explain(file), textOf: (node) => texts.get(node) ?? '' };
}

function only(sites: readonly Explanation[]): Explanation {
  const [site, ...others] = sites;
  if (!site || others.length > 0) throw new Error(`${sites.length} sites`);
  return site;
}

/** The path of the only site, as rows of source text, value and parts. */
function pathOf(program: string): unknown[] {
  const { sites, textOf } = explained(program);
  return (only(sites).trace?.steps ?? []).map(({ node, value, parts }) => [
    textOf(node),
    value,
    Object.fromEntries(parts.map((part) => [textOf(part.node), part.value])),
  ]);
}

/** Why the only site is silent. */
function stopsOf(program: string): unknown {
  const { sites, textOf } = explained(program);
  const { finding, stops } = only(sites);
  if (finding) throw new Error(`found: ${finding.kind}`);
  return stops.map(({ node, reason }) => [textOf(node), reason]);
}

const IMPORTS = "import cors from 'cors';\n";

describe('the path of a finding', () => {
  it('goes line by line, with what the parts of a line gave', () => {
    expect(
      pathOf(`${IMPORTS}
        const origin = process.env.ORIGIN ?? '*';
        const options = {
          origin,
          maxAge: 5,
        };
        cors(options);`),
    ).toEqual([
      [`origin = process.env.ORIGIN ?? '*'`, `'*'`, { 'process.env.ORIGIN': 'undefined' }],
      ['origin', `'*'`, {}],
      ['maxAge: 5', '5', {}],
      [expect.stringMatching(/^options = /), `{ origin: '*', maxAge: 5 }`, {}],
      ['cors(options);', undefined, { options: `{ origin: '*', maxAge: 5 }` }],
    ]);
  });

  it('shows what is thrown and caught', () => {
    expect(
      pathOf(`${IMPORTS}
        cors({ origin: (origin, callback) => {
          try {
            decodeURIComponent('%');
          } catch {
            callback(null, true);
          }
        } });`),
    ).toContainEqual([`decodeURIComponent('%');`, `throws URIError`, {}]);
  });

  it('tells who decides a test nobody knows', () => {
    expect(
      pathOf(`export default (req, res) => {
          if (req.query.open) res.setHeader('Access-Control-Allow-Origin', '*');
        };`),
    ).toEqual(
      expect.arrayContaining([
        ['req.query.open', "taken to be true: the attacker may choose it (the request's query)", {}],
      ]),
    );
  });

  it('is cut in the middle where a loop makes it long', () => {
    const { sites } = explained(`${IMPORTS}
      let total = 0;
      for (let index = 0; index < 300; index++) total += index;
      cors({ origin: total ? '*' : false });`);
    const { trace } = only(sites);
    expect(trace?.steps).toHaveLength(200);
    expect(trace?.omitted).toBeGreaterThan(300);
    expect(trace?.steps.at(-1)?.value).toBeUndefined();
  });

  it('ends with the question that was admitted', () => {
    const { sites } = explained(`${IMPORTS} cors({ origin: process.env.ORIGIN || true });`);
    const { asked, shown, finding } = only(sites);
    expect(finding?.kind).toBe('permissive fallback');
    expect(asked.map(({ probe }) => probe.environment.kind)).toEqual(['all set', 'all set', 'unset']);
    expect(shown).toEqual(asked.at(-1));
    expect(shown?.answer).toMatchObject({ allowOrigin: ['https://attacker.example'] });
  });
});

describe('a silent site', () => {
  it('names the value the answer hangs on', () => {
    expect(stopsOf(`${IMPORTS} import { list } from './list.js'; cors({ origin: list });`)).toEqual([
      ['list', "'./list.js' is another module"],
    ]);
  });

  it('names the test of somebody else that refused', () => {
    expect(
      stopsOf(`import { isAllowed } from './list.js';
        export default (req, res) => {
          if (isAllowed(req.headers.origin)) res.setHeader('Access-Control-Allow-Origin', '*');
        };`),
    ).toEqual([['isAllowed(req.headers.origin)', "'./list.js' is another module"]]);
  });

  it('names the place where the interpreter gave up', () => {
    expect(
      stopsOf(`${IMPORTS}
        let text = 'ab';
        while (text.length < 1e7) text += text;
        cors({ origin: text });`),
    ).toEqual([['text += text', 'the program builds a very long text']]);
  });

  it('names nothing where every path refuses', () => {
    expect(stopsOf(`${IMPORTS} cors({ origin: 'https://app.example.com' });`)).toEqual([]);
  });

  it('names no test of somebody else that would not have opened it', () => {
    expect(
      stopsOf(`${IMPORTS} import { flag } from './flag.js';
        cors({ origin: flag ? 'https://app.example.com' : false });`),
    ).toEqual([]);
  });
});
