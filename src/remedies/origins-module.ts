import { OF_APP, OVER_HTTP, REASONS } from '../policy/listed-origin.js';
import { BARE_HOST, LOOPBACK } from '../policy/misspelled-origin.js';

/** How a module is written: in TypeScript or not, and whether it exports or assigns `module.exports`. */
export interface ModuleForm {
  readonly isTyped: boolean;
  readonly isCommonJs: boolean;
}

/** How a module reads a variable, and the expression that says whether it runs in production. */
export interface ModuleRuntime {
  readonly read: (name: string) => string;
  readonly isProduction: string;
}

/** What fixes import from the module, in the notation of `settings.cors.allowList.export`: a list that is read when asked for. */
export const MODULE_EXPORT = 'allowedOrigins()';

/**
 * The text of `cors-origins`, a module that belongs to its user: it depends on nothing, reads `variable` when it is first
 * used, and throws for every entry that `entryMistake` (src/policy/listed-origin.ts) finds fault with, in the same words;
 * tests/remedies/origins-module.property.test.ts holds the two together.
 */
export function originsModule(
  variable: string,
  { isTyped, isCommonJs }: ModuleForm,
  { read, isProduction }: ModuleRuntime,
): string {
  const typed = (type: string): string => (isTyped ? `: ${type}` : '');
  const documented = (text: string, ...types: string[]): string => {
    const lines = [...(text === '' ? [] : text.split('\n')), ...(isTyped ? [] : types)];
    return lines.length === 0 ? '' : `/**\n${lines.map((line) => ` * ${line}\n`).join('')} */\n`;
  };
  const exported = isCommonJs ? '' : 'export ';
  return `/**
 * The origins whose pages may read responses of this server: those that
 * ${variable} lists, separated by commas, for instance
 * https://app.example.com,http://localhost:5173
 * Where it is not set, no page of another origin may.
 */

${documented('', '@type {string[] | undefined}')}let origins${typed('string[] | undefined')};

${documented(
  `The allow-list. The variable is read when this is called for the first time,
which may be long after the module was loaded. Throws if an entry is no origin
as browsers write it.`,
  '@returns {string[]}',
)}${exported}function allowedOrigins()${typed('string[]')} {
  origins ??= originsIn(${read(variable)} ?? '');
  return [...origins];
}

${documented(
  'Whether pages of an origin, as the request header has it, may read responses.',
  '@param {string | null | undefined} origin',
  '@returns {boolean}',
)}${exported}function isAllowedOrigin(origin${typed('string | null | undefined')})${typed('boolean')} {
  return typeof origin === 'string' && allowedOrigins().includes(origin);
}

${documented('', '@param {string} list', '@returns {string[]}')}function originsIn(list${typed('string')})${typed('string[]')} {
  const entries = list
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  if (entries.length === 0) {
    console.warn('${variable} is not set: pages of other origins are refused.');
  }
  for (const entry of entries) {
    const mistake = mistakeIn(entry);
    if (mistake !== undefined) {
      throw new Error(\`${variable}: '\${entry}' is no origin to admit, as \${mistake}\`);
    }
  }
  return entries;
}

${documented('', '@param {string} entry', '@returns {string | undefined}')}function mistakeIn(entry${typed('string')})${typed('string | undefined')} {
  if (entry === '*') return '${REASONS.asterisk}.';
  if (entry === 'null') return '${REASONS.null}.';
  if (entry.includes('*')) return '${REASONS.glob}.';
  if (/[\\s;]/.test(entry)) {
    const parts = entry.split(/[\\s;]+/).filter((part) => part !== '');
    const areOrigins = parts.every((part) => part === httpOrigin(part));
    return \`${REASONS.several}.\${hint(areOrigins ? parts.join(',') : undefined)}\`;
  }
  // Apps and browser extensions, such as capacitor://localhost
  const ofApp =
    ${String(OF_APP)};
  if (ofApp.test(entry)) return undefined;
  const origin = httpOrigin(entry);
  if (entry !== origin) return \`${REASONS.spelling}.\${hint(origin)}\`;
  const isOverHttp = ${String(OVER_HTTP)}.test(entry);
  if (isOverHttp && ${isProduction}) {
    return \`${REASONS.http}.\${hint(entry.replace('http', 'https'))}\`;
  }
  return undefined;
}

${documented('The origin of an address, which may lack its scheme.', '@param {string} text', '@returns {string | undefined}')}function httpOrigin(text${typed('string')})${typed('string | undefined')} {
  const [, host] =
    ${String(BARE_HOST)}.exec(text) ?? [];
  const scheme = ${String(LOOPBACK)}.test(host ?? '') ? 'http' : 'https';
  const address = host === undefined ? text : \`\${scheme}://\${host.toLowerCase()}\`;
  if (!/^https?:\\/\\/[^\\\\]*$/i.test(address)) return undefined;
  try {
    const { origin } = new URL(address);
    return host === undefined || origin === address ? origin : undefined;
  } catch {
    return undefined;
  }
}

${documented('', '@param {string | undefined} meant', '@returns {string}')}function hint(meant${typed('string | undefined')})${typed('string')} {
  return meant === undefined ? '' : \` Did you mean '\${meant}'?\`;
}
${isCommonJs ? '\nmodule.exports = { allowedOrigins, isAllowedOrigin };\n' : ''}`;
}
