import type { Answer } from './answer.js';
import type { EnvironmentState, Request } from './probe.js';

/** Which request is asked, in words. */
export function requestInWords({ kind, method }: Request): string {
  switch (kind) {
    case 'actual':
      return method;
    case 'preflight':
      return `preflight for ${method}`;
    case 'handshake':
      return 'WebSocket handshake';
  }
}

/** A header as it is usually written, from its name in lower case. */
export const headerInWords = (name: string): string =>
  name.replaceAll(/\b[a-z]/g, (letter) => letter.toUpperCase());

/** Which variables are set, in words. */
export function environmentInWords(environment: EnvironmentState): string {
  switch (environment.kind) {
    case 'all set':
      return 'every variable set';
    case 'all unset':
      return 'no variable set';
    case 'unset':
      return `${environment.name} not set`;
    case 'empty':
      return `${environment.name} empty`;
    case 'only set':
      return `only ${environment.name} set`;
    case 'deployment unset':
      return `${environment.names.join(' and ')} not set`;
    case 'as given':
      return 'the variables as given';
  }
}

/** What the server says, in words. */
export function answerInWords(answer: Answer, { kind }: Pick<Request, 'kind'>): string {
  switch (answer.outcome) {
    case 'answered':
      return kind === 'handshake' ? 'accepted' : headersInWords(answer);
    case 'error':
      return 'an error';
    case 'hangs':
      return 'no answer, ever';
    case 'fails at set-up':
      return 'nothing: the server does not start';
    case 'unknown':
      return `unknown: ${answer.reason}`;
  }
}

function headersInWords({
  allowOrigin,
  allowCredentials,
  vary,
}: Extract<Answer, { outcome: 'answered' }>): string {
  const headers = allowOrigin.map((value) => `Access-Control-Allow-Origin '${value}'`);
  if (headers.length === 0) headers.push('no Access-Control-Allow-Origin');
  if (allowCredentials !== undefined) headers.push(`Access-Control-Allow-Credentials '${allowCredentials}'`);
  if (vary.length > 0) headers.push(`Vary '${vary.join(', ')}'`);
  return headers.join(', ');
}
