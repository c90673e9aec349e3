import type { SourceFile } from '../../source/file.js';
import { importedModules } from '../../source/modules.js';
import { keyName, memberName } from '../../source/syntax.js';

/** What a program runs on, as far as its environment goes: `process` stands for Node.js and Bun. */
export type Runtime = 'deno' | 'worker' | 'process';

const OF_DENO = /^(?:jsr:|npm:|https:\/\/|hono\/deno$)/;
const OF_WORKERS = /^(?:cloudflare:|hono\/cloudflare-)/;
const OF_PROCESS =
  /^(?:node:|bun(?::|$)|next\/|@hono\/node-server(?:\/|$)|hono\/(?:aws-lambda|bun|lambda-edge|vercel)$)/;

/** Packages that only programs for one runtime are developed with. */
const WORKER_TOOLS = [
  'wrangler',
  'miniflare',
  '@cloudflare/workers-types',
  '@cloudflare/vite-plugin',
  '@cloudflare/vitest-pool-workers',
];
const PROCESS_TOOLS = ['@hono/node-server', '@types/node', '@types/bun', 'bun-types', 'next'];

/** Whether a file is for Deno: it names its global, or imports as only Deno does. */
export const isForDeno = (file: SourceFile): boolean =>
  namesGlobal(file, 'Deno') || importsAny(file, OF_DENO);

/** Whether a file uses what only Node.js, Bun and what imitates them have. */
export const usesProcess = (file: SourceFile): boolean =>
  namesGlobal(file, 'process') || namesGlobal(file, 'Bun') || importsAny(file, OF_PROCESS);

/**
 * The runtime of a program whose framework runs on all of them, as Hono and itty-router do: what its file shows, else what
 * the nearest package.json is developed with; undefined where nothing tells, or where it shows two.
 */
export function runtimeOf(file: SourceFile): Runtime | undefined {
  if (isForDeno(file)) return 'deno';
  if (importsAny(file, OF_WORKERS) || declaresBindings(file) || readsBindings(file))
    return namesGlobal(file, 'process') || namesGlobal(file, 'Bun') ? undefined : 'worker';
  return usesProcess(file) ? 'process' : runtimeOfPackage(file);
}

function runtimeOfPackage({ packages: { declared } }: SourceFile): Runtime | undefined {
  const isAmong = (names: readonly string[]): boolean => names.some((name) => declared?.has(name));
  if (isAmong(WORKER_TOOLS)) return declared?.has('@hono/node-server') ? undefined : 'worker';
  return isAmong(PROCESS_TOOLS) ? 'process' : undefined;
}

/** `new Hono<{ Bindings: Environment }>()`, or a type of that form. */
const declaresBindings = (file: SourceFile): boolean =>
  file.nodesOfType('TSPropertySignature').some((node) => keyName(node) === 'Bindings');

/** `c.env.NAME` and `const { NAME } = c.env`: elsewhere a context has no variables there. */
const readsBindings = (file: SourceFile): boolean =>
  file.nodesOfType('MemberExpression').some((node) => {
    if (memberName(node) !== 'env') return false;
    if (file.variableOf(node.object)?.defs[0]?.type !== 'Parameter') return false;
    const use = file.parentOf(node);
    if (use?.type === 'VariableDeclarator' && use.id.type === 'ObjectPattern')
      return use.id.properties.some((one) => one.type === 'Property' && isVariable(keyName(one)));
    return use?.type === 'MemberExpression' && use.object === node && isVariable(memberName(use));
  });

const isVariable = (name: string | undefined): boolean => /^[A-Z]/.test(name ?? '');

const importsAny = (file: SourceFile, pattern: RegExp): boolean =>
  [...importedModules(file)].some((module) => pattern.test(module));

const namesGlobal = (file: SourceFile, name: string): boolean =>
  file.nodesOfType('Identifier').some((node) => node.name === name && file.variableOf(node) === undefined);
