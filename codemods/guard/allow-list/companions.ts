import type { Rewrite } from '../apply.js';
import { shownPath } from '../shown-path.js';
import { withVariable } from './env-example.js';
import type { PackagePlan, Plan } from './plan.js';
import { isImportedIn } from './shared-module.js';

/** A variable that has to be set from now on, wherever a package runs. */
export interface VariableToSet {
  readonly name: string;
  /** What it has to list for everything to be as before: origins that the source names no longer. */
  readonly origins: readonly string[];
  /** The folder of the package, relative to the working directory; `.` for that itself. */
  readonly folder: string;
}

/** What goes with the rewrites of a run. */
export interface Companions {
  /** Modules that rewritten files import, which have to be written before those. */
  readonly modules: readonly Rewrite[];
  /** Files of variables. */
  readonly examples: readonly Rewrite[];
  readonly variables: readonly VariableToSet[];
  readonly notes: readonly string[];
}

/** Origins that the code of a file named, or led to, and that no file names any more. */
export interface Moved {
  /** Absolute. */
  readonly file: string;
  readonly origins: readonly string[];
}

interface Need extends VariableToSet {
  readonly origins: string[];
  readonly home: PackagePlan;
  /** Whether a module reads the variable: then `.env.example` is made where there is none. */
  isOfModule: boolean;
}

/**
 * The modules and the variables that the rewrites of a run need, package by package.
 *
 * @param moved what fixes took out of the source, in files that were rewritten or in those that these import.
 */
export function companionsOf(plan: Plan, rewrites: readonly Rewrite[], moved: readonly Moved[]): Companions {
  const modules = new Map<string, Rewrite>();
  const needs = new Map<string, Need>();
  const unlisted = new Set<string>();
  const notes = new Set<string>();
  const keyOf = ({ home }: PackagePlan, name: string): string => `${home.folder}\n${name}`;
  for (const rewrite of rewrites) {
    const { file, path, output } = rewrite;
    const reason = plan.reasonOf(file);
    if (reason !== undefined)
      notes.add(`${path}: the allow-list is an expression in place, because ${reason}.`);
    const home = plan.packageOf(file);
    const module = home.module && isImportedIn(output, home.module) ? home.module : undefined;
    if (module?.text !== undefined) modules.set(module.path, created(plan, module.path, module.text));
    if (module?.note !== undefined) notes.add(module.note);
    const variable = plan.variableOf(file);
    const name = module ? module.variable : reads(rewrite, variable) ? variable : undefined;
    if (name === undefined) continue;
    const folder = shownPath(plan.cwd, home.home.folder) || '.';
    const need = needs.get(keyOf(home, name)) ?? { name, origins: [], folder, home, isOfModule: false };
    needs.set(keyOf(home, name), need);
    need.isOfModule ||= module !== undefined;
  }
  for (const { file, origins } of moved) {
    const home = plan.packageOf(file);
    const names = [home.module?.variable ?? '', plan.variableOf(file)];
    const need = names.map((name) => needs.get(keyOf(home, name))).find((found) => found !== undefined);
    for (const origin of origins) {
      if (!need) unlisted.add(origin);
      else if (!need.origins.includes(origin)) need.origins.push(origin);
    }
  }
  for (const need of needs.values()) {
    if (need.home.choice.note !== undefined) notes.add(need.home.choice.note);
    notes.add(toSet(need));
  }
  if (unlisted.size > 0) notes.add(`List these where the allow-list is kept: ${[...unlisted].join(', ')}.`);
  return {
    modules: [...modules.values()],
    examples: examplesFor(plan, [...needs.values()]),
    variables: [...needs.values()].map(({ name, origins, folder }) => ({ name, origins, folder })),
    notes: [...notes],
  };
}

function examplesFor(plan: Plan, needs: readonly Need[]): Rewrite[] {
  const examples = new Map<string, Rewrite>();
  for (const { name, origins, home, isOfModule } of needs) {
    const { path, text } = home.example;
    if (text === undefined && !isOfModule) continue;
    const { before, output } = examples.get(path) ?? { before: text ?? '', output: text ?? '' };
    examples.set(path, {
      ...created(plan, path, withVariable(output, name, origins)),
      before,
      isNew: text === undefined,
    });
  }
  return [...examples.values()].filter(({ before, output }) => output !== before);
}

/** Whether a rewrite made its file read a variable that it did not read before, or in more places. */
const reads = ({ before, output }: Rewrite, name: string): boolean =>
  times(output, name) > times(before, name);

const times = (text: string, name: string): number =>
  [...text.matchAll(new RegExp(`\\b${name}\\b`, 'g'))].length;

const created = ({ cwd }: Plan, file: string, output: string): Rewrite => ({
  file,
  path: shownPath(cwd, file),
  before: '',
  output,
  isNew: true,
});

function toSet({ name, origins, folder }: VariableToSet): string {
  const where = `wherever ${folder === '.' ? 'this' : folder} runs`;
  return origins.length > 0
    ? `Set ${name}=${origins.join(',')} ${where}: the source names these origins no longer.`
    : `Set ${name} to the origins of your pages, separated by commas, ${where}: until then no other origin is admitted.`;
}
