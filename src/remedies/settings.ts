import { packageVersion } from '../source/package-version.js';

/** How remedies are offered and what they read; given as `settings.cors` in an ESLint configuration. */
export interface CorsSettings {
  /** `'fix'` (default) applies remedies under `--fix`, `'suggest'` offers them in the editor only, `'off'` reports only. */
  readonly fix?: 'fix' | 'suggest' | 'off';
  /** The environment variable the allow-list is read from: comma-separated origins. Default `CORS_ALLOWED_ORIGINS`. */
  readonly envVar?: string;
  /**
   * An allow-list of your own, imported instead of an inline expression. `module` is a package name, or a path from
   * the working directory that starts with `./`; `export` names an array of origins, or ends in `()` for a function
   * that returns one.
   */
  readonly allowList?: { readonly module: string; readonly export: string };
  /**
   * Versions of packages by name, such as `{ 'hono': '4.12.24' }`, where neither `node_modules` nor package.json tells
   * them: libraries answer differently from version to version.
   */
  readonly versions?: Readonly<Record<string, string>>;
}

/** The settings with their defaults filled in. */
export interface ResolvedSettings {
  readonly fix: 'fix' | 'suggest' | 'off';
  readonly envVar: string;
  readonly allowList: { readonly module: string; readonly export: string } | undefined;
  readonly versions: Readonly<Record<string, string>>;
}

/** A mistake in `settings.cors`. The message names the setting and what it takes. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/** The variable that is read where no setting names another. */
export const DEFAULT_VARIABLE = 'CORS_ALLOWED_ORIGINS';
const FIX_MODES = ['fix', 'suggest', 'off'] as const;
/** The names of the settings. */
export const SETTING_NAMES = [
  'fix',
  'envVar',
  'allowList',
  'versions',
] as const satisfies (keyof CorsSettings)[];

const resolvedSettings = new WeakMap<object, ResolvedSettings>();

/** Checks `settings.cors` once for each object. Throws `SettingsError`. */
export function resolveSettings(given: unknown): ResolvedSettings {
  if (given === undefined)
    return { fix: 'fix', envVar: DEFAULT_VARIABLE, allowList: undefined, versions: {} };
  if (!isRecord(given)) throw new SettingsError('settings.cors must be an object.');
  const known = resolvedSettings.get(given);
  if (known) return known;
  const unknown = Object.keys(given).find((name) => !SETTING_NAMES.some((known) => known === name));
  if (unknown !== undefined) {
    throw new SettingsError(
      `settings.cors.${unknown} is not a setting of eslint-plugin-cors; the settings are ${SETTING_NAMES.join(', ')}.`,
    );
  }
  const resolved = {
    fix: fixMode(given['fix']),
    envVar: variableName(given['envVar']),
    allowList: allowList(given['allowList']),
    versions: versions(given['versions']),
  };
  resolvedSettings.set(given, resolved);
  return resolved;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function fixMode(value: unknown): ResolvedSettings['fix'] {
  if (value === undefined) return 'fix';
  const mode = FIX_MODES.find((candidate) => candidate === value);
  if (!mode)
    throw new SettingsError(
      `settings.cors.fix must be 'fix', 'suggest' or 'off', not ${JSON.stringify(value)}.`,
    );
  return mode;
}

function variableName(value: unknown): string {
  if (value === undefined) return DEFAULT_VARIABLE;
  if (typeof value !== 'string' || !/^[A-Za-z_]\w*$/.test(value)) {
    throw new SettingsError(
      `settings.cors.envVar must be the name of an environment variable, not ${JSON.stringify(value)}.`,
    );
  }
  return value;
}

function allowList(value: unknown): ResolvedSettings['allowList'] {
  if (value === undefined) return undefined;
  if (!isRecord(value) || typeof value['module'] !== 'string' || typeof value['export'] !== 'string') {
    throw new SettingsError('settings.cors.allowList must be an object with the texts module and export.');
  }
  const unknown = Object.keys(value).find((name) => name !== 'module' && name !== 'export');
  if (unknown !== undefined)
    throw new SettingsError(
      `settings.cors.allowList.${unknown} is not a setting; it takes module and export.`,
    );
  if (!/^[A-Za-z_$][\w$]*(?:\(\))?$/.test(value['export'])) {
    throw new SettingsError(
      `settings.cors.allowList.export must be the name of an export, or that name with '()', not ${JSON.stringify(value['export'])}.`,
    );
  }
  if (value['module'] === '' || /['"\\\n]/.test(value['module'])) {
    throw new SettingsError(
      `settings.cors.allowList.module must be a package name or a path, not ${JSON.stringify(value['module'])}.`,
    );
  }
  return { module: value['module'], export: value['export'] };
}

function versions(value: unknown): ResolvedSettings['versions'] {
  if (value === undefined) return {};
  if (!isRecord(value))
    throw new SettingsError('settings.cors.versions must be an object with a version for each package name.');
  const told = new Map<string, string>();
  for (const [name, version] of Object.entries(value)) {
    if (typeof version !== 'string' || !packageVersion(version)) {
      throw new SettingsError(
        `settings.cors.versions['${name}'] must be a version such as '4.12.24', not ${JSON.stringify(version)}.`,
      );
    }
    told.set(name, version);
  }
  return Object.fromEntries(told);
}
