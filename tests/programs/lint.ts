import path from 'node:path';
import * as typescriptParser from '@typescript-eslint/parser';
import { Linter, type ESLint } from 'eslint';
import type { RemedyKind } from '../harness/support-evidence.js';
import { root } from '../repository/root.js';

/** The part of a plugin that a check runs: the real one, or one with a fault planted. */
export type Plugin = Pick<ESLint.Plugin, 'rules'>;

export interface Source {
  /** Absolute, in the repository: rules look around it for package.json. */
  readonly path: string;
  readonly text: string;
  /** Versions of packages that are said in the settings. */
  readonly versions?: Readonly<Record<string, string>>;
}

export interface Report {
  readonly rule: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** A report of ESLint. */
export interface EslintReport extends Report {
  readonly remedy: RemedyKind;
}

/** `usual`: espree for JavaScript and typescript-eslint for TypeScript, as projects configure it. */
export type Parser = 'usual' | 'typescript-eslint';

const linter = new Linter({ configType: 'flat', cwd: root });

/** CORS does not cover handshakes: a program may be right about the one and silent about the other. */
const ABOUT_HANDSHAKES = 'require-websocket-origin-check';

const lints = new WeakMap<Plugin, Map<string, readonly EslintReport[]>>();
const fixes = new WeakMap<Plugin, Map<string, FixedText>>();

/** What ESLint says with every rule of the plugin on that is about CORS. Throws if the text does not parse. */
export const lint = (plugin: Plugin, source: Source, parser: Parser = 'usual'): readonly EslintReport[] =>
  once(lints, plugin, `${parser} ${keyOf(source)}`, () =>
    reportsIn(
      linter.verify(source.text, configOf(plugin, source, parser), { filename: source.path }),
      source,
    ),
  );

export interface FixedText {
  readonly text: string;
  readonly left: readonly Report[];
}

/** What `eslint --fix` makes of the text, and what it still reports. Throws if the outcome does not parse. */
export const fix = (plugin: Plugin, source: Source): FixedText =>
  once(fixes, plugin, keyOf(source), () => {
    const result = linter.verifyAndFix(source.text, configOf(plugin, source, 'usual'), {
      filename: source.path,
    });
    return { text: result.output, left: reportsIn(result.messages, { ...source, text: result.output }) };
  });

const keyOf = ({ path: file, text, versions }: Source): string =>
  `${file}\n${JSON.stringify(versions)}\n${text}`;

/** Several tests ask about the same program: it is linted for the first of them. */
function once<Outcome>(
  known: WeakMap<Plugin, Map<string, Outcome>>,
  plugin: Plugin,
  question: string,
  work: () => Outcome,
): Outcome {
  const outcomes = known.get(plugin) ?? new Map<string, Outcome>();
  known.set(plugin, outcomes);
  const outcome = outcomes.get(question) ?? work();
  outcomes.set(question, outcome);
  return outcome;
}

function configOf(plugin: Plugin, source: Source, parser: Parser): Linter.Config[] {
  const extension = path.extname(source.path);
  const isTypeScript = /ts|tsx$/.test(extension);
  return [
    {
      files: [`**/*${extension}`],
      plugins: { cors: plugin },
      ...(source.versions && { settings: { cors: { versions: source.versions } } }),
      languageOptions: {
        ...(isTypeScript || parser === 'typescript-eslint' ? { parser: typescriptParser } : {}),
        ...(extension === '.cjs' ? { sourceType: 'commonjs' } : {}),
      },
      rules: Object.fromEntries(
        Object.keys(plugin.rules ?? {})
          .filter((name) => name !== ABOUT_HANDSHAKES)
          .map((name) => [`cors/${name}`, 'error']),
      ),
    },
  ];
}

function reportsIn(messages: readonly Linter.LintMessage[], source: Source): EslintReport[] {
  return messages.map(({ ruleId, line, column, message, fatal, fix, suggestions }) => {
    if (fatal === true || ruleId === null) {
      const where = `${path.relative(root, source.path)}:${line}:${column}`;
      throw new SyntaxError(`${where} ${message}\n${source.text}`);
    }
    const remedy = fix ? 'fix' : suggestions?.length ? 'suggestion' : 'needs you';
    return { rule: ruleId, line, column, message, remedy };
  });
}
