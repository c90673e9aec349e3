import { dirname } from 'node:path';
import type { Rule } from 'eslint';
import { Linter } from 'eslint/universal';
import { messagesOf, type LintMessage, type Told } from './lint-messages.js';
import { parser } from './parser.js';
import { parserWithin, type RemedyElsewhere, type Reported, type Session } from './session.js';

/** The part of an ESLint plugin that is needed to run it; `configs` as flat configs that name rules as `cors/…`. */
export interface LintPlugin {
  readonly rules: Readonly<Record<string, unknown>>;
  readonly configs: Readonly<Record<'recommended' | 'strict', Preset | readonly Preset[]>>;
}

interface Preset {
  readonly rules?: Readonly<Record<string, unknown>>;
}

export interface LintRequest {
  /** Absolute path: its extension decides the language, and rules look around it for package.json. */
  readonly filename: string;
  /** Absolute path of the directory that paths in the settings start from: ESLint's working directory. */
  readonly cwd: string;
  /** What an ESLint configuration would hold under `settings.cors`. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Runs the preset `strict` in place of `recommended`. */
  readonly strict?: boolean;
  /** Rules to run besides those of the preset, or with other options than there, as an ESLint configuration names them. */
  readonly rules?: Readonly<Record<string, unknown>>;
  readonly session?: Session;
}

/** Why a text could not be linted. */
export interface Unparsed {
  readonly outcome: 'unparsed';
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

export type LintResult = { readonly outcome: 'linted'; readonly messages: readonly LintMessage[] } | Unparsed;

export type FixResult =
  | {
      readonly outcome: 'fixed';
      /** Equal to the given text when nothing was to be done. */
      readonly output: string;
      /** What was reported about the given text. */
      readonly before: readonly LintMessage[];
      /** What is still reported about `output`. */
      readonly remaining: readonly LintMessage[];
    }
  | Unparsed
  /** The rewritten text does not parse: a fault of a rule, and nothing to be written. */
  | { readonly outcome: 'broken'; readonly message: string };

const NAMESPACE = 'cors';

/**
 * Runs the plugin's rules over a text the way ESLint does, disable comments included.
 *
 * A text that does not parse is a result. What a rule throws, above all about mistaken settings, is thrown.
 */
export function lintText(plugin: LintPlugin, text: string, request: LintRequest): LintResult {
  return linted(prepared(plugin, request), text);
}

/**
 * Applies the plugin's fixes to a text the way `eslint --fix` does: the same bytes, in at most ten passes, with the byte
 * order mark, line endings and shebang as they were. Throws what a rule throws.
 */
export function fixText(plugin: LintPlugin, text: string, request: LintRequest): FixResult {
  const run = prepared(plugin, request);
  const before = linted(run, text);
  if (before.outcome === 'unparsed') return before;
  if (!before.messages.some((message) => message.fixable)) {
    return { outcome: 'fixed', output: text, before: before.messages, remaining: before.messages };
  }

  const { linter, config, filename } = run;
  // ESLint's own ESLint class passes a predicate here, and SourceCodeFixer asks it; only the published type knows a boolean.
  const report = linter.verifyAndFix(text, config, { filename, fix: isOurs as unknown as boolean });
  const after = resultOf(report.output, report.messages, run.told());
  if (after.outcome === 'unparsed') {
    return { outcome: 'broken', message: `${after.message} (line ${after.line} of the rewritten text)` };
  }
  return { outcome: 'fixed', output: report.output, before: before.messages, remaining: after.messages };
}

/** What it takes to lint texts. */
interface Prepared {
  readonly linter: Linter;
  readonly config: Linter.Config[];
  readonly filename: string;
  /** What rules told since a text was last parsed, of which fixing takes several passes. */
  readonly told: () => Told;
}

function linted({ linter, config, filename, told }: Prepared, text: string): LintResult {
  const messages = linter.verify(text, config, { filename });
  return resultOf(text, messages, told());
}

function prepared(plugin: LintPlugin, request: LintRequest): Prepared {
  const presets = [plugin.configs[request.strict === true ? 'strict' : 'recommended']].flat();
  let reported: Reported[] = [];
  let elsewhere: RemedyElsewhere[] = [];
  const session: Session = {
    ...request.session,
    onReport: (report) => {
      reported.push(report);
    },
    editsElsewhere: (remedy) => {
      elsewhere.push(remedy);
    },
  };
  const forEachPass: typeof parser = {
    ...parser,
    parseForESLint(text, options) {
      reported = [];
      elsewhere = [];
      return parser.parseForESLint(text, options);
    },
  };
  const config = {
    // Any name at all. The base path below is the file's own directory, so that ESLint's default ignores do not apply.
    files: [() => true],
    plugins: { [NAMESPACE]: { rules: runningIn(request, plugin.rules) } },
    languageOptions: { parser: parserWithin(forEachPass, session) },
    // Only our own rules run: a directive that is useless here may serve the project's other rules.
    linterOptions: { reportUnusedDisableDirectives: 'off' },
    rules: Object.assign({}, ...presets.map((preset) => preset.rules), request.rules) as Linter.RulesRecord,
    settings: { [NAMESPACE]: request.settings ?? {} },
  };
  return {
    linter: new Linter({ configType: 'flat', cwd: dirname(request.filename) }),
    // ESLint takes functions for file patterns; only its types do not.
    config: [config as unknown as Linter.Config],
    filename: request.filename,
    told: () => ({ reported, elsewhere }),
  };
}

/**
 * The rules as they run in ESLint in the directory `cwd`. ESLint's Linter knows one directory, which is both the base
 * path of its configuration and what rules see as the working directory; a file beside it could not be linted.
 */
function runningIn(
  { cwd, session }: LintRequest,
  rules: LintPlugin['rules'],
): Record<string, Rule.RuleModule> {
  return Object.fromEntries(
    Object.entries(rules).map(([name, rule]) => {
      // Typed by typescript-eslint or by ESLint, a rule is the same object under types that do not mix.
      const module = rule as Rule.RuleModule;
      const create: Rule.RuleModule['create'] = (context) =>
        // ESLint extends its frozen contexts in the same way (lib/linter/file-context.js).
        module.create(Object.create(context, { cwd: { value: cwd } }) as Rule.RuleContext);
      // A rule that only ever suggests is given no leave to fix otherwise.
      const meta = session?.isJudged ? { ...module.meta, fixable: 'code' as const } : module.meta;
      return [name, { ...module, ...(meta && { meta }), create }];
    }),
  );
}

/** A file's own `eslint …` comments may switch on rules of others; those are not ours to report or to fix. */
function isOurs(message: Linter.LintMessage): boolean {
  return message.ruleId?.startsWith(`${NAMESPACE}/`) === true;
}

function resultOf(text: string, messages: readonly Linter.LintMessage[], told: Told): LintResult {
  const fatal = messages.find((message) => message.fatal === true);
  if (fatal) return { outcome: 'unparsed', message: fatal.message, line: fatal.line, column: fatal.column };
  return { outcome: 'linted', messages: messagesOf(text, messages.filter(isOurs), told) };
}
