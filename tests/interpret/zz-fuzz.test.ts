import { parseSource } from "../harness/source-file.js";
import { parser } from '../../src/hosts/parser.js';
import fc from 'fast-check';
import { test } from 'vitest';
import { program } from './generated-program.js';
import { disagreement } from './same-as-node.js';
import { PREAMBLE } from './generated-expression.js';
import { writeFileSync } from 'node:fs';
test('fuzz', () => {
  const n = Number(process.env.N ?? 1000), seed = Number(process.env.SEED ?? 1);
  const out: string[] = []; let t = Date.now();
  const all = fc.sample(program, { seed, numRuns: n });
  out.push('gen ' + (Date.now() - t)); t = Date.now();
  let bad = 0, tp = 0, tq = 0, len = 0; const slow: [number,string][] = [];
  for (const p of all) {
    const s = Date.now(); const t1 = performance.now(); parser.parseForESLint(p, { filePath: '/p.cjs' }); tp += performance.now() - t1; len += p.length; 
    let d: string | undefined; try { d = disagreement(p); } catch (e) { d = 'CRASH ' + (e as Error).stack?.slice(0, 900); }
    slow.push([Date.now() - s, p]);
    if (d) { bad++; out.push('-----\n' + p.replace(PREAMBLE, '').slice(0, 60000) + '\n=> ' + d.slice(0, 700)); }
  }
  out.push(`oxc ${tp} ts ${tq} len ${len / n}`); out.push(`bad ${bad} of ${all.length} in ${Date.now() - t} ms`);
  slow.sort((a, b) => b[0] - a[0]); out.push('slowest ' + slow.slice(0, 5).map((x) => x[0]).join());
  writeFileSync('/tmp/fuzz.out', out.sort((a, b) => a.length - b.length).join('\n'));
});
