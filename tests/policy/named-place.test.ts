import { describe, expect, test } from 'vitest';
import { namedPlace, partsOf } from '../../src/policy/named-place.js';

describe('a text names', () => {
  test.each([
    ['an origin', 'https://app.example.com', { scheme: 'https', host: 'app.example.com' }],
    [
      'an origin without a certificate',
      'http://app.example.com',
      { scheme: 'http', host: 'app.example.com' },
    ],
    ['an origin with a port', 'http://localhost:3000', { scheme: 'http', host: 'localhost', port: '3000' }],
    ['a place of either scheme', '//app.example.com/', { host: 'app.example.com' }],
    ['a host', 'app.example.com', { host: 'app.example.com' }],
    ['a host, whatever follows it', 'https://a.example/b?c#d', { scheme: 'https', host: 'a.example' }],
    ['names below a host', '.example.com', { host: 'example.com', joint: '.' }],
    [
      'names below a host, by an asterisk',
      'https://*.example.com',
      {
        scheme: 'https',
        host: 'example.com',
        joint: '.',
      },
    ],
    ['names that end in a host', '-team.example.com', { host: 'team.example.com', joint: '-' }],
    ['the start of an origin', 'https://app', { scheme: 'https', host: 'app' }],
    ['the start of an origin, up to a dot', 'https://app.', { scheme: 'https', host: 'app.' }],
    ['a word', 'example', { host: 'example' }],
    ['a port', ':3000', { host: '', port: '3000' }],
    ['a long host', 'a'.repeat(200), { host: 'a'.repeat(200) }],
  ])('%s: %s', (_what, text, place) => {
    expect(namedPlace(text)).toEqual({ scheme: undefined, port: undefined, joint: '', ...place });
  });

  test.each([
    ['nothing', ''],
    ['a scheme alone', 'https://'],
    ['a path', '/login'],
    ['another scheme', 'ftp://app.example.com'],
    ['words', 'two words'],
    ['a port that is none', ':http'],
    ['a pattern', '^https://a'],
    ['what is too long for a host', 'a'.repeat(201)],
  ])('no place with %s: %s', (_what, text) => {
    expect(namedPlace(text)).toBeUndefined();
  });
});

describe('the parts of a text', () => {
  test.each([
    ['one', 'https://a.example', ['https://a.example']],
    ['between commas', 'a.example,b.example', ['a.example', 'b.example']],
    ['between semicolons', 'a.example;b.example', ['a.example', 'b.example']],
    ['between bars', 'a.example|b.example', ['a.example', 'b.example']],
    ['between white space', 'a.example b.example\nc.example', ['a.example', 'b.example', 'c.example']],
    ['between several of these', ' a.example, b.example ;', ['a.example', 'b.example']],
    ['none', '', []],
    ['none but separators', ' , ; ', []],
    ['of a long text', 'a '.repeat(2_000), Array.from({ length: 2_000 }, () => 'a')],
    ['of a text that is no list of places any more', `${'a '.repeat(2_000)}a`, []],
  ])('%s', (_what, text, parts) => {
    expect(partsOf(text)).toEqual(parts);
  });
});
