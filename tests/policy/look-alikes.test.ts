import { describe, expect, test } from 'vitest';
import { isLocalHost } from '../../src/policy/local-host.js';
import { lookAlikes, namedOrigins } from '../../src/policy/look-alikes.js';
import { isSerializedOrigin } from '../../src/policy/origins.js';
import { patternMembers } from '../../src/policy/pattern-members.js';
import { TIGHTENINGS, tightened } from '../../src/policy/tighter-pattern.js';
import { originOf, untrustedOrigin } from '../../src/policy/untrusted-origin.js';

const raw = String.raw;
const derived = (...texts: string[]): string[] =>
  lookAlikes({ texts, patterns: [] }).map((candidate) => originOf(candidate));
const ofPattern = (source: string): string[] =>
  lookAlikes({ texts: [], patterns: [{ source, flags: '' }] }).map((candidate) => originOf(candidate));

describe('a name is resembled', () => {
  test.each([
    ['an origin, by going on', 'https://app.example.com', 'https://app.example.com.attacker.example'],
    ['an origin, by another character for a dot', 'https://app.example.com', 'https://appxexample.com'],
    ['an origin, by being cut off', 'https://app.example.com', 'https://app.example.co'],
    ['a host, by skipping the boundary', 'example.com', 'https://attackerexample.com'],
    ['a suffix, by a customer', '.vercel.app', 'https://attacker.vercel.app'],
    ['a top-level domain', '.com', 'https://attacker.com'],
    ['the start of an origin', 'https://app', 'https://app.attacker.example'],
    ['a word', 'localhost', 'https://localhost.attacker.example'],
    ['a port', ':3000', 'https://attacker.example:3000'],
    ['a list in one text', 'https://a.example.com, https://b.example.com', 'https://bxexample.com'],
  ])('%s', (_how, text, expected) => {
    expect(derived(text)).toContain(expected);
  });

  test.each([
    ['the four with the fewest labels', 'https://app.a.example'],
    ['localhost among these', 'http://localhost:3000'],
  ])('of many origins, %s', (_which, plain) => {
    const others = ['b', 'c', 'd'].map((name) => `https://app.${name}.example`);
    const candidates = derived('https://www.shop.e.example', plain, ...others);
    for (const origin of others) expect(candidates).toContain(`${origin}.attacker.example`);
    expect(candidates).not.toContainEqual(expect.stringContaining('shop'));
  });

  test.each([
    ['host', (name: string) => `${name}.example`, 'https://e.example.attacker.example'],
    ['name of sub-domains', (name: string) => `.${name}.example`, 'https://attacker.e.example'],
    ['origin with an asterisk', (name: string) => `https://*.${name}.example`, 'https://attacker.e.example'],
    ['start of an origin', (name: string) => `https://${name}`, 'https://e.attacker.example'],
  ])('every %s, where there are five', (_what, text, expected) => {
    expect(derived(...['a', 'b', 'c', 'd', 'e'].map(text))).toContain(expected);
  });

  test('by origins only that a browser would send, and by a bounded number', () => {
    const texts = Array.from({ length: 200 }, (_, index) => `https://app${index}.example.com`);
    const candidates = derived(...texts, ...texts.map((text) => text.slice(8)), 'production');
    expect(candidates.length).toBeGreaterThan(10);
    expect(candidates.length).toBeLessThanOrEqual(24);
    expect(candidates.filter((origin) => !isSerializedOrigin(origin))).toEqual([]);
  });

  test('but not names of methods, headers and files with paths', () => {
    expect(
      derived('GET', 'Content-Type', 'Access-Control-Allow-Origin', '', '   ', 'two words!'),
    ).not.toContainEqual(expect.stringMatching(/get|type|allow/));
  });
});

