import { expect, test } from 'vitest';
import { misspelledOrigin, namedBy } from '../../src/policy/misspelled-origin.js';

test.each([
  ['*', 'asterisk alone', ['https://zone.example']],
  ['https://app.example.com/', 'trailing slash', ['https://app.example.com']],
  ['https://App.Example.com:443/', 'trailing slash', ['https://app.example.com']],
  ['https://app.example.com/login', 'path', ['https://app.example.com']],
  ['https://app.example.com?a=1', 'path', ['https://app.example.com']],
  ['https://user@app.example.com', 'user name', ['https://app.example.com']],
  ['HTTPS://app.example.com', 'letter case', ['https://app.example.com']],
  ['https://app.example.com:443', 'default port', ['https://app.example.com']],
  ['http://localhost:80', 'default port', ['http://localhost']],
  ['https://bücher.example', 'another spelling', ['https://xn--bcher-kva.example']],
  ['app.example.com', 'no scheme', ['https://app.example.com']],
  ['//app.example.com', 'no scheme', ['https://app.example.com']],
  ['localhost', 'no scheme', ['http://localhost']],
  ['localhost:3000', 'no scheme', ['http://localhost:3000']],
  ['https://*.example.com', 'asterisk', ['https://zone.example.com']],
  ['*.example.com', 'asterisk', ['https://zone.example.com']],
  ['http://localhost:*', 'asterisk', ['http://localhost:5173']],
  [
    'https://a.example.com, https://b.example.com',
    'several in one',
    ['https://a.example.com', 'https://b.example.com'],
  ],
])('%s: %s', (text, misspelling, meant) => {
  expect(misspelledOrigin(text)).toEqual({ text, misspelling, meant });
});

test.each([
  'https://app.example.com',
  'https://app.example.com:8443',
  'http://localhost:3000',
  'http://127.0.0.1:5173',
  'http://[::1]:5173',
  'capacitor://localhost',
  'ionic://localhost',
  'tauri://localhost',
  'chrome-extension://abcdefghijklmnopabcdefghijklmnop',
  'null',
  '',
  'GET, POST',
  'a sentence with words',
  'text/*',
])('%s: nothing to say', (text) => {
  expect(misspelledOrigin(text)).toBeUndefined();
});

test('a host without a scheme names an origin of either scheme', () => {
  const entry = misspelledOrigin('app.example.com');
  expect.assert(entry !== undefined);
  expect(namedBy(entry)).toEqual(['https://app.example.com', 'http://app.example.com']);
});
