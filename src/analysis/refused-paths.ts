import type { SourceFile } from '../source/file.js';
import type { TextEdit } from '../source/edits.js';
import { staticText, type Node } from '../source/syntax.js';
import type { Site } from '../middleware/middleware.js';
import type { Composition } from './composition.js';

/** A path for which CORS is registered, and for which the framework takes nothing: the server does not start. */
export interface RefusedPath {
  readonly site: Site;
  readonly node: Node;
  readonly path: string;
  /** The path as the framework takes it; undefined where that is not clear. */
  readonly repair: readonly TextEdit[] | undefined;
}

/** The paths of sites that an application refuses, where the program spells them out at the call. */
export function refusedPaths(file: SourceFile, { layers, framework }: Composition): RefusedPath[] {
  return layers.flatMap(({ sites: [site], node }): RefusedPath[] => {
    const argument = node.type === 'CallExpression' ? node.arguments[0] : undefined;
    const path = argument?.type === 'Literal' ? staticText(argument) : undefined;
    if (!site || !argument || path === undefined || framework.refusesPath?.(path, file) !== true) return [];
    return [{ site, node: argument, path, repair: repairOf(file, argument) }];
  });
}

/** `*` at the end of a path stands for everything below it: `{*splat}` with a name for what it takes. */
function repairOf(file: SourceFile, argument: Node): readonly TextEdit[] | undefined {
  const text = file.textOf(argument);
  const [, quote = '', before = ''] = /^(['"])(\/?(?:[\w-]+\/)*)\*\1$/.exec(text) ?? [];
  if (quote === '') return undefined;
  const start = before.startsWith('/') ? before : `/${before}`;
  return [{ range: argument.range, text: `${quote}${start}{*splat}${quote}` }];
}
