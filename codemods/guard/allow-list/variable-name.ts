import { entriesOf, entryMistake, entryMistakeInWords } from '../../../src/policy/listed-origin.js';
import { assignedIn } from './env-example.js';

/** The variable that holds the allow-list of a package. */
export interface VariableChoice {
  /** Undefined for the default. */
  readonly name: string | undefined;
  /** Why it was chosen, or why none of those that could be meant was. */
  readonly note: string | undefined;
}

/** Names of lists of origins. */
const LISTS =
  /\b(?:CORS_(?:(?:ALLOW|ALLOWED|TRUSTED)_)?(?:ORIGINS?|URLS?|DOMAINS?)|CORS_(?:WHITE|ALLOW)LIST|(?:ALLOWED|TRUSTED|WHITELISTED)_(?:CORS_)?ORIGINS?|ORIGIN_(?:WHITE|ALLOW)LIST)\b/g;
/** Names of the one address that serves the pages. */
const PAGES = /\b(?:FRONT_?END|CLIENT)_(?:URL|ORIGIN)S?\b/g;

/** How a program reads a variable of its environment, up to the name: a member, or what it asks for by name. */
const READ = /\b(?:env\??(?:\.|\[)|(?:get|getOrThrow)(?:<\w+>)?\()\s*['"]?$/;

/**
 * The variable that the programs of a package, or its `.env.example`, have for the origins they admit: where only one can be
 * meant, and holds what an allow-list is read from.
 *
 * @param example the text of `.env.example`, if there is one.
 */
export function variableChoice(texts: readonly string[], example: string | undefined): VariableChoice {
  for (const names of [LISTS, PAGES]) {
    const found = new Set([...texts.flatMap((text) => readIn(text, names)), ...namesIn(example, names)]);
    const [name, ...others] = [...found].sort();
    if (name === undefined) continue;
    if (others.length > 0)
      return {
        name: undefined,
        note: `${[name, ...others].join(' and ')} could each be the allow-list, and none was taken: --env-var says which.`,
      };
    const reason = unfit(name, texts, example);
    return reason === undefined
      ? {
          name,
          note: `The allow-list is read from ${name}, which is in use already: --env-var names another variable.`,
        }
      : { name: undefined, note: `${name} was not taken for the allow-list, as ${reason}` };
  }
  return { name: undefined, note: undefined };
}

const readIn = (text: string, names: RegExp): string[] =>
  [...text.matchAll(names)]
    .filter(({ index }) => READ.test(text.slice(Math.max(0, index - 20), index)))
    .map(([name]) => name);

const namesIn = (example: string | undefined, names: RegExp): string[] =>
  [...assignedIn(example ?? '').keys()].filter((name) => name.match(names)?.[0] === name);

/** Why a variable cannot be read as origins that are separated by commas, in words that end a sentence. */
function unfit(name: string, texts: readonly string[], example: string | undefined): string | undefined {
  const isReadOtherwise = new RegExp(
    `(?:JSON\\.parse|RegExp)\\([^)]{0,40}\\b${name}\\b|\\b${name}\\b[^;\\n]{0,40}\\.split\\((?!\\s*['"\`/](?:\\\\s[*+]?)?,)`,
  );
  if (texts.some((text) => isReadOtherwise.test(text)))
    return 'it is read as something else than a list with commas.';
  const mistake = entriesOf(assignedIn(example ?? '').get(name)?.value ?? '')
    .filter((entry) => entry !== '*')
    .map((entry) => entryMistake(entry))
    .find((found) => found !== undefined);
  return mistake && `.env.example holds something else. ${entryMistakeInWords(name, mistake)}`;
}
