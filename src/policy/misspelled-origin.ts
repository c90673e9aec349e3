import { addressIn } from '../source/address.js';
import { isSerializedOrigin } from './origins.js';

/** Why no page can have a text as its origin. */
export type Misspelling =
  | 'asterisk alone'
  | 'asterisk'
  | 'several in one'
  | 'user name'
  | 'path'
  | 'trailing slash'
  | 'default port'
  | 'letter case'
  | 'another spelling'
  | 'no scheme';

/** A text that stands where an origin belongs, and that no origin is equal to. */
export interface MisspelledOrigin {
  readonly text: string;
  readonly misspelling: Misspelling;
  /** The origins it seems to name; where it stands for many, one of them. */
  readonly meant: readonly [string, ...string[]];
}

/** A page that an asterisk would stand for. */
const ANY_PAGE = 'https://zone.example';

/** A host with a port, perhaps, and nothing else: a name with dots, an address, or the host itself. */
export const BARE_HOST = /^(?:\/\/)?((?:localhost|[a-z0-9-]+(?:\.[a-z0-9-]+)+)(?::\d{1,5})?)\/?$/i;
/** The machine itself, which nobody gives a certificate. */
export const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+)(?::|$)/i;

/**
 * Reads a text as an origin that is spelled as no browser spells it (HTML standard, "ASCII serialization of an origin").
 * Undefined for origins, and for what has nothing to do with `http:` and `https:`: schemes of apps and extensions are
 * serialized in ways of their own.
 */
export function misspelledOrigin(text: string): MisspelledOrigin | undefined {
  if (text === '*') return { text, misspelling: 'asterisk alone', meant: [ANY_PAGE] };
  if (text.length > 2000 || isSerializedOrigin(text)) return undefined;
  const [first, ...others] = text.split(/[\s,;]+/).filter((part) => part !== '');
  if (first === undefined) return undefined;
  if (others.length > 0)
    return [first, ...others].every((part) => isSerializedOrigin(part))
      ? { text, misspelling: 'several in one', meant: [first, ...others] }
      : undefined;
  return text.includes('*') ? withAsterisk(text) : misspelledAddress(text);
}

function withAsterisk(text: string): MisspelledOrigin | undefined {
  const [, scheme = 'https://', host = ''] =
    /^(https?:\/\/)?((?:\*|[a-z0-9*-]+(?:\.[a-z0-9*-]+)+|localhost)(?::(?:\d+|\*))?)\/?$/i.exec(text) ?? [];
  const meant = `${scheme}${host.replace(/:\*$/, ':5173').replaceAll('*', 'zone')}`.toLowerCase();
  return isSerializedOrigin(meant) ? { text, misspelling: 'asterisk', meant: [meant] } : undefined;
}

function misspelledAddress(text: string): MisspelledOrigin | undefined {
  const [, host] = BARE_HOST.exec(text) ?? [];
  if (host !== undefined) {
    const meant = `${LOOPBACK.test(host) ? 'http' : 'https'}://${host.toLowerCase()}`;
    return isSerializedOrigin(meant) ? { text, misspelling: 'no scheme', meant: [meant] } : undefined;
  }
  // What has a backslash in it is a pattern, whatever a URL would make of it.
  const url = /^\s*https?:\/\/[^\\]*$/i.test(text) ? addressIn(text) : undefined;
  if (!url || !isSerializedOrigin(url.origin)) return undefined;
  return { text, misspelling: misspellingOf(text, url), meant: [url.origin] };
}

function misspellingOf(text: string, url: URL): Misspelling {
  if (url.username !== '' || url.password !== '') return 'user name';
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') return 'path';
  if (text.endsWith('/')) return 'trailing slash';
  if (text.toLowerCase() === url.origin) return 'letter case';
  return /:(?:80|443)$/.test(text) ? 'default port' : 'another spelling';
}

/** The origins that would make the text useful, were one of them equal to it. */
export const namedBy = ({ meant, misspelling }: MisspelledOrigin): readonly string[] =>
  misspelling === 'no scheme' ? meant.flatMap((origin) => bothSchemes(origin)) : meant;

const bothSchemes = (origin: string): string[] => {
  const { host } = new URL(origin);
  return [`https://${host}`, `http://${host}`];
};

/** Why no origin is equal to the text, completing "this entry admits nobody: …". */
export function misspellingInWords({ text, misspelling, meant }: MisspelledOrigin): string {
  const refused = `so a page on '${meant[0]}' is refused`;
  switch (misspelling) {
    case 'asterisk alone':
      return "it is compared as it is written, and no page has the origin '*'";
    case 'asterisk':
      return `it is compared as it is written, asterisk and all, ${refused}`;
    case 'several in one':
      return `it is compared as one text, ${refused}`;
    case 'user name':
      return `no origin has a user name, ${refused}`;
    case 'path':
      return `no origin has a path, ${refused}`;
    case 'trailing slash':
      return `no origin ends with a slash, ${refused}`;
    case 'default port':
      return `browsers leave out the default port, ${refused}`;
    case 'letter case':
      return `browsers write scheme and host in lower case, ${refused}`;
    case 'no scheme':
      return `every origin begins with its scheme, ${refused}`;
    case 'another spelling':
      return `browsers do not write '${text}', ${refused}`;
  }
}
