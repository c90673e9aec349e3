import { describe, expect, test } from 'vitest';
import { insecureOrigins, lookAlikes, namedOrigins, usualOrigins } from '../../src/policy/look-alikes.js';

/** What is made of a text or a pattern, cut-off names marked with a leading tilde. */
const candidatesOf = (make: typeof lookAlikes, texts: readonly string[], sources: readonly string[] = []) =>
  make({ texts, patterns: sources.map((source) => ({ source, flags: '' })) }).map(
    ({ spelled, isCutOff = false }) => (isCutOff ? `~${spelled}` : spelled),
  );
const raw = String.raw;

describe('what resembles a text, the shortest first', () => {
  test.each<[string, string, string[]]>([
    [
      'an origin',
      'https://app.example.com',
      [
        '~https://app.example.c',
        '~https://app.example.co',
        '~https://pp.example.com',
        'https://appXexample.com',
        'https://app.exampleXcom',
        'https://ATTACKERapp.example.com',
        'https://ATTACKER.app.example.com',
        'https://app.example.com.ATTACKER.example',
      ],
    ],
    [
      'an origin over http',
      'http://shop.example',
      [
        '~http://shop.examp',
        '~http://shop.exampl',
        '~http://hop.example',
        'http://shopXexample',
        'http://ATTACKERshop.example',
        'http://ATTACKER.shop.example',
        'http://shop.example.ATTACKER.example',
      ],
    ],
    [
      'an origin with a port, which ends it',
      'https://a.example:8443',
      ['https://aXexample:8443', 'https://ATTACKERa.example:8443', 'https://ATTACKER.a.example:8443'],
    ],
    ['the machine itself', 'http://localhost', ['http://localhost.ATTACKER.example']],
    ['the machine itself and a port', 'http://localhost:3000', []],
    [
      'a host',
      'shop.example',
      [
        '~https://shop.examp',
        '~https://shop.exampl',
        '~https://hop.example',
        'https://shopXexample',
        'https://ATTACKERshop.example',
        'https://ATTACKER.shop.example',
        'https://shop.example.ATTACKER.example',
      ],
    ],
    [
      'names below a host',
      '.shop.example',
      [
        '~https://shop.examp',
        '~https://shop.exampl',
        '~https://hop.example',
        'https://shopXexample',
        'https://ATTACKER.shop.example',
        'https://shop.example.ATTACKER.example',
      ],
    ],
    [
      'names that end in a host',
      '-team.example',
      [
        '~https://team.examp',
        '~https://team.exampl',
        '~https://eam.example',
        'https://teamXexample',
        'https://ATTACKER-team.example',
        'https://ATTACKER.team.example',
        'https://team.example.ATTACKER.example',
      ],
    ],
    ['a top-level domain', '.com', ['https://ATTACKER.com', 'https://com.ATTACKER.example']],
    ['a word', 'staging', ['https://staging.ATTACKER.example']],
    ['a word with a hyphen behind it', 'my-app-', ['https://my-app-ATTACKER.example']],
    ['the start of an origin', 'https://app', ['https://app.ATTACKER.example']],
    [
      'the start of an origin, up to a dot',
      'https://app.',
      ['~https://ap', '~https://app', '~https://pp.', 'https://appX', 'https://app.ATTACKER.example'],
    ],
    ['a port', ':3000', ['https://ATTACKER.example:3000']],
    ['a word in capitals', 'GET', []],
    ['nothing', '', []],
  ])('%s: %s', (_what, text, expected) => {
    expect(candidatesOf(lookAlikes, [text])).toEqual(expected);
  });

  test.each<[string, string, string[]]>([
    [
      'a pattern without an end',
      raw`^https:\/\/a\.example`,
      ['https://ATTACKERa.example', 'https://ATTACKER.a.example', 'https://a.example.ATTACKER.example'],
    ],
    [
      'a pattern with a dot that was meant as one',
      raw`^https:\/\/a.example$`,
      [
        'https://aXexample',
        'https://ATTACKERa.example',
        'https://ATTACKER.a.example',
        'https://a.example.ATTACKER.example',
        'https://aXexample.ATTACKER.example',
      ],
    ],
    [
      'a pattern that leaves a label to anybody',
      raw`^https:\/\/[a-z]+\.example\.com$`,
      ['https://ATTACKER.example.com', 'https://ATTACKER.example.com.ATTACKER.example'],
    ],
    [
      'a pattern that leaves the start of a label to anybody',
      raw`^https:\/\/[a-z]+-app\.example\.com$`,
      [
        'https://ATTACKER.example.com',
        'https://ATTACKER-app.example.com',
        'https://ATTACKER-app.example.com.ATTACKER.example',
      ],
    ],
  ])('%s: %s', (_what, source, expected) => {
    expect(candidatesOf(lookAlikes, [], [source])).toEqual(expected);
  });

  test('what one test finds at the beginning and another at the end is filled in between', () => {
    const between = (...texts: string[]) =>
      candidatesOf(lookAlikes, texts).filter((spelled) => /[a-z-]ATTACKER/.test(spelled));
    expect(between('my-app', '.vercel.app')).toEqual(['https://my-appATTACKER.vercel.app']);
    expect(between('my-app', 'vercel.app')).toEqual(['https://my-appATTACKER.vercel.app']);
    expect(between('https://my-app', '-team.vercel.app')).toEqual(['https://my-appATTACKER-team.vercel.app']);
    expect(between('http://my-app', '.vercel.app:8080')).toEqual(['http://my-appATTACKER.vercel.app:8080']);
    expect(between('https://preview', '.app')).toEqual(['https://previewATTACKER.app']);
    expect(between('a', 'b', 'c', 'd', '.x.example')).toEqual(
      ['a', 'b', 'c'].map((word) => `https://${word}ATTACKER.x.example`),
    );
    expect(between('a', '.b.example', '.c.example', '.d.example', '.e.example')).toEqual(
      ['b', 'c', 'd'].map((word) => `https://aATTACKER.${word}.example`),
    );
    expect(between('preview', '.app', '.com')).toEqual([
      'https://previewATTACKER.app',
      'https://previewATTACKER.com',
    ]);
    expect(between('-preview', '.a.example')).toEqual([]);
    expect(between('my-app')).toEqual([]);
    expect(between('.vercel.app')).toEqual([]);
    expect(between('https://a.example', '.vercel.app')).toEqual([]);
  });
});

