import { basename } from 'node:path';
import { ancestorsOf, type SourceFile } from '../source/file.js';
import { importedBinding } from '../source/modules.js';
import { keyName, type Node } from '../source/syntax.js';
import type { Run } from '../interpret/run.js';
import { isCallable, ObjectValue, type Value } from '../interpret/values.js';
import { corsOptionSite, mayHoldCors, type ReadCors } from './cors-option.js';
import { expressCors } from './express-cors.js';
import { mergedOptions } from './merged-options.js';
import { defineMiddleware, type Middleware } from './middleware.js';
import type { OptionsLibrary } from './options-library.js';

/**
 * The options `server.cors` and `preview.cors` of vite 8.3.8, which hands them to the package cors. Line numbers refer to
 * `dist/node/chunks/node.js`; held against its servers by tests/oracle/vite-cors.test.ts. What it does without them is no site.
 */
export const viteCors: Middleware = defineMiddleware({
  name: 'vite',
  packages: ['vite'],
  isNoServer: true,
  triggers: ['cors'],
  find: (file) =>
    file.nodesOfType('Property').flatMap((property) => {
      const read = readerNamed(keyName(property));
      return read && mayHoldCors(property.value) && isInConfiguration(file, property)
        ? [corsOptionSite(file, forVite, viteCors, property.value, read)]
        : [];
    }),
});

type Reader = (run: Run, value: Exclude<Value, undefined>) => ReadCors | undefined;

const readerNamed = (name: string | undefined): Reader | undefined =>
  name === 'server' ? readByServer : name === 'preview' ? readByPreview : undefined;

/** An object without an origin is merged with the default, which admits pages of the machine itself (:25121). */
function readByServer(_run: Run, value: Exclude<Value, undefined>): ReadCors | undefined {
  const isMerged = value instanceof ObjectValue && !isCallable(value);
  if (isMerged && mergedOptions(value).read('origin') === undefined) return undefined;
  return handedOver(value);
}

/** An object replaces that of the server, and `null` does not (:35699). */
const readByPreview: Reader = (_run, value) => (value === null ? undefined : handedOver(value));

/** `false` is nothing, and `true` no options (:25010, :35757). */
function handedOver(value: Exclude<Value, undefined>): ReadCors | undefined {
  if (value === false) return undefined;
  if (value === true || value === null) return { given: undefined, isIgnored: false };
  return { given: value, isIgnored: !(value instanceof ObjectValue) };
}

const forVite: OptionsLibrary = {
  ...expressCors,
  origin: () =>
    'which pages may read what this server gives away, its source code among it, is for you to say: from 6.0.9 on, vite admits pages of your own machine alone where the option is left out',
};

const MODULES = ['vite', 'vitest/config'];
const CALLS = ['defineConfig', 'mergeConfig', 'createServer', 'preview'];

/** Whether a property is one of a configuration itself: of an argument of vite's functions, or of an object in its file. */
function isInConfiguration(file: SourceFile, property: Node): boolean {
  for (const node of ancestorsOf(file, property)) {
    if (node.type === 'Property' || node.type === 'ArrayExpression' || node.type === 'NewExpression')
      return false;
    if (node.type !== 'CallExpression') continue;
    const { module = '', name = '' } = importedBinding(file, node.callee) ?? {};
    return MODULES.includes(module) && CALLS.includes(name);
  }
  return /^vite\.config\.[cm]?[jt]s$/.test(basename(file.path));
}
