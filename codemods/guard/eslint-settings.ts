import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { ESLint } from 'eslint';
import { resolveSettings, SettingsError } from '../../src/remedies/settings.js';
import { Mistake } from './mistake.js';

export interface ConfiguredSettings {
  /** `settings.cors`, checked. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** The configuration file they come from, relative to the working directory. */
  readonly source: string | undefined;
}

/** https://eslint.org/docs/latest/use/configure/configuration-files#configuration-file */
export const CONFIGURATION_FILES = ['js', 'mjs', 'cjs', 'ts', 'mts', 'cts'].map(
  (extension) => `eslint.config.${extension}`,
);

const NONE: ConfiguredSettings = { settings: {}, source: undefined };

/**
 * Answers for a file what `settings.cors` the project's ESLint configuration gives it. ESLint itself is loaded, and the
 * configuration run, only when there is a configuration file above the file or the working directory.
 *
 * The returned function rejects with a `Mistake` when the configuration cannot be loaded or `settings.cors` is mistaken.
 */
export function eslintSettings(cwd: string): (path: string) => Promise<ConfiguredSettings> {
  const known = new Map<string, boolean>();
  let eslint: Promise<ESLint> | undefined;

  return async (path) => {
    if (!isConfigured(dirname(path), known) && !isConfigured(cwd, known)) return NONE;
    eslint ??= import('eslint').then((module) => new module.ESLint({ cwd }));
    const engine = await eslint;
    // Which file counts is for the installed ESLint to say: 9 looks up from the working directory, 10 from the file.
    const file = await engine.findConfigFile(path);
    if (file === undefined) return NONE;
    const source = relative(cwd, file);

    let cors: unknown;
    try {
      cors = corsOf(await engine.calculateConfigForFile(path));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Mistake(`Cannot load the ESLint configuration ${source}: ${reason}`);
    }
    try {
      resolveSettings(cors);
    } catch (error) {
      if (error instanceof SettingsError) throw new Mistake(`${error.message} (${source})`);
      throw error;
    }
    return isObject(cors) ? { settings: cors, source } : NONE;
  };
}

function isConfigured(directory: string, known: Map<string, boolean>): boolean {
  let answer = known.get(directory);
  if (answer === undefined) {
    const parent = dirname(directory);
    answer =
      CONFIGURATION_FILES.some((name) => existsSync(join(directory, name))) ||
      (parent !== directory && isConfigured(parent, known));
    known.set(directory, answer);
  }
  return answer;
}

/** `configuration` is undefined for a file that ESLint is told to ignore. */
function corsOf(configuration: unknown): unknown {
  if (!isObject(configuration) || !isObject(configuration['settings'])) return undefined;
  return configuration['settings']['cors'];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
