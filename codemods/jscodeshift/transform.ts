/** The part of jscodeshift's `FileInfo` that transforms here use. */
export interface FileInfo {
  readonly path: string;
  readonly source: string;
}

/** The part of jscodeshift's `API` that transforms here use. */
export interface Api {
  stats(name: string, quantity?: number): void;
  report(message: string): void;
}

/** Unknown options of jscodeshift's command line arrive in a transform as they were written. */
export type Options = Readonly<Record<string, unknown>>;

/**
 * A jscodeshift transform: gives the rewritten source, the same source when nothing is to be done, or undefined when the
 * file is none of its business. What it throws jscodeshift counts as an error of that file.
 */
export type Transform = (file: FileInfo, api: Api, options: Options) => string | undefined;
