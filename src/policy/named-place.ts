/** A place on the web that a text of the program names, or a part of such a name. What an attacker may choose in it stands in capitals. */
export interface NamedPlace {
  /** Undefined where the text names none. */
  readonly scheme: 'http' | 'https' | undefined;
  /** Without a leading dot. Empty for a port alone. */
  readonly host: string;
  readonly port: string | undefined;
  /** How the name goes on in front of the host: `.` for `.example.com`, `-` for `-team.example.com`. */
  readonly joint: '' | '.' | '-';
}

const LONGEST = 200;

/** `https://app.example.com`, `//app.example.com/`, `.example.com`, `*.example.com`, `https://app`, `example`, `:3000` */
const PLACE =
  /^(?:(https?)?:?\/\/)?(?:\*(?=\.))?([.-])?([A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)*[.-]?)(?::(\d{1,5}))?(?:[/?#].*)?$/;

/**
 * What a text names; undefined where it cannot be a part of an origin. Words count, as `example` in
 * `origin.includes('example')`; words with capitals, such as names of methods and headers, never occur in an origin.
 */
export function namedPlace(text: string): NamedPlace | undefined {
  if (text.length > LONGEST) return undefined;
  const [, scheme, joint, host = '', port] = PLACE.exec(text) ?? [];
  if (host === '' && port === undefined) return undefined;
  return {
    scheme: scheme === 'http' || scheme === 'https' ? scheme : undefined,
    host,
    port,
    joint: joint === '.' || joint === '-' ? joint : '',
  };
}

/** The parts of a text that may name places each: lists in one text are separated by commas, semicolons or white space. */
export const partsOf = (text: string): string[] =>
  text.length > LONGEST * 20 ? [] : text.split(/[\s,;|]/).filter((part) => part !== '');