describe('origins that a check may be meant to admit', () => {
  test.each<[string, string[], string[]]>([
    [
      'an origin, with a port and below it',
      ['https://a.example'],
      ['https://a.example', 'https://a.example:5173', 'https://zone.a.example'],
    ],
    [
      'an origin with a port, and with another',
      ['http://a.example:8080'],
      ['http://a.example:8080', 'http://a.example:5173', 'http://zone.a.example:8080'],
    ],
    [
      'a host, over both schemes',
      ['a.example'],
      [
        'https://a.example',
        'https://a.example:5173',
        'https://zone.a.example',
        'http://a.example',
        'http://a.example:5173',
        'http://zone.a.example',
      ],
    ],
    [
      'a list in one text',
      ['https://a.example:8443;http://b:8080'],
      [
        'https://a.example:8443',
        'https://a.example:5173',
        'https://zone.a.example:8443',
        'http://b:8080',
        'http://b:5173',
        'http://zone.b:8080',
      ],
    ],
    ['none of a port alone', [':3000'], []],
    ['none of words in capitals', ['GET', 'Content-Type'], []],
    [
      'none of a default port, which browsers leave out',
      ['https://a.example:443'],
      ['https://a.example:5173'],
    ],
    [
      'each once',
      ['https://a.example', 'https://a.example'],
      ['https://a.example', 'https://a.example:5173', 'https://zone.a.example'],
    ],
  ])('%s: %s', (_what, texts, expected) => {
    expect(usualOrigins({ texts, patterns: [] })).toEqual(expected);
  });

  test('those that a pattern names, but for what a forgotten backslash lets in', () => {
    expect(
      usualOrigins({ texts: [], patterns: [{ source: raw`^https:\/\/a.example$`, flags: '' }] }),
    ).toEqual(['https://a.example', 'https://a.example:5173', 'https://zone.a.example']);
    expect(
      usualOrigins({
        texts: ['https://b.example'],
        patterns: [{ source: raw`^https?:\/\/a\.example$`, flags: '' }],
      }),
    ).toEqual(
      ['https://b', 'https://a', 'http://a'].flatMap((start) => [
        `${start}.example`,
        `${start}.example:5173`,
        `${start.replace('://', '://zone.')}.example`,
      ]),
    );
  });

  test('of the first twenty-four places', () => {
    const texts = Array.from({ length: 40 }, (_, index) => `https://a${index}.example`);
    expect(usualOrigins({ texts, patterns: [] })).toHaveLength(24 * 3);
  });
});

describe('places over http', () => {
  test.each<[string, string[], string[]]>([
    ['an origin', ['https://a.example'], ['http://a.example']],
    ['an origin with a port', ['https://a.example:8443'], ['http://a.example:8443']],
    ['a host', ['a.example'], ['http://a.example']],
    [
      'those first that are named so',
      ['https://a.example', 'http://b.example', 'c.example'],
      ['http://b.example', 'http://a.example', 'http://c.example'],
    ],
    ['each once', ['https://a.example', 'http://a.example'], ['http://a.example']],
    ['none without a dot', ['localhost', 'http://localhost', ':3000', 'word'], []],
    ['none with capitals', ['https://App.example'], []],
    [
      'six of many',
      [...'abcdefgh'].map((name) => `https://${name}.example`),
      [...'abcdef'].map((name) => `http://${name}.example`),
    ],
    ['every one of a list', ['a.example, b.example'], ['http://a.example', 'http://b.example']],
  ])('%s: %s', (_what, texts, expected) => {
    expect(candidatesOf(insecureOrigins, texts)).toEqual(expected);
  });

  test('that a pattern names', () => {
    expect(candidatesOf(insecureOrigins, ['https://b.example'], [raw`^https?:\/\/a\.example$`])).toEqual([
      'http://a.example',
      'http://b.example',
    ]);
  });
});

test('the origins that a program spells out are those of its texts, lists taken apart', () => {
  expect([
    ...namedOrigins({
      texts: [
        'https://a.example',
        'b.example',
        'http://c.example:81, https://d.example/',
        'https://E.example',
        'null',
      ],
      patterns: [{ source: '^https://f$', flags: '' }],
    }),
  ]).toEqual(['https://a.example', 'http://c.example:81']);
});
