import { namedPlace, partsOf, type NamedPlace } from './named-place.js';
import { isSerializedOrigin } from './origins.js';
import { patternMembers, type Pattern } from './pattern-members.js';
import { originOf, type Candidate } from './untrusted-origin.js';

/** What a program was seen to compute: the texts and patterns its origin check may compare with. */
export interface Named {
  readonly texts: readonly string[];
  readonly patterns: readonly Pattern[];
}

/** How many texts of each sort are taken, and how many candidates come of all. */
const MOST_ORIGINS = 4;
const MOST_PARTS = 8;
const MOST_WORDS = 6;
const MOST_CANDIDATES = 24;
const MOST_INSECURE = 6;

/** The origins that a program spells out. */
export const namedOrigins = ({ texts }: Named): Set<string> =>
  new Set(texts.flatMap((text) => partsOf(text)).filter((part) => isSerializedOrigin(part)));

/** Origins that resemble what a program names, the plainest first. */
export function lookAlikes(named: Named): Candidate[] {
  const spelled = placesIn(
    named.texts.flatMap((text) => partsOf(text)).filter((part) => !/[A-Z]/.test(part)),
  );
  const members = placesIn(named.patterns.flatMap((pattern) => patternMembers(pattern)));
  const origins = spelled
    .filter((place) => isOrigin(place))
    .sort((left, right) => labels(left) - labels(right));
  const parts = spelled.filter((place) => !isOrigin(place) && isTelling(place));
  const words = spelled.filter((place) => !isOrigin(place) && !isTelling(place));
  const lists = [
    ...members.map((place) => [...resembling(place), ...itself(place)]),
    ...parts.slice(0, MOST_PARTS).map((place) => [...resembling(place), ...mistaken(place)]),
    ...origins.slice(0, MOST_ORIGINS).map((place) => [...resembling(place), ...mistaken(place)]),
    ...words.slice(0, MOST_WORDS).map((place) => resembling(place)),
    betweenParts(words, parts),
  ];
  return plainestFirst(inTurn(lists).slice(0, MOST_CANDIDATES));
}

/**
 * Origins that a check may well be meant to admit: the named ones, over either scheme, with a port, and below the named.
 */
export function usualOrigins(named: Named): string[] {
  const texts = named.texts.flatMap((text) => partsOf(text)).filter((part) => !/[A-Z]/.test(part));
  // Nobody means the character that a forgotten backslash lets in.
  const members = named.patterns
    .flatMap((pattern) => patternMembers(pattern))
    .filter((member) => !member.includes('X'));
  return placesIn([...texts, ...members])
    .filter(({ host }) => host !== '')
    .slice(0, MOST_CANDIDATES)
    .flatMap(({ scheme, host, port }) =>
      (scheme === undefined ? ['https', 'http'] : [scheme]).flatMap((each) => [
        originOf(candidate(each, host, port)),
        originOf(candidate(each, host, '5173')),
        originOf(candidate(each, `zone.${host}`, port)),
      ]),
    )
    .filter((origin) => isSerializedOrigin(origin));
}

/** The named places over `http:`, those first that the program itself names so. */
export function insecureOrigins(named: Named): Candidate[] {
  const texts = named.texts.flatMap((text) => partsOf(text));
  const spelled = placesIn(texts.filter((part) => !/[A-Z]/.test(part)));
  const members = placesIn(named.patterns.flatMap((pattern) => patternMembers(pattern)));
  const places = [...spelled, ...members].filter(({ host }) => host.includes('.'));
  const first = places.filter(({ scheme }) => scheme === 'http');
  const origins = [...first, ...places.filter((place) => !first.includes(place))].map(({ host, port }) =>
    candidate('http', host, port),
  );
  return inTurn([origins]).slice(0, MOST_INSECURE);
}

const placesIn = (texts: readonly string[]): NamedPlace[] => {
  const places = new Map<string, NamedPlace>();
  for (const text of texts) {
    const place = namedPlace(text);
    if (place) places.set(JSON.stringify(place), place);
  }
  return [...places.values()];
};

const isOrigin = ({ scheme, host, joint }: NamedPlace): boolean =>
  scheme !== undefined && joint === '' && (host.includes('.') || host === 'localhost');

