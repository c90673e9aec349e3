import type { explainText } from '../../src/hosts/explain.js';
import type { LintPlugin } from '../../src/hosts/linter.js';

export interface Output {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
}

/** How far a run is, shown to whoever waits for it. */
export interface Progress {
  advance(): void;
  /** Leaves no trace. */
  stop(): void;
}

/** Everything the command line touches outside itself, so that it can be run inside a test. */
export interface Surroundings {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Whether a text is worth parsing. */
  mentionsCors(text: string, path: string): boolean;
  /** Whether it is so for the rules of `--strict`, which look at servers of WebSockets and of tools, too. */
  mentionsOtherServers(text: string): boolean;
  /** Loaded when the first file is worth parsing, and not before. */
  loadPlugin(): Promise<LintPlugin>;
  /** Loaded only when `--explain` was given: explains the sites of a text that parses. */
  loadExplainer(): Promise<typeof explainText>;
  /** The Markdown of docs/rules about a rule. */
  readRulePage(name: string): string;
  /** Replaces a file's content at once or not at all, keeping its mode. Rejects when it cannot. */
  replaceFile(path: string, content: string): Promise<void>;
  /** Begins to show the progress of so many steps. */
  progress(total: number): Promise<Progress>;
  /** Does work that may be stopped half-way: the signal says when no more of it shall begin. */
  stoppable<Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result>;
}
