import type { TSESTree } from '@typescript-eslint/utils';
import type { SourceFile } from '../../source/file.js';
import { callsOfImports } from '../../source/modules.js';

/** A call of a function of h3. */
export interface H3Call {
  readonly node: TSESTree.CallExpression;
  /** The name under which h3 exports the function. */
  readonly name: string;
}

export const isH3 = (module: string): boolean => /^(?:(?:npm:)?h3(?:@[^/]+)?|nitro\/h3)$/.test(module);

/**
 * The calls of functions of h3 among `names`: of what the file imports, and of names that nobody declares, in a package that
 * is built with what declares them everywhere below `server/` (Nitro 2 and Nuxt).
 */
export function h3Calls(file: SourceFile, names: ReadonlySet<string>): H3Call[] {
  const imported = callsOfImports(file).flatMap(({ node, binding: { module, name } }) =>
    isH3(module) && names.has(name) ? [{ node, name }] : [],
  );
  if (!hasGlobals(file)) return imported;
  const globals = file.nodesOfType('CallExpression').flatMap((node): H3Call[] => {
    const { callee } = node;
    const isGlobal = callee.type === 'Identifier' && file.variableOf(callee) === undefined;
    return isGlobal && names.has(callee.name) ? [{ node, name: callee.name }] : [];
  });
  return [...imported, ...globals];
}

/** Whether the functions of h3 are there for every file of the package. */
export const hasGlobals = ({ packages: { declared } }: SourceFile): boolean =>
  declared?.has('nuxt') === true || declared?.has('nitropack') === true;