/** A bare word may be anything; the beginning of an origin, a port or a name with dots can only be one thing. */
const isTelling = ({ scheme, host, port }: NamedPlace): boolean =>
  scheme !== undefined || port !== undefined || host.includes('.');

const labels = ({ host }: NamedPlace): number => host.split('.').length;

const candidate = (scheme: string, host: string, port?: string): Candidate => ({
  spelled: `${scheme}://${host}${port === undefined ? '' : `:${port}`}`,
});

/** A member of a pattern is an origin to try where the pattern left a choice. */
const itself = ({ scheme = 'https', host, port }: NamedPlace): Candidate[] =>
  /[A-Z]/.test(host) ? [candidate(scheme, host, port)] : [];

/** Names that end, or begin, as a named one does. */
function resembling({ scheme = 'https', host, port, joint }: NamedPlace): Candidate[] {
  if (host === '') return [candidate(scheme, 'ATTACKER.example', port)];
  const candidates: Candidate[] = [];
  if (port === undefined)
    candidates.push(candidate(scheme, `${host}${/[.-]$/.test(host) ? '' : '.'}ATTACKER.example`));
  if ((host.includes('.') || joint !== '') && !host.endsWith('.')) {
    const rest = withoutChosenLabels(host);
    if (!/^[A-Z]/.test(host)) candidates.push(candidate(scheme, `ATTACKER${joint}${host}`, port));
    if (joint !== '.') candidates.push(candidate(scheme, `ATTACKER.${rest}`, port));
  }
  return candidates;
}

/** `ATTACKER.example.com` without what was chosen in front: the name below which everything may pass. */
const withoutChosenLabels = (host: string): string => host.replace(/^(?:[^.]*[A-Z][^.]*\.)+/, '');

/** Names that a pattern made of a named one takes for it, and names that are part of it. */
function mistaken({ scheme = 'https', host, port }: NamedPlace): Candidate[] {
  const candidates: Candidate[] = [];
  for (const { index } of host.matchAll(/\./g))
    candidates.push(candidate(scheme, `${host.slice(0, index)}X${host.slice(index + 1)}`, port));
  if (port !== undefined || !host.includes('.')) return candidates;
  for (const length of [1, 2])
    candidates.push({ ...candidate(scheme, host.slice(0, -length)), isCutOff: true });
  candidates.push({ ...candidate(scheme, host.slice(1)), isCutOff: true });
  return candidates;
}

/** `my-appATTACKER.example.com`, where one test looks at the beginning and another at the end. */
function betweenParts(words: readonly NamedPlace[], parts: readonly NamedPlace[]): Candidate[] {
  const beginnings = [
    ...parts.filter(({ host }) => host !== '' && !host.slice(0, -1).includes('.')),
    ...words,
  ].filter(({ joint }) => joint === '');
  const endings = parts.filter(({ host, scheme }) => scheme === undefined && /\.[a-z]/.test(host));
  const suffixes = [...parts, ...words].filter(({ host, joint }) => joint === '.' && !host.includes('.'));
  return beginnings
    .slice(0, 3)
    .flatMap((beginning) =>
      [...endings, ...suffixes]
        .slice(0, 3)
        .map(({ host, joint, port }) =>
          candidate(beginning.scheme ?? 'https', `${beginning.host}ATTACKER${joint || '.'}${host}`, port),
        ),
    );
}

/** The first of every list, then the second of every list, and so on; each origin once, and valid ones alone. */
function inTurn(lists: readonly (readonly Candidate[])[]): Candidate[] {
  const found = new Map<string, Candidate>();
  const longest = Math.max(0, ...lists.map((list) => list.length));
  for (let index = 0; index < longest; index++) {
    for (const list of lists) {
      const one = list[index];
      if (!one || !isSerializedOrigin(originOf(one)) || found.has(originOf(one))) continue;
      found.set(originOf(one), one);
    }
  }
  return [...found.values()];
}

const plainestFirst = (candidates: readonly Candidate[]): Candidate[] =>
  candidates.toSorted((left, right) => left.spelled.length - right.spelled.length);
