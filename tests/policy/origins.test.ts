import { describe, expect, test } from 'vitest';
import { ATTACKER, isSerializedOrigin, sampleOrigin } from '../../src/policy/origins.js';

describe('an origin as browsers serialize it', () => {
  test.each([
    ATTACKER,
    'https://app.example.com',
    'http://localhost:3000',
    'https://app.example.com:8443',
    'http://[::1]:8080',
    'https://xn--mnchen-3ya.example',
  ])('%s', (text) => {
    expect(isSerializedOrigin(text)).toBe(true);
  });

  test.each([
    ['a path', 'https://app.example.com/'],
    ['a longer path', 'https://app.example.com/x'],
    ['a query', 'https://app.example.com?x'],
    ['capital letters', 'https://App.example.com'],
    ['a capital scheme', 'HTTPS://app.example.com'],
    ['the default port', 'https://app.example.com:443'],
    ['no scheme', 'app.example.com'],
    ['something before the scheme', 'x https://app.example.com'],
    ['another scheme', 'ftp://app.example.com'],
    ['a star', 'https://*.example.com'],
    ['a space at its end', 'https://app.example.com '],
    ['two of them', 'https://app.example.com https://b.example'],
    ['letters beyond ASCII', 'https://münchen.example'],
    ['a port that is none', 'https://app.example.com:99999'],
    ['no host', 'https://'],
    ['null', 'null'],
    ['nothing', ''],
  ])('not with %s', (_what, text) => {
    expect(isSerializedOrigin(text)).toBe(false);
  });
});

describe('what a variable holds where it is set', () => {
  test.each([
    ['CORS_ORIGIN', 'https://cors-origin.trusted.example.net'],
    ['frontendUrl2', 'https://frontendurl2.trusted.example.net'],
    ['A__B', 'https://a-b.trusted.example.net'],
    ['_ORIGIN_', 'https://origin.trusted.example.net'],
    ['$', 'https://variable.trusted.example.net'],
    ['A'.repeat(50), `https://${'a'.repeat(40)}.trusted.example.net`],
  ])('%s', (name, origin) => {
    expect(sampleOrigin(name)).toBe(origin);
    expect(isSerializedOrigin(origin)).toBe(true);
  });
});