describe('a pattern is resembled', () => {
  test.each([
    [raw`^https:\/\/app\.example\.com`, 'https://app.example.com.attacker.example'],
    [raw`^https:\/\/app.example.com$`, 'https://appxexample.com'],
    [raw`^https:\/\/.*example\.com$`, 'https://attackerexample.com'],
    [raw`^https:\/\/my-app-[a-z0-9]{8}\.vercel\.app$`, 'https://my-app-attacker.vercel.app'],
    [raw`^https:\/\/\d+.example\.com$`, 'https://1xexample.com'],
    [raw`^https?:\/\/(?:www\.)?example\.com|^https:\/\/b\.example$`, 'https://example.com.attacker.example'],
  ])('%s', (source, expected) => {
    expect(ofPattern(source)).toContain(expected);
  });

  test('unless it has look-around or back references, or is none', () => {
    for (const source of [raw`^(?=https)https`, raw`^(a)\1$`, '(', '['.repeat(30), 'a'.repeat(5_000)])
      expect(patternMembers({ source, flags: '' })).toEqual([]);
  });

  test('however deep and wide it is', () => {
    expect(patternMembers({ source: `${'('.repeat(200)}a${')'.repeat(200)}`, flags: '' })).toEqual([]);
    expect(patternMembers({ source: '(a|b|c)?'.repeat(200), flags: '' }).length).toBeLessThanOrEqual(12);
    expect(patternMembers({ source: '(a{1000}){1000}', flags: '' })).toEqual([]);
  });

  test('by texts that it matches', () => {
    for (const source of [
      raw`^https?:\/\/(app|admin)\.example\.(com|co\.uk)(:\d+)?$`,
      raw`^https:\/\/[\w-]{3,12}\.[^/]+\.example\.com$`,
      raw`^.+\.example\.com$`,
    ]) {
      const members = patternMembers({ source, flags: '' });
      expect(members.length).toBeGreaterThan(0);
      for (const member of members) expect(member.toLowerCase()).toMatch(new RegExp(source));
    }
  });
});

