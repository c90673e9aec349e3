import type { TSESTree } from '@typescript-eslint/utils';
import type { SourceFile, Variable } from '../source/file.js';
import { ancestorsOf } from '../source/file.js';
import type { TextEdit } from '../source/edits.js';
import type { Node } from '../source/syntax.js';
import { constantList } from '../analysis/constant-list.js';
import type { Finding } from '../analysis/findings.js';
import { saysRefused } from '../analysis/intent.js';
import { admittedBesideWildcard, admittedBy, isAdmittedToo } from '../analysis/trusted.js';
import { processReader } from '../middleware/environment-readers.js';
import type { AllowList, EnvironmentReader } from '../middleware/middleware.js';
import { ObjectValue } from '../interpret/values.js';
import type { FindingKind } from '../policy/finding.js';
import { importEdit } from './imports.js';
import type { ResolvedSettings } from './settings.js';

/** An allow-list expression, and the edits it needs elsewhere in the file. */
export interface AllowListRemedy {
  readonly allowed: AllowList;
  readonly edits: readonly TextEdit[];
  /** Where the origins are listed, for a sentence. */
  readonly source: string;
  /** What cannot be seen about how the list is read, for a sentence. */
  readonly doubt?: string | undefined;
}

/**
 * The allow-list a finding's remedy uses: the module of the settings, unless the file reads a list of its own; else one the
 * file has already; else the variables the site takes its origins from; else the variable of the settings. Where the program
 * runs, its own variables are set, and those of the module may not be.
 *
 * @param program the file with the finding.
 * @param file the file that is edited: the same, or one that it imports.
 */
export function allowListFor(
  program: SourceFile,
  file: SourceFile,
  finding: Finding,
  settings: ResolvedSettings,
  workingDirectory: string,
): AllowListRemedy {
  const imported = importedList(file, settings, workingDirectory);
  const existing = existingList(program, file, finding);
  if (existing && (!imported || existing.isRead)) {
    return {
      allowed: { text: existing.text, readsEnvironment: false },
      edits: [],
      source: `'${existing.name}'`,
    };
  }
  const admitted = isClosedWhenSet(finding.kind)
    ? admittedBy(program, finding.site)
    : admittedBesideWildcard(program, finding.site);
  const readsOwn = admitted.variables.some((name) => name !== settings.envVar);
  const variables = admitted.variables.length > 0 ? admitted.variables : [settings.envVar];
  const listed = imported && !readsOwn ? imported : listedIn(finding, variables);
  const literals = admitted.literals.map((origin) => `'${origin}'`);
  if (literals.length === 0) return listed;
  // What the site admits by name already, it goes on admitting.
  const text = `[${literals.join(', ')}, ...${listed.allowed.text}]`;
  return { ...listed, allowed: { ...listed.allowed, text } };
}

/** The allow-list that the settings name, whatever the file has: the module's, else the variable's. */
export const listOfSettings = (
  file: SourceFile,
  finding: Finding,
  settings: ResolvedSettings,
  workingDirectory: string,
): AllowListRemedy => importedList(file, settings, workingDirectory) ?? listedIn(finding, [settings.envVar]);

function importedList(
  file: SourceFile,
  { allowList }: ResolvedSettings,
  workingDirectory: string,
): AllowListRemedy | undefined {
  if (!allowList) return undefined;
  const { name, edits } = importEdit(file, allowList, workingDirectory);
  const isCall = allowList.export.endsWith('()');
  return {
    allowed: { text: isCall ? `${name}()` : name, readsEnvironment: isCall },
    edits,
    source: `'${allowList.module}'`,
  };
}

/** The list that variables hold, as the site reads its environment. */
function listedIn({ site, outcome }: Finding, variables: readonly string[]): AllowListRemedy {
  const reader = site.environment?.(outcome.evidence) ?? processReader();
  return {
    allowed: {
      text: environmentList(variables, reader),
      readsEnvironment: true,
      ...(reader.context !== undefined && { context: reader.context }),
      ...(reader.isOfHandler === true && { isOfHandler: true }),
    },
    edits: [],
    source: variables.join(' and '),
    doubt: reader.doubt,
  };
}

