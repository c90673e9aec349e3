import type { SourceFile } from '../source/file.js';
import type { EditsByFile, TextEdit } from '../source/edits.js';
import type { FunctionNode, Node } from '../source/syntax.js';
import type { Frame } from '../interpret/frame.js';
import type { Replacement, Run } from '../interpret/run.js';
import type { HostObject, Value } from '../interpret/values.js';
import type { Request } from '../policy/probe.js';
import type { ResponseHeaders } from './response.js';
import type { TriggerWord } from './trigger-words.js';

/** One request and the response to it, while the linted program runs. */
export interface Exchange {
  readonly request: Request;
  /** The request as the program sees it. */
  readonly incoming: HostObject;
  readonly headers: ResponseHeaders;
  /** The code that wrote headers, by their names in lower case, as far as it was noted. */
  readonly writers: Map<string, Node>;
}

/** How a run of the program is watched for the sake of one site. */
export interface Observation {
  readonly calls: ReadonlyMap<Node, (args: readonly Value[], run: Run) => Value>;
  readonly values: ReadonlyMap<Node, (value: Value, run: Run) => void>;
  /** What modules export that would be unknown otherwise, by specifier. */
  readonly modules?: ReadonlyMap<string, () => Value>;
  /** What a function that is entered from outside is called with; undefined for what its parameters suggest. */
  argumentsFor?(run: Run, entered: FunctionNode): readonly Value[] | undefined;
  /** Whether what the handler throws is for `respond` to answer: it is given the promise that is rejected. */
  readonly takesErrors?: boolean;
  /**
   * Answers the request, once the program is set up. Throws `Unanswered` if no answer ever comes.
   *
   * @param result what the last function that was entered returned.
   */
  respond(run: Run, result: Value): void;
  /** What was seen on the way: for a remedy. */
  readonly evidence: Evidence;
}

/** What the execution that proves a finding went through. */
export interface Evidence {
  /** The options that took effect, where the site has options. */
  options: Value;
  /** The name of the option that says whom to admit. */
  readonly originOption: string;
  /** The object that has the options under a name, where they are an option themselves. */
  holder: Value;
  /** Names of options the library does not know, and whether it got something other than an options object. */
  ignored: readonly string[] | 'not an options object';
  /** The library's default took effect for the origin. */
  usesDefault: boolean;
  /** The options came from a function that is asked at each request. */
  isDelegated: boolean;
  /** What to say of a version of the library that takes part in the exposure, and of the version that corrects it. */
  versionNote: string | undefined;
  /** The request, a preflight included, goes on to what comes after the site. */
  passesOn: boolean;
  /** A server behind the site replaces the Vary that its library wrote. */
  isVaryReplaced: boolean;
  /** The expressions that wrote Access-Control-Allow-Origin. */
  readonly writes: Node[];
}

export const noEvidence = (originOption = 'origin'): Evidence => ({
  options: undefined,
  originOption,
  holder: undefined,
  ignored: [],
  usesDefault: false,
  isDelegated: false,
  versionNote: undefined,
  passesOn: false,
  isVaryReplaced: false,
  writes: [],
});

/** The request is never answered. */
export class Unanswered {}

/** The request ends in an error response. */
export class Failed {
  /** @param error what a callback was given as the error, where one was. */
  constructor(readonly error?: Value) {}
}

/** An allow-list expression for a remedy. */
export interface AllowList {
  /** JavaScript that evaluates to an array of origins. */
  readonly text: string;
  /** Whether the text reads the environment, and so must be evaluated when it is used, not when it is loaded. */
  readonly readsEnvironment: boolean;
  /** The name under which the text reads the context of the request, which a function has to be given then. */
  readonly context?: string;
  /** Whether the text names a parameter of the handler, and means nothing outside of it. */
  readonly isOfHandler?: boolean;
}

/** How a program reads the variables of its environment. */
export interface EnvironmentReader {
  /** JavaScript for the value of a variable, or undefined where it is not set. */
  read(name: string): string;
  /** What cannot be seen about that, for a sentence; undefined where the file shows it. */
  readonly doubt: string | undefined;
  /** The name of the context that `read` reads from, where it does. */
  readonly context?: string;
  /** Whether `read` names a parameter of the handler. */
  readonly isOfHandler?: boolean;
}

/** Edits, with what they change in a run of the program: so they can be tried on the model before they are written. */
export interface ModelledEdits {
  readonly edits: readonly TextEdit[];
  /** What has to change in other files with them. */
  readonly elsewhere?: EditsByFile;
  /** What is evaluated in the place of an expression. */
  readonly replacements: ReadonlyMap<Node, Replacement>;
  /** What a new line before a statement does. */
  readonly before: ReadonlyMap<Node, (exchange: Exchange, run: Run, frame: Frame) => void>;
}

/** A place in source where CORS behaviour is configured. */
export interface Site {
  readonly middleware: Middleware;
  /** Where the site is, for reports that have nothing more precise to point at. */
  readonly node: Node;
  /** The nodes whose evaluation decides the policy. */
  readonly roots: readonly Node[];
  /** Whether the innermost function around the roots runs for each request rather than at set-up. */
  readonly isHandler: boolean;
  /** Whether a site that is no handler answers methods differently. */
  readonly tellsMethodsApart?: boolean;
  /** Whether it answers preflights, and nothing that a page could read. */
  readonly isForPreflights?: boolean;
  /** The argument that is the site's options, where it is a call that is given any. */
  readonly argument?: Node;
  /**
   * The same site as further libraries would read it, where nothing says which one does: it is permissive only if it is so for
   * all of them.
   */
  readonly otherReadings?: readonly Site[];
  observe(exchange: Exchange): Observation;
  /** The same site with all that writes headers of CORS, where it leaves out those that do not decide who is admitted. */
  withAllHeaders?(): Site;
  /** The place to report, given what the witness went through. */
  place(evidence: Evidence): Node;
  /** How the environment is read where the rewrite reads it; `process.env` if not given. */
  environment?(evidence: Evidence): EnvironmentReader;
  /**
   * Edits that make all answers vary by the origin, and admit whom they admitted; a text says why there are none. Not for
   * sites whose Vary is a library's affair.
   *
   * @param writes the expressions that wrote Access-Control-Allow-Origin.
   */
  varyByOrigin?(writes: readonly Node[]): ModelledEdits | string;
  /** Edits that make the site answer only the allow-list; a text says why there are none. */
  rewrite(evidence: Evidence, allowed: AllowList): readonly TextEdit[] | string;
  /**
   * The same where `rewrite` has no edits and the headers are made once for several handlers. To be tried on the model first. A
   * text is a better reason than that of `rewrite`.
   */
  rewriteShared?(evidence: Evidence, allowed: AllowList): ModelledEdits | string | undefined;
}

/** A library, framework or header API whose semantics we model. */
export interface Middleware {
  readonly name: string;
  /** npm packages that provide it; empty for what the platform has built in. */
  readonly packages: readonly string[];
  /** Its options are configuration of a deployment, or of a server for developers: they have no environment to be read from. */
  readonly isNoServer?: boolean;
  /** The words one of which every file with a site of this middleware contains. */
  readonly triggers: readonly TriggerWord[];
  find(file: SourceFile): Site[];
}

/** Identity, for the type: a middleware is a value in a file of its own. */
export const defineMiddleware = (middleware: Middleware): Middleware => middleware;
