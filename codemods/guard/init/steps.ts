import { existsSync, readFileSync } from 'node:fs';
import { dirname, extname, join, resolve } from 'node:path';
import { withVariable } from '../allow-list/env-example.js';
import { importerOf, type Importer } from '../allow-list/importer.js';
import { packageFolders, type PackageFolder } from '../allow-list/package-folder.js';
import { planAllowLists, type Candidate, type PackagePlan } from '../allow-list/plan.js';
import type { Rewrite } from '../apply.js';
import type { InitRequest } from '../arguments.js';
import { CONFIGURATION_FILES } from '../eslint-settings.js';
import { readContent } from '../read-content.js';
import { shownPath } from '../shown-path.js';
import { sourceFilesIn } from '../source-files.js';
import type { Surroundings } from '../surroundings.js';
import { eslintLines, isInstalled, lacksParser, type AllowListSetting } from './eslint-config.js';
import { workflowFor } from './workflow.js';

/** One thing that belongs to a package that is set up: files to write, and what there is to say. */
interface Step {
  readonly rewrites: readonly Rewrite[];
  readonly said: readonly string[];
}

/** Everything that belongs to it, in the order in which it is shown. */
export async function stepsFor(request: InitRequest, surroundings: Surroundings): Promise<Step[]> {
  const { cwd } = surroundings;
  const manifest = join(packageFolders(cwd)(join(cwd, 'package.json')).folder, 'package.json');
  const home = packageFolders(cwd)(manifest);
  const configuration = configurationAbove(home.folder);
  // Paths in the settings start from where ESLint runs.
  const root = configuration === undefined ? home.folder : dirname(configuration);
  const candidates = await filesAboutCors(home, surroundings);
  const importers = candidates.flatMap(({ path, text }) => importerOf(path, text, home) ?? []);
  const module = request.module === undefined ? true : resolve(cwd, String(request.module));
  const plan = planAllowLists(root, { envVar: request.envVar, module }, candidates, () => ({}));
  const own = plan.packageOf(manifest);
  const choices = [...importers, newFile(own)].map((each) => own.module?.importedBy(each));
  const setting = choices.find((each) => typeof each === 'object');
  const reason = choices.find((each) => typeof each === 'string');
  const variable = setting ? own.module?.variable : plan.variableOf(manifest);
  const isTyped = importers.some((each) => each.isTyped) || home.compiler.isConfigured;
  return [
    setting ? moduleStep(cwd, own) : said(`No module is written, because ${String(reason)}.`),
    ...(variable === undefined ? [] : [variableStep(cwd, own, variable)]),
    eslintStep(cwd, { folder: home.folder, root, configuration, setting, isTyped }),
    workflowStep(cwd, home.folder, request.ci),
  ];
}

const said = (...texts: string[]): Step => ({ rewrites: [], said: texts });
const staysAsItIs = (cwd: string, path: string): Step =>
  said(`${shownPath(cwd, path)} is there already, and stays as it is.`);
const written = (cwd: string, file: string, output: string): Step => ({
  rewrites: [{ file, path: shownPath(cwd, file), before: '', output, isNew: true }],
  said: [],
});

function moduleStep(cwd: string, { module }: PackagePlan): Step {
  if (!module) return said();
  if (module.text === undefined) return staysAsItIs(cwd, module.path);
  const { rewrites } = written(cwd, module.path, module.text);
  return { rewrites, said: module.note === undefined ? [] : [module.note] };
}

function variableStep(cwd: string, { example: { path, text }, choice }: PackagePlan, name: string): Step {
  const file = shownPath(cwd, path);
  const output = withVariable(text ?? '', name, []);
  const notes = [
    ...(choice.note === undefined ? [] : [choice.note]),
    ...(output === text ? [`${file} has ${name} already.`] : []),
    `Set ${name} to the origins of your pages, separated by commas, wherever this runs.`,
  ];
  const rewrite = { file: path, path: file, before: text ?? '', output, isNew: text === undefined };
  return { rewrites: output === text ? [] : [rewrite], said: notes };
}

function eslintStep(
  cwd: string,
  {
    folder,
    root,
    configuration,
    setting,
    isTyped,
  }: {
    folder: string;
    root: string;
    configuration: string | undefined;
    setting: AllowListSetting | undefined;
    isTyped: boolean;
  },
): Step {
  const { file, lines } = eslintLines(folder, shownPath(root, folder), setting, isTyped);
  const missing = ['eslint', 'eslint-plugin-cors'].filter((name) => !isInstalled(folder, name));
  if (isTyped && lacksParser(folder)) missing.push('@typescript-eslint/parser');
  const installation =
    missing.length > 0
      ? [`Install what ESLint needs for it: npm install --save-dev ${missing.join(' ')}`]
      : [];
  if (configuration === undefined)
    return { ...written(cwd, join(folder, 'eslint.config.mjs'), file), said: installation };
  return readFileSync(configuration, 'utf8').includes('eslint-plugin-cors')
    ? said(`${shownPath(cwd, configuration)} has eslint-plugin-cors already.`, ...installation)
    : said(`Add to ${shownPath(cwd, configuration)}:\n${indented(lines)}`, ...installation);
}

function workflowStep(cwd: string, folder: string, isWritten: boolean): Step {
  const { path, text } = workflowFor(folder);
  if (!isWritten)
    return said(`To check each push, as --ci writes it to ${shownPath(cwd, path)}:\n${indented(text)}`);
  return existsSync(path) ? staysAsItIs(cwd, path) : written(cwd, path, text);
}

const indented = (text: string): string => text.replace(/^(?=.)/gm, '  ').trimEnd();

/** A file that somebody may write, in the language of the module. */
const newFile = ({ home, module }: PackagePlan): Importer => ({
  path: join(home.folder, 'new'),
  text: '',
  isTyped: extname(module?.path ?? '').endsWith('ts'),
  isCommonJs: false,
  extensions: [],
});

async function filesAboutCors(home: PackageFolder, surroundings: Surroundings): Promise<Candidate[]> {
  const homeOf = packageFolders(home.folder);
  return (await sourceFilesIn(['.'], home.folder)).flatMap(({ path }) => {
    const content = homeOf(path).folder === home.folder ? readContent(path) : undefined;
    if (!content || 'problem' in content || !surroundings.mentionsCors(content.toString('latin1'), path))
      return [];
    return [{ path, text: content.toString('utf8') }];
  });
}

function configurationAbove(folder: string): string | undefined {
  const found = CONFIGURATION_FILES.map((name) => join(folder, name)).find((path) => existsSync(path));
  const parent = dirname(folder);
  return found ?? (parent === folder ? undefined : configurationAbove(parent));
}
