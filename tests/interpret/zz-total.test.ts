import fc from 'fast-check';
import { test } from 'vitest';
import { writeFileSync } from 'node:fs';
import { anySyntax } from './generated-syntax.js';
import { parser } from '../../src/hosts/parser.js';
import { createSourceFile } from '../../src/source/file.js';
import { interpret } from '../harness/interpret.js';
import { sliceFor } from '../../src/interpret/slice.js';
test('total', () => {
  const n = Number(process.env.N ?? 1000), seed = Number(process.env.SEED ?? 1);
  let parsed = 0; const out: string[] = []; const kinds: Record<string, number> = {}; let slowest = 0, slowp = '';
  for (const p of fc.sample(anySyntax, { seed, numRuns: n })) {
    let file;
    for (const path of ['/p.ts', '/p.cjs', '/p.tsx']) {
      try { const r = parser.parseForESLint(p, { filePath: path }); file = createSourceFile({ path, text: p, program: r.ast as never, scopeManager: r.scopeManager as never }); break; } catch (e) { }
    }
    if (!file) continue; parsed++;
    const t = performance.now();
    try {
      let k = 0; const o = interpret(file, { choose: () => k++ % 3 === 0, phase: parsed % 2 ? 'request' : 'set-up' }); kinds[o.kind] = (kinds[o.kind] ?? 0) + 1;
      if (o.kind === 'undecided') kinds[o.reason] = (kinds[o.reason] ?? 0) + 1;
      const root = file.nodes[(parsed * 7) % file.nodes.length]!;
      const slice = sliceFor(file, [root], [], new Set());
      interpret(file, { slice });
    } catch (e) { out.push('----\n' + p + '\n=> ' + ((e as Error)?.stack ?? String(e)).slice(0, 700)); }
    const d = performance.now() - t; if (d > slowest) { slowest = d; slowp = p; }
  }
  writeFileSync('/tmp/total.out', `parsed ${parsed} of ${n} bad ${out.length} slowest ${slowest}\n${JSON.stringify(kinds)}\n` + out.sort((a, b) => a.length - b.length).slice(0, 12).join('\n') + '\nSLOW ' + slowp.slice(0, 1500));
});