describe('whose an origin is', () => {
  const named = namedOrigins({ texts: ['https://app.example.com'], patterns: [] });
  const kindOf = (spelled: string, isCutOff = false) => untrustedOrigin({ spelled, isCutOff }, named)?.kind;

  test.each([
    ['https://app.example.com.ATTACKER.example', 'look-alike'],
    ['https://ATTACKERexample.com', 'look-alike'],
    ['https://ATTACKER.vercel.app', 'tenant'],
    ['https://ATTACKER.github.io', 'tenant'],
    ['https://ATTACKER.example.com', 'sub-domain'],
    ['http://app.example.com', 'insecure'],
    ['http://203.0.113.7', 'insecure'],
    ['https://app.example.com', undefined],
    ['https://app-ATTACKER.example.com', undefined],
    ['https://app.exampleXcom', undefined],
    ['http://ATTACKER', undefined],
    ['http://192.168.1.1', undefined],
    ['https://app.example.com/ATTACKER', undefined],
  ])('%s', (spelled, kind) => {
    expect(kindOf(spelled)).toBe(kind);
  });

  test.each<[string, string, boolean, unknown]>([
    [
      'the domain that is registered',
      'https://app.example.com.ATTACKER.example',
      false,
      { kind: 'look-alike', of: 'attacker.example' },
    ],
    [
      'the same, of a name with three labels',
      'https://x.ATTACKER.co.uk',
      false,
      { kind: 'look-alike', of: 'attacker.co.uk' },
    ],
    [
      'what gives names to its customers',
      'https://ATTACKER.vercel.app',
      false,
      { kind: 'tenant', of: 'vercel.app' },
    ],
    [
      'what it is below',
      'https://ATTACKER.shop.example.com',
      false,
      { kind: 'sub-domain', of: 'shop.example.com' },
    ],
    [
      'itself, over http',
      'http://shop.example.com:8080',
      false,
      { kind: 'insecure', of: 'http://shop.example.com:8080' },
    ],
    [
      'itself, over http, whoever chose it',
      'http://ATTACKER.example.com',
      false,
      { kind: 'insecure', of: 'http://attacker.example.com' },
    ],
    [
      'an address, over http',
      'http://203.0.113.7:81',
      false,
      { kind: 'insecure', of: 'http://203.0.113.7:81' },
    ],
    [
      'the domain of a name that was cut off',
      'https://app.example.co',
      true,
      { kind: 'look-alike', of: 'example.co' },
    ],
    [
      'the domain of a name over http',
      'http://a.ATTACKER.example',
      false,
      { kind: 'look-alike', of: 'attacker.example' },
    ],
    ['none: an address with a certificate', 'https://203.0.113.7', false, undefined],
    ['none: no such top-level domain', 'https://ATTACKER.nosuchtld', false, undefined],
    ['none: a public suffix', 'https://co.uk', false, undefined],
    ['none: a label that is not all chosen', 'https://xATTACKER.example.com', false, undefined],
    ['none: chosen further down', 'https://ATTACKER.ATTACKER.example.com', false, undefined],
    ['none: no origin', 'ATTACKER', false, undefined],
    ['none: a private name', 'http://ATTACKER.internal', false, undefined],
  ])('by %s', (_what, spelled, isCutOff, expected) => {
    const found = untrustedOrigin({ spelled, isCutOff }, named);
    expect(found).toEqual(expected && { origin: spelled.toLowerCase(), ...expected });
  });

  test("a named origin is nobody else's, but somebody may stand before one over http", () => {
    const these = namedOrigins({
      texts: ['https://attacker.example', 'http://shop.example.com'],
      patterns: [],
    });
    expect(untrustedOrigin({ spelled: 'https://ATTACKER.example' }, these)).toBeUndefined();
    expect(untrustedOrigin({ spelled: 'https://attacker.example', isCutOff: true }, these)).toBeUndefined();
    expect(untrustedOrigin({ spelled: 'http://shop.example.com' }, these)?.kind).toBe('insecure');
  });

  test('that was cut off: of another domain alone', () => {
    expect(kindOf('https://app.example.co', true)).toBe('look-alike');
    expect(kindOf('https://pp.example.com', true)).toBeUndefined();
    expect(kindOf('https://app.example.c', true)).toBeUndefined();
  });

  test('that was cut off: a trusted domain is one among others', () => {
    const several = namedOrigins({
      texts: ['http://localhost:3000, https://app.example.com', 'https://app.example.org'],
      patterns: [],
    });
    expect(untrustedOrigin({ spelled: 'https://pp.example.com', isCutOff: true }, several)).toBeUndefined();
    expect(untrustedOrigin({ spelled: 'https://app.example.co', isCutOff: true }, several)?.kind).toBe(
      'look-alike',
    );
  });

  test.each([
    'localhost',
    'a.localhost',
    'nas.local',
    'frontend',
    '127.0.0.1',
    '10.1.2.3',
    '172.20.0.1',
    '[::1]',
  ])("%s is nobody else's", (host) => {
    expect(isLocalHost(host)).toBe(true);
  });

  test.each(['example.com', 'local.example', '203.0.113.7', '172.32.0.1', '[2001:db8::1]', '10.example.com'])(
    '%s may be',
    (host) => {
      expect(isLocalHost(host)).toBe(false);
    },
  );
});

