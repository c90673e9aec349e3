import { resolve } from 'node:path';
import { mentionsCors } from '../src/analysis/gate.js';
import { fixText } from '../src/hosts/linter.js';
import plugin from '../src/index.js';
import { resolveSettings } from '../src/remedies/settings.js';

/** The part of jscodeshift's `FileInfo` that is used. */
interface File {
  readonly path: string;
  readonly source: string;
}

/** The part of jscodeshift's `API` that is used. */
interface Api {
  stats(name: string, quantity?: number): void;
  report(message: string): void;
}

/** Unknown options of jscodeshift's command line arrive here as they were written. */
interface Options {
  readonly envVar?: unknown;
  readonly 'env-var'?: unknown;
  readonly strict?: unknown;
}

/**
 * jscodeshift transform: CORS configuration that admits any website becomes an allow-list read from the environment,
 * byte for byte as `eslint --fix` with the plugin's preset writes it.
 *
 * @returns the rewritten source; the same source when it is about CORS and nothing is to be done; undefined otherwise.
 *   What is left for a person goes to `api.report`.
 * @throws when the file does not parse or the settings are mistaken: jscodeshift counts the file as an error
 */
export default function envOrigins(file: File, api: Api, options: Options): string | undefined {
  if (!mentionsCors(file.source)) return undefined;
  const { envVar = options['env-var'], strict = false } = options;
  // jscodeshift takes the word after `--strict` for its value, so that a path would vanish into it.
  if (typeof strict !== 'boolean') throw new Error('Write --strict=true.');
  const settings = envVar === undefined ? {} : { envVar };
  resolveSettings(settings);
  const result = fixText(plugin, file.source, {
    filename: resolve(file.path),
    cwd: process.cwd(),
    settings,
    strict,
  });
  if (result.outcome === 'unparsed') throw new Error(`${result.message} (${result.line}:${result.column})`);
  if (result.outcome === 'broken') throw new Error(`The rewrite did not parse: ${result.message}`);

  const fixed = result.before.length - result.remaining.length;
  if (fixed > 0) api.stats('findings fixed', fixed);
  if (result.remaining.length > 0) api.stats('findings left for you', result.remaining.length);
  for (const { line, column, message, rule } of result.remaining) {
    api.report(`${line}:${column} needs you: ${message} (${rule})`);
  }
  return result.output;
}
