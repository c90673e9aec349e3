import { expect, test } from 'vitest';
import { misspelledOrigin, misspellingInWords, namedBy } from '../../src/policy/misspelled-origin.js';

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
  ['https://*', 'asterisk', ['https://zone']],
  ['HTTP://*.Example.com:8080/', 'asterisk', ['http://zone.example.com:8080']],
  ['app-*.example.com', 'asterisk', ['https://app-zone.example.com']],
  ['*.*.example.com', 'asterisk', ['https://zone.zone.example.com']],
  ['https://app.example.com#a', 'path', ['https://app.example.com']],
  ['https://:secret@app.example.com', 'user name', ['https://app.example.com']],
  ['https://user@app.example.com/login', 'user name', ['https://app.example.com']],
  ['Localhost:3000', 'no scheme', ['http://localhost:3000']],
  ['127.0.0.1', 'no scheme', ['http://127.0.0.1']],
  ['127.0.0.1:5173/', 'no scheme', ['http://127.0.0.1:5173']],
  ['192.168.0.1', 'no scheme', ['https://192.168.0.1']],
  ['localhost.example', 'no scheme', ['https://localhost.example']],
  ['App.Example.com', 'no scheme', ['https://app.example.com']],
  ['https:///app.example.com', 'another spelling', ['https://app.example.com']],
  ['https://a.example https://b.example', 'several in one', ['https://a.example', 'https://b.example']],
  [' ,https://a.example;\nhttps://b.example;', 'several in one', ['https://a.example', 'https://b.example']],
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
  'https://app\\.example\\.com',
  ' ',
  ',',
  'https://',
  'https://a b',
  'see https://app.example.com/',
  'x:https://app.example.com/',
  'xhttps://app.example.com/',
  'ftp://app.example.com/',
  'https:app.example.com',
  'app.example.com:443000',
  'app.example.com:99999',
  'app.example.com/path',
  'localhosts',
  'word',
  '/login',
  'https://app.example.com/, b.example',
  'https://*.example.com/path',
  'ftp://*.example.com',
  '**',
  'https://app.example.com:*x',
  'https://app.example.com:99999',
  `https://${'a'.repeat(2_000)}.example/`,
])('%s: nothing to say', (text) => {
  expect(misspelledOrigin(text)).toBeUndefined();
});

test('a host without a scheme names an origin of either scheme', () => {
  const entry = misspelledOrigin('app.example.com');
  expect.assert(entry !== undefined);
  expect(namedBy(entry)).toEqual(['https://app.example.com', 'http://app.example.com']);
});

test('an origin with a slash names an origin of its scheme alone', () => {
  const entry = misspelledOrigin('http://app.example.com/');
  expect.assert(entry !== undefined);
  expect(namedBy(entry)).toEqual(['http://app.example.com']);
});

test.each([
  ['*', "it is compared as it is written, and no page has the origin '*'"],
  [
    'https://*.example.com',
    "it is compared as it is written, asterisk and all, so a page on 'https://zone.example.com' is refused",
  ],
  [
    'https://a.example.com,https://b.example.com',
    "it is compared as one text, so a page on 'https://a.example.com' is refused",
  ],
  [
    'https://user@app.example.com',
    "no origin has a user name, so a page on 'https://app.example.com' is refused",
  ],
  [
    'https://app.example.com/login',
    "no origin has a path, so a page on 'https://app.example.com' is refused",
  ],
  [
    'https://app.example.com/',
    "no origin ends with a slash, so a page on 'https://app.example.com' is refused",
  ],
  [
    'https://app.example.com:443',
    "browsers leave out the default port, so a page on 'https://app.example.com' is refused",
  ],
  [
    'https://App.example.com',
    "browsers write scheme and host in lower case, so a page on 'https://app.example.com' is refused",
  ],
  [
    'app.example.com',
    "every origin begins with its scheme, so a page on 'https://app.example.com' is refused",
  ],
  [
    'https://bücher.example',
    "browsers do not write 'https://bücher.example', so a page on 'https://xn--bcher-kva.example' is refused",
  ],
])('%s in words: %s', (text, words) => {
  const entry = misspelledOrigin(text);
  expect.assert(entry !== undefined);
  expect(misspellingInWords(entry)).toBe(words);
});