describe('a tightened pattern', () => {
  const origins = [
    'https://app.example.com',
    'https://appxexample.com',
    'https://app.example.com.attacker.example',
    'https://app.example.com:8443',
    'https://attackerexample.com',
    'http://localhost:3000',
  ];

  test('matches nothing that the pattern does not match', () => {
    for (const source of [
      raw`app.example.com`,
      raw`^https:\/\/app.example.com`,
      raw`^https?:\/\/(localhost|app.example.com)`,
      raw`example\.com$|^http:\/\/localhost`,
      raw`\.example\.com`,
    ]) {
      for (const tightening of TIGHTENINGS) {
        const tighter = tightened({ source, flags: '' }, tightening);
        if (tighter === undefined) continue;
        for (const origin of origins) {
          if (new RegExp(tighter).test(origin)) expect(origin).toMatch(new RegExp(source));
        }
      }
    }
  });

  test.each([
    ['a name, at its start', raw`app\.example\.com$`, { start: true }, raw`(?:^|[/.])app\.example\.com$`],
    ['an origin, at its start', raw`https:\/\/a\.example$`, { start: true }, raw`^https:\/\/a\.example$`],
    ['a word, at its start', raw`\bexample\.com$`, { start: true }, raw`(?:^|[/.])\bexample\.com$`],
    ['nothing that starts with a dot', raw`\.example\.com$`, { start: true }, undefined],
    ['nothing that has a start', raw`^https:\/\/example`, { start: true }, undefined],
    [
      'an origin, behind it',
      raw`^https:\/\/a\.example`,
      { end: 'nothing behind' },
      raw`^https:\/\/a\.example$`,
    ],
    ['a word, behind it', raw`^https:\/\/a\b`, { end: 'nothing behind' }, raw`^https:\/\/a\b$`],
    [
      'an origin, up to a port',
      raw`^https:\/\/a\.example`,
      { end: 'a port behind' },
      raw`^https:\/\/a\.example(?::\d+)?$`,
    ],
    [
      'every alternative',
      'a|^b|c$|^d$',
      { start: true, end: 'nothing behind' },
      '(?:^|[/.])a$|^b$|(?:^|[/.])c$|^d$',
    ],
    ['dots', raw`^(?:a.b)?.c\.d.*$`, { dots: true }, raw`^(?:a\.b)?\.c\.d.*$`],
    ['a dot at its start', '.a$', { dots: true }, raw`\.a$`],
    ['dots in groups', '^(a.b|(?:c.d))$', { dots: true }, raw`^(a\.b|(?:c\.d))$`],
    ['dots in groups that are repeated', '^(a.)+(?:b.){2}$', { dots: true }, raw`^(a\.)+(?:b\.){2}$`],
    ['dots in every alternative', '^a.b$|^c.d$', { dots: true }, raw`^a\.b$|^c\.d$`],
    ['no dot that is repeated', '^a.*b.+c.?d.{3}$', { dots: true }, undefined],
    ['no other set, class or character', raw`^\w\d\s[.]\.\W$`, { dots: true }, undefined],
    ['no dot that is looked for', '^(?=.a)b$', { dots: true }, undefined],
    [
      'dots, start and end at once',
      'a.b',
      { dots: true, start: true, end: 'nothing behind' },
      raw`(?:^|[/.])a\.b$`,
    ],
    ['an alternative that starts an origin', 'http://a|b$', { start: true }, '^http://a|(?:^|[/.])b$'],
    ['nothing that has an end', 'a$', { end: 'nothing behind' }, undefined],
    ['nothing, where an alternative is empty', 'a|', { end: 'nothing behind', start: true }, undefined],
    [
      'what only looks like an edge',
      raw`\^a\$`,
      { start: true, end: 'nothing behind' },
      raw`(?:^|[/.])\^a\$$`,
    ],
  ] as const)('is tighter by %s: %s', (_what, source, tightening, expected) => {
    expect(
      tightened({ source, flags: '' }, { dots: false, end: 'as it is', start: false, ...tightening }),
    ).toBe(expected);
  });

  test('is none where there is nothing to tighten', () => {
    for (const tightening of TIGHTENINGS) {
      expect(
        tightened({ source: raw`^https:\/\/app\.example\.com$`, flags: '' }, tightening),
      ).toBeUndefined();
      expect(tightened({ source: '(', flags: '' }, tightening)).toBeUndefined();
    }
  });
});
