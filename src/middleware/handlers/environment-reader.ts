import type { SourceFile } from '../../source/file.js';
import { importedModules } from '../../source/modules.js';
import { memberName, type Node } from '../../source/syntax.js';
import { boundTo, isVisible } from '../headers/request-origin.js';
import { DENO_READER, processReader, UNKNOWN_RUNTIME, UNTOLD_TYPES } from '../environment-readers.js';
import type { EnvironmentReader } from '../middleware.js';
import { isForHono } from './hono-context.js';
import type { EntryPoint } from './entry-points.js';
import { environmentOfRuntime } from './environment-of-runtime.js';
import { h3Handlers } from './h3-handlers.js';
import { isForDeno, runtimeOf, usesProcess } from './runtime.js';

/**
 * How code at `place` reads the environment of its runtime: `Deno.env.get`, the `env` a Worker is given, else
 * `process.env`. It is certain where the file shows the runtime.
 */
export function environmentAt(file: SourceFile, entry: EntryPoint, place: Node): EnvironmentReader {
  if (isForDeno(file)) return DENO_READER;
  if (entry.kind === 'listener') return environmentOfScript(file);
  if (isForHono(file)) return environmentOfHono(file, entry);
  if (h3Handlers(file, [entry.handler]).length > 0) return environmentOfRuntime(file);
  const given = environmentParameter(file, entry, place);
  if (given) return { read: (name) => `${given.text}.${name}`, doubt: given.doubt };
  return processReader(usesProcess(file) || !isWorker(file, entry) ? undefined : UNKNOWN_RUNTIME);
}

/** The variables of a Worker that is a script are globals. TypeScript, and Fastly, would have to be told about them. */
function environmentOfScript(file: SourceFile): EnvironmentReader {
  const isFastly = [...importedModules(file)].some((module) => module.startsWith('fastly:'));
  const isTyped = /\.[cm]?tsx?$/.test(file.path);
  return {
    read: (name) => `globalThis.${name}`,
    doubt: isFastly ? UNKNOWN_RUNTIME : isTyped ? UNTOLD_TYPES : undefined,
  };
}

/** Hono runs everywhere: what the file reads elsewhere, or is developed with, tells where it does. */
function environmentOfHono(file: SourceFile, { handler }: EntryPoint): EnvironmentReader {
  const [context] = handler.params;
  const runtime = runtimeOf(file);
  return context?.type === 'Identifier' && runtime === 'worker'
    ? {
        read: (name) => `${context.name}.env.${name}`,
        doubt: file.text.includes('Bindings') ? UNTOLD_TYPES : undefined,
      }
    : processReader(runtime === 'process' ? undefined : UNKNOWN_RUNTIME);
}

/** A function under the key `fetch`, or one that Pages look for: a Worker's, or another runtime's that copies the form. */
function isWorker(file: SourceFile, { handler }: EntryPoint): boolean {
  const parent = file.parentOf(handler);
  const key = parent?.type === 'Property' && parent.key.type === 'Identifier' ? parent.key.name : undefined;
  return key === 'fetch' || /^onRequest/.test(nameOf(file, handler) ?? '');
}

function nameOf(file: SourceFile, handler: EntryPoint['handler']): string | undefined {
  if (handler.id) return handler.id.name;
  const parent = file.parentOf(handler);
  return parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier'
    ? parent.id.name
    : undefined;
}

/** The environment among the parameters: `fetch(request, env)`, `onRequest({ request, env })`, `context.env`. */
function environmentParameter(
  file: SourceFile,
  entry: EntryPoint,
  place: Node,
): { text: string; doubt: string | undefined } | undefined {
  const { handler } = entry;
  if (!isWorker(file, entry)) return undefined;
  const [first, second] = handler.params;
  const bound = first && boundTo(first, 'env');
  const environment = bound ?? (second?.type === 'Identifier' ? second : undefined);
  if (environment?.type === 'Identifier')
    return isVisible(file, { text: environment.name, identifier: environment }, handler, place) &&
      isInside(handler, place)
      ? { text: environment.name, doubt: doubtAbout(environment) }
      : undefined;
  if (first?.type !== 'Identifier' || !readsMember(file, first, 'env') || !isInside(handler, place))
    return undefined;
  return isVisible(file, { text: first.name, identifier: first }, handler, place)
    ? { text: `${first.name}.env`, doubt: doubtAbout(first) }
    : undefined;
}

const isInside = (outer: Node, inner: Node): boolean =>
  outer.range[0] <= inner.range[0] && inner.range[1] <= outer.range[1];

const doubtAbout = (parameter: Node): string | undefined =>
  parameter.type === 'Identifier' && parameter.typeAnnotation === undefined ? undefined : UNTOLD_TYPES;

const readsMember = (file: SourceFile, parameter: Node, name: string): boolean =>
  (file.variableOf(parameter)?.references ?? []).some(({ identifier }) => {
    const parent = file.parentOf(identifier);
    return parent?.type === 'MemberExpression' && parent.object === identifier && memberName(parent) === name;
  });
