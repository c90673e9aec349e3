import { resolve } from 'node:path';
import { mentionsCors } from '../../src/analysis/gate.js';
import { fixText } from '../../src/hosts/linter.js';
import plugin from '../../src/index.js';
import { resolveSettings } from '../../src/remedies/settings.js';
import { limitedTo, OWNERS, type CodemodName } from '../codemods.js';
import { originsTakenOut } from '../origins-taken-out.js';
import type { Transform } from './transform.js';

/**
 * The jscodeshift transform that does what the named codemods do, byte for byte as `eslint --fix` writes it. What is left for
 * a person goes to `api.report`, and so do origins that the source names no longer.
 *
 * Its options: `envVar` (or `env-var`), the name of the variable; `strict`, to use the preset `strict`; `owner`,
 * for `single-owner`: what writes the CORS headers.
 */
export const codemodTransform =
  (...names: readonly CodemodName[]): Transform =>
  (file, api, options) => {
    if (!mentionsCors(file.source, file.path)) return undefined;
    const { envVar = options['env-var'], strict = false } = options;
    // jscodeshift takes the word after `--strict` for its value, so that a path would vanish into it.
    if (typeof strict !== 'boolean') throw new Error('Write --strict=true.');
    const owner = OWNERS.find((one) => one === (options['owner'] ?? 'app'));
    if (owner === undefined) throw new Error(`owner is one of ${OWNERS.join(', ')}.`);
    const settings = envVar === undefined ? {} : { envVar };
    const { envVar: variable } = resolveSettings(settings);

    const result = fixText(plugin, file.source, {
      filename: resolve(file.path),
      cwd: process.cwd(),
      settings,
      strict,
      ...limitedTo(names, owner),
    });
    if (result.outcome === 'unparsed') throw new Error(`${result.message} (${result.line}:${result.column})`);
    if (result.outcome === 'broken') throw new Error(`The rewrite did not parse: ${result.message}`);

    const fixed = result.before.length - result.remaining.length;
    if (fixed > 0) api.stats('findings fixed', fixed);
    if (result.remaining.length > 0) api.stats('findings left for you', result.remaining.length);
    for (const { line, column, message, rule } of result.remaining) {
      api.report(`${line}:${column} needs you: ${message} (${rule})`);
    }
    const origins = originsTakenOut(result.before, result.remaining);
    if (origins.length > 0)
      api.report(`set ${variable}=${origins.join(',')}: the source names these no longer`);
    return result.output;
  };
