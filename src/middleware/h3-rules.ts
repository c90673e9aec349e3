import type { SourceFile } from '../source/file.js';
import { replaceNode, type TextEdit } from '../source/edits.js';
import { callsOfImports } from '../source/modules.js';
import type { Node } from '../source/syntax.js';
import { isLeftUnread } from '../source/unread-value.js';
import { truthy } from '../interpret/operators.js';
import { Thrown, Undecided, type Run } from '../interpret/run.js';
import { ArrayValue, ErrorValue, ObjectValue, opaque, type Value } from '../interpret/values.js';
import { decided } from './decided.js';
import { environmentOfRuntime } from './handlers/environment-of-runtime.js';
import { ALLOW_ORIGIN } from './headers/modelled-response.js';
import { mergedOptions } from './merged-options.js';
import { noEvidence, type AllowList, type Evidence, type Middleware, type Site } from './middleware.js';
import { setOption, textAt } from './option-edits.js';
import { placeOfOrigin, type OptionsLibrary } from './options-library.js';
import { chosenByPath, covers } from './route-rules.js';

/** `handleCors`, which is given the options of a rule. */
type HandleCors = Pick<OptionsLibrary, 'origin' | 'answer'>;

/** The rule for one pattern of paths. */
interface Rule {
  readonly pattern: string;
  readonly cors: Value;
  readonly writer: Node | undefined;
}

/**
 * The calls of `routeRules` of `h3/rules` (h3 2.0.8): `handleCors` is given what the rule `cors` holds, `true` standing for no
 * options (`dist/normalize.mjs`, :264 and :611). Rules that are merged, and patterns with parameters, are not followed. Held
 * against h3 by tests/oracle/h3-rules.test.ts.
 */
export const routeRulesSites = (file: SourceFile, middleware: Middleware, handleCors: HandleCors): Site[] =>
  callsOfImports(file)
    .filter(
      ({ node, binding: { module, name } }) =>
        module === 'h3/rules' && name === 'routeRules' && !isLeftUnread(file, node),
    )
    .map(({ node }) => siteOf(file, middleware, handleCors, node));

function siteOf(file: SourceFile, middleware: Middleware, handleCors: HandleCors, node: Node): Site {
  return {
    middleware,
    node,
    roots: [node],
    isHandler: false,
    environment: () => environmentOfRuntime(file),
    place: (evidence) => placeOfOrigin(evidence, evidence.writes.at(-1) ?? node),
    rewrite: (evidence, allowed) => rewrite(file, handleCors, evidence, allowed),
    observe: (exchange) => {
      const evidence = noEvidence();
      const version = file.packages.versionOf('h3');
      let rules: readonly Rule[] = [];
      return {
        calls: new Map([
          [
            node,
            ([config]: readonly Value[], run: Run): Value => {
              rules = rulesIn(run, decided(config));
              return opaque('a middleware');
            },
          ],
        ]),
        values: new Map(),
        evidence,
        respond: (run) => {
          const asked = chosenByPath(run, rules);
          if (!asked || asked.cors === false) return;
          const { pattern, cors, writer } = asked;
          if (rules.some((rule) => rule !== asked && covers(rule.pattern, pattern)))
            throw new Undecided('rules for one path are merged');
          if (writer) evidence.writes.push(writer);
          const given = cors === true ? undefined : cors;
          handleCors.answer(run, {
            given,
            exchange,
            evidence,
            file,
            version,
            package: 'h3',
            callee: 'handleCors',
          });
        },
      };
    },
  };
}

/** The rules about CORS. Throws what `normalizeRouteRules` throws. */
function rulesIn(run: Run, config: Value): Rule[] {
  if (!(config instanceof ObjectValue)) throw new Undecided('the rules are no object');
  return [...config.slots].flatMap(([pattern, { value }]) => {
    const rule = decided(value);
    if (!(rule instanceof ObjectValue)) throw new Undecided('a rule is no object');
    const headers = decided(mergedOptions(rule).read('headers'));
    if (
      headers instanceof ObjectValue &&
      [...headers.slots.keys()].some((name) => name.toLowerCase() === ALLOW_ORIGIN)
    )
      throw new Undecided('the rule names the header as well');
    const cors = decided(mergedOptions(rule).read('cors'));
    if (cors === undefined) return [];
    if (!PLAIN_PATTERN.test(pattern)) throw new Undecided('a pattern that is not followed');
    if (cors instanceof ObjectValue) refuseOpenCredentials(run, cors);
    else if (typeof cors !== 'boolean') throw new Undecided('options that are no object');
    return [{ pattern, cors, writer: rule.slots.get('cors')?.writer }];
  });
}

/** A path, or all below one. */
const PLAIN_PATTERN = /^\/(?:[\w.-]+\/)*(?:[\w.-]*|\*\*)$/;

/** The server does not start with credentials for everybody (:612). */
function refuseOpenCredentials(run: Run, cors: ObjectValue): void {
  const options = mergedOptions(cors);
  const origin = decided(options.read('origin'));
  const isOpen =
    !truthy(run, origin) || origin === '*' || (origin instanceof ArrayValue && origin.items.includes('*'));
  if (isOpen && decided(options.read('credentials')) === true)
    throw new Thrown(new ErrorValue('Error', 'credentials for a wildcard'));
}

/** Options in the place of `true`, or the option in those that are there. */
function rewrite(
  file: SourceFile,
  handleCors: HandleCors,
  { options, writes }: Evidence,
  allowed: AllowList,
): readonly TextEdit[] | string {
  const value = handleCors.origin(allowed);
  if (options !== undefined) return setOption(file, options, 'origin', value, {});
  const writer = writes.at(-1);
  if (
    writer?.type !== 'Property' ||
    writer.shorthand ||
    file.fileOf(writer) !== file ||
    typeof value === 'string'
  )
    return 'the rule is not written out in this file';
  return [replaceNode(writer.value, `{ origin: ${textAt(file, writer.value, value)} }`)];
}
