import { test } from 'vitest';
import { interpret } from '../harness/interpret.js';
import { Run } from '../../src/interpret/run.js';
test('probe', () => {
  const programs: Record<string,string> = {
    rec: 'function f(n) { return n === 0 ? 0 : 1 + f(n - 1) } f(100000)',
    recblock: 'function f(n) { if (n) { for (const a of [1]) { try { switch (n) { default: return 1 + [n].map(x => f(x - 1))[0] } } finally {} } } } f(100000)',
    paren: '!'.repeat(3000) + '1', arr: '['.repeat(600)+']'.repeat(600), tmpl: '`${'.repeat(200)+'1'+'}`'.repeat(200),
    ifs: Array.from({length:3000},(_, i)=>`if (x === ${i}) y = ${i};`).join(' else ').replace(/^/, 'let x = -1, y; ') + ' y',
    plus: Array.from({length: 3000}, () => "'a'").join('+'),
    getter: 'const o = { get a() { return this.a } }; o.a', ts: 'const o = { toString() { return `${this}` } }; `${o}`',
    destr: 'const ' + '['.repeat(500) + 'a' + ']'.repeat(500) + ' = 1;',
    cyc: 'const a = []; a.push(a); String(a)', flat: 'const a = []; a.push(a); a.flat(Infinity).length',
  };
  const limit = Number(process.env.LIMIT ?? 0);
  if (limit) { (Run.prototype as any).nested = function (w: any) { if (this.depth >= limit) throw new Error('LIMIT'); this.depth++; try { return w(); } finally { this.depth--; } }; }
  for (const [k, p] of Object.entries(programs)) {
    try { const r = interpret(p); console.log(k, JSON.stringify(r.kind === 'undecided' ? r : r.kind)); } catch (e) { console.log(k, 'CRASH', String(e).slice(0,100)); }
  }
});
