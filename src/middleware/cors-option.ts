import type { SourceFile } from '../source/file.js';
import { replaceNode, type TextEdit } from '../source/edits.js';
import { keyName, unwrapped, type Node } from '../source/syntax.js';
import type { Run } from '../interpret/run.js';
import { ObjectValue, type Value } from '../interpret/values.js';
import { mergedOptions } from './merged-options.js';
import { noEvidence, type AllowList, type Evidence, type Middleware, type Site } from './middleware.js';
import { setOption, textAt } from './option-edits.js';
import { decided } from './decided.js';
import { placeOfOrigin, type OptionsLibrary } from './options-library.js';

/** What becomes of the value of the option `cors`. */
export interface ReadCors {
  /** What the CORS library gets. */
  readonly given: Value;
  /** The value is no options object, and what it says is ignored. */
  readonly isIgnored: boolean;
}

/**
 * The option `cors` among the options of something else, which hands its value to a CORS library.
 *
 * @param options the expression that is those options.
 * @param read what it makes of the value before it does so; it is asked only about a value that is there, and gives
 * nothing where there will be no CORS headers at all.
 */
export function corsOptionSite(
  file: SourceFile,
  library: OptionsLibrary,
  middleware: Middleware,
  options: Node,
  read: (run: Run, value: Exclude<Value, undefined>) => ReadCors | undefined,
): Site {
  return {
    middleware,
    node: options,
    roots: [options],
    isHandler: false,
    ...corsOptionEdits(file, library, options),
    observe: (exchange) => {
      const evidence = noEvidence();
      const captured: ReadCors[] = [];
      const [name] = library.packages;
      const surroundings = {
        exchange,
        evidence,
        file,
        version: file.packages.versionOf(name),
        package: name,
      };
      const capture = (holder: Value, run: Run): void => {
        evidence.holder = holder;
        const value = decided(mergedOptions(decided(holder)).read('cors'));
        const taken = value === undefined ? undefined : read(run, value);
        if (!taken) return;
        const given = library.setUp ? library.setUp(run, taken.given, surroundings.version) : taken.given;
        captured.push({ ...taken, given });
      };
      return {
        calls: new Map(),
        values: new Map([[options, capture]]),
        evidence,
        respond: (run) => {
          for (const { given, isIgnored } of captured) {
            library.answer(run, { given, ...surroundings });
            if (isIgnored) evidence.ignored = 'not an options object';
          }
        },
      };
    },
  };
}

/** Where a site is reported whose evidence holds the options that have the option `cors`, and how it is rewritten. */
export const corsOptionEdits = (
  file: SourceFile,
  library: OptionsLibrary,
  options: Node,
): Pick<Site, 'place' | 'rewrite'> => ({
  place: (evidence) => placeOfOrigin(evidence, writerOfCors(evidence) ?? options),
  rewrite: (evidence, allowed) => rewrite(file, library, evidence, allowed),
});

/** What may stand for an object that is written somewhere else. */
const NAMED = new Set(['Identifier', 'MemberExpression', 'CallExpression']);

/** Whether an expression can be options with the option `cors`, or another, as far as its text tells. */
export function mayHoldCors(node: Node, name = 'cors'): boolean {
  const options = unwrapped(node);
  if (options.type !== 'ObjectExpression') return NAMED.has(options.type);
  return options.properties.some(
    (property) => property.type === 'SpreadElement' || property.computed || keyName(property) === name,
  );
}

function writerOfCors({ holder }: Evidence): Node | undefined {
  return holder instanceof ObjectValue ? holder.slots.get('cors')?.writer : undefined;
}

/** The option `origin` of the options, or options in the place of a value that is none, such as `true`. */
function rewrite(
  file: SourceFile,
  library: OptionsLibrary,
  evidence: Evidence,
  allowed: AllowList,
): readonly TextEdit[] | string {
  const origin = library.origin(allowed);
  const writer = writerOfCors(evidence);
  if (
    typeof origin === 'string' ||
    evidence.isDelegated ||
    writer?.type !== 'Property' ||
    !isNoObject(writer.value)
  )
    return setOption(file, evidence.options, 'origin', origin, {});
  return [replaceNode(writer.value, `{ origin: ${textAt(file, writer.value, origin)} }`)];
}

const isNoObject = (node: Node): boolean =>
  ['Literal', 'TemplateLiteral', 'ArrayExpression'].includes(unwrapped(node).type);
