import { resolve } from 'node:path';
import { DEFAULT_VARIABLE } from '../../../src/remedies/settings.js';
import { envExampleOf, type EnvExample } from './env-example.js';
import { importerOf, type Importer } from './importer.js';
import { packageFolders, type PackageFolder } from './package-folder.js';
import { isSharedModule, sharedModule, type SharedModule } from './shared-module.js';
import { variableChoice, type VariableChoice } from './variable-name.js';

/** `settings.cors` of an ESLint configuration. */
export type Settings = Readonly<Record<string, unknown>>;

/** A file that is about CORS. */
export interface Candidate {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
}

/** What was asked for on the command line about where the allow-list is. */
export interface Wanted {
  readonly envVar: string | undefined;
  /** A path, or true for where the package suggests it; false for an expression in place, whatever the settings say. */
  readonly module: string | boolean | undefined;
}

/** The allow-list of one package, as the files of a run share it. */
export interface PackagePlan {
  readonly home: PackageFolder;
  /** Of files whose settings name none, where no flag does. */
  readonly choice: VariableChoice;
  readonly example: EnvExample;
  readonly module: SharedModule | undefined;
}

export interface Plan {
  readonly cwd: string;
  /** `settings.cors` of a file for this run. */
  settingsOf(path: string): Settings;
  packageOf(path: string): PackagePlan;
  /** The variable that the allow-list of a file is read from, where it is no module's. */
  variableOf(path: string): string;
  /** Why a file keeps an expression where a module was asked for. */
  reasonOf(path: string): string | undefined;
}

/**
 * Decides for every package where its allow-list is kept, before any file is linted: one variable for all files and, where
 * that is wanted, one module.
 *
 * @param settingsOf what the ESLint configuration says of a file.
 * @throws {Mistake} where the module that is named cannot be one.
 */
export function planAllowLists(
  cwd: string,
  wanted: Wanted,
  candidates: readonly Candidate[],
  settingsOf: (path: string) => Settings,
): Plan {
  const homeOf = packageFolders(cwd);
  const plans = new Map<PackageFolder, PackagePlan>();
  const configured = (path: string): string | undefined => {
    const name = wanted.envVar ?? settingsOf(path)['envVar'];
    return typeof name === 'string' ? name : undefined;
  };
  const reasons = new Map<string, string>();
  const importers = new Map<string, Importer>();
  if (wanted.module !== undefined && wanted.module !== false)
    for (const { path, text } of candidates) {
      const importer = importerOf(path, text, homeOf(path));
      if (importer) importers.set(path, importer);
    }

  const packageOf = (path: string): PackagePlan => {
    const home = homeOf(path);
    const known = plans.get(home) ?? planFor(home);
    plans.set(home, known);
    return known;
  };
  const planFor = (home: PackageFolder): PackagePlan => {
    const own = candidates.filter(({ path }) => homeOf(path) === home);
    const example = envExampleOf(home.folder, cwd);
    const name = own.map(({ path }) => configured(path)).find((each) => each !== undefined);
    const choice =
      name === undefined
        ? variableChoice(
            own.map(({ text }) => text),
            example.text,
          )
        : UNDECIDED;
    return { home, choice, example, module: moduleFor(home, name ?? choice.name ?? DEFAULT_VARIABLE) };
  };
  const moduleFor = (home: PackageFolder, variable: string): SharedModule | undefined => {
    if (wanted.module === undefined || wanted.module === false) return undefined;
    const isNamed = typeof wanted.module === 'string';
    const own = [...importers.values()].filter(({ path }) => isNamed || homeOf(path) === home);
    const there = own.find(({ path, text }) => isSharedModule(path, text));
    const given = isNamed ? wanted.module : there?.path;
    const named = given === undefined ? home : homeOf(resolve(cwd, given));
    const others = own.filter(({ path }) => given === undefined || path !== resolve(cwd, given));
    return sharedModule(cwd, named, others, variable, given);
  };

  return {
    cwd,
    packageOf,
    reasonOf: (path) => reasons.get(path),
    variableOf: (path) => configured(path) ?? packageOf(path).choice.name ?? DEFAULT_VARIABLE,
    settingsOf: (path) => {
      const { allowList, ...others } = settingsOf(path);
      const { choice, module } = packageOf(path);
      const importer = importers.get(path);
      const imported = importer && module?.importedBy(importer);
      if (typeof imported === 'string') reasons.set(path, imported);
      const kept = wanted.module === undefined ? allowList : imported;
      const envVar = configured(path) ?? choice.name;
      return {
        ...others,
        ...(typeof kept === 'object' && { allowList: kept }),
        ...(envVar !== undefined && { envVar }),
      };
    },
  };
}

const UNDECIDED: VariableChoice = { name: undefined, note: undefined };
