/**
 * One question to a server: a request as a browser would send it.
 * `preflight` is the OPTIONS request that precedes a request with the method in `method`, `handshake` the GET request that
 * opens a WebSocket: its answer is an acceptance or an error.
 */
export interface Request {
  /** The serialized origin of the page that asks, or undefined when the request carries no Origin header. */
  readonly origin: string | undefined;
  readonly kind: 'actual' | 'preflight' | 'handshake';
  readonly method: string;
  /**
   * Whether it carries a cookie, a token, and so what a server derives from them: a session, a user. By default that is
   * open, but for the headers of a preflight, which has none (Fetch standard, "CORS-preflight fetch").
   */
  readonly credentials?: 'sent' | 'left out';
  /** Whether a preflight asks for what no page needs: a header nobody has heard of, and a server in a private network. */
  readonly asksForAnything?: boolean;
}

/**
 * Which environment variables are set when the server answers. A set variable holds a trusted sample.
 * `as given` serves tests that boot the same program with the same variables.
 */
export type EnvironmentState =
  | { readonly kind: 'all set' }
  | { readonly kind: 'all unset' }
  | { readonly kind: 'unset'; readonly name: string }
  | { readonly kind: 'empty'; readonly name: string }
  | { readonly kind: 'only set'; readonly name: string }
  /** All set but those that name the kind of deployment, such as NODE_ENV, which otherwise say production. */
  | { readonly kind: 'deployment unset'; readonly names: readonly string[] }
  | { readonly kind: 'as given'; readonly variables: Readonly<Record<string, string | undefined>> };

/** A question to a policy: a request, and the environment the server runs in. */
export interface Probe {
  readonly request: Request;
  readonly environment: EnvironmentState;
}

/** The method the server sees. */
export const methodOnTheWire = (request: Request): string =>
  request.kind === 'preflight' ? 'OPTIONS' : request.method;