/** Whether a site that is reported so refuses the attacker while its variables are set: then it has a list to keep. */
function isClosedWhenSet(kind: FindingKind): boolean {
  switch (kind) {
    case 'permissive fallback':
    case 'open without a deployment name':
    case 'weak match':
    case 'null origin':
    case 'sub-domains':
    case 'insecure origin':
    case 'dead entry':
    case 'depends on credentials':
    case 'does not vary':
    case 'open handshake':
    case 'hard-coded origins':
    case 'broad grant':
    case 'open tools':
    case 'second owner':
    case 'another owner':
    case 'other preflight':
    case 'credentials first':
      return true;
    case 'ignored option':
    case 'defeated allow-list':
    case 'credentialed wildcard':
    case 'wildcard':
    case 'reflected':
    case 'unanswered callback':
      return false;
  }
}

/**
 * The origins in environment variables. Blank entries are dropped, and so are `*` and `null`, which some libraries
 * would take for "everyone" and for sandboxed frames.
 */
function environmentList(variables: readonly string[], reader: EnvironmentReader): string {
  const reads = variables.map((name) => reader.read(name));
  const joined = reads.length === 1 ? `(${reads[0] ?? ''} ?? '')` : `[${reads.join(', ')}].join(',')`;
  return `${joined}.split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null')`;
}

/**
 * A constant of the file that lists origins, and that the site consults already or that is named as an allow-list;
 * declared where the site can use it. A list of those who are kept out is none: its origins are refused today.
 */
function existingList(
  program: SourceFile,
  file: SourceFile,
  finding: Finding,
): { name: string; text: string; isRead: boolean } | undefined {
  const { site, witness } = finding;
  const place = placeIn(file, finding);
  if (!witness || !place) return undefined;
  for (const node of file.nodesOfType('VariableDeclarator')) {
    if (node.id.type !== 'Identifier') continue;
    const { name } = node.id;
    const variable = file.variableOf(node.id);
    if (!variable || saysRefused(name)) continue;
    if (!isConsulted(file, finding, variable) && !/origin|allow|whitelist/i.test(name)) continue;
    if (!isVisibleFrom(file, variable, node, place)) continue;
    const listed = constantList(file, node);
    if (listed?.origins.every((origin) => isAdmittedToo(program, site, witness, origin)))
      return { name, text: mutableCopy(file, node, name), isRead: listed.isRead };
  }
  return undefined;
}

/** TypeScript takes a readonly list neither for an option nor, `as const`, for a search by any text. */
function mutableCopy(file: SourceFile, declarator: TSESTree.VariableDeclarator, name: string): string {
  const { init } = declarator;
  if (init?.type === 'TSAsExpression' && file.textOf(init.typeAnnotation) === 'const')
    return `([...${name}] as string[])`;
  const annotation = declarator.id.typeAnnotation?.typeAnnotation;
  return annotation && /^readonly\b|^Readonly/.test(file.textOf(annotation)) ? `[...${name}]` : name;
}

/** Whether the code that decided the witness refers to the variable. */
const isConsulted = (file: SourceFile, { outcome, site }: Finding, variable: Variable): boolean =>
  variable.references.some(({ identifier }) =>
    [...outcome.executed, ...site.roots].some(
      (part) =>
        file.fileOf(part) === file &&
        part.range[0] <= identifier.range[0] &&
        identifier.range[1] <= part.range[1],
    ),
  );

/** Where in a file the finding is to be settled. */
function placeIn(file: SourceFile, { node, site, outcome }: Finding): Node | undefined {
  const { options } = outcome.evidence;
  const written = options instanceof ObjectValue ? options.origin : undefined;
  return [node, written, site.node].find((candidate) => candidate && file.fileOf(candidate) === file);
}

function isVisibleFrom(file: SourceFile, variable: Variable, declarator: Node, place: Node): boolean {
  if (declarator.range[1] > place.range[0]) return false;
  const block = variable.scope.block;
  return block.type === 'Program' || [...ancestorsOf(file, place)].includes(block);
}
