import { expect, test } from 'vitest';
import { entriesOf, entryMistake, entryMistakeInWords } from '../../src/policy/listed-origin.js';

test.each([
  'https://app.example.com',
  'https://app.example.com:8443',
  'http://localhost:5173',
  'http://127.0.0.1:5173',
  'http://[::1]:5173',
  'http://app.localhost',
  'https://xn--bcher-kva.example',
  'capacitor://localhost',
  'ionic://localhost',
  'tauri://localhost',
  'chrome-extension://abcdefghijklmnopabcdefghijklmnop',
  'moz-extension://6A5B1C3D-0000-4000-8000-000000000000',
])('%s is an origin, in production as well', (entry) => {
  expect(entryMistake(entry, true)).toBeUndefined();
});

test.each([
  ['*', undefined],
  ['null', undefined],
  ['https://*.example.com', undefined],
  ['https://app.example.com/', 'https://app.example.com'],
  ['https://app.example.com/login', 'https://app.example.com'],
  ['https://App.example.com', 'https://app.example.com'],
  ['https://app.example.com:443', 'https://app.example.com'],
  ['https://user:secret@app.example.com', 'https://app.example.com'],
  ['app.example.com', 'https://app.example.com'],
  ['localhost:3000', 'http://localhost:3000'],
  ['https://a.example https://b.example', 'https://a.example,https://b.example'],
  ['https://a.example;', 'https://a.example'],
  ['https://a.example b', undefined],
  ['https://bücher.example', 'https://xn--bcher-kva.example'],
  ['wss://app.example.com', undefined],
  ['file:///index.html', undefined],
  ['capacitor://localhost/', undefined],
  ['Capacitor://localhost', undefined],
  ['undefined', undefined],
  ['true', undefined],
  ['"https://app.example.com"', undefined],
  ['https://', undefined],
])('%s is none; meant is %s', (entry, meant) => {
  expect(entryMistake(entry)).toMatchObject({ entry, meant });
});

test.each([
  'http://app.example.com',
  'http://10.0.0.1:3000',
  'http://localhost.example',
  'http://notlocalhost',
])('%s is one, but not in production', (entry) => {
  expect(entryMistake(entry)).toBeUndefined();
  expect(entryMistake(entry, true)?.meant).toBe(entry.replace('http:', 'https:'));
});

test('what is wrong is a sentence about the variable', () => {
  const words = (entry: string): string | undefined => {
    const mistake = entryMistake(entry);
    return mistake && entryMistakeInWords('ORIGINS', mistake);
  };
  expect(words('*')).toBe("ORIGINS: '*' is no origin to admit, as it would admit every website.");
  expect(words('https://app.example.com/')).toBe(
    "ORIGINS: 'https://app.example.com/' is no origin to admit, as browsers write scheme, host and port, and nothing else. Did you mean 'https://app.example.com'?",
  );
});

test('a list is cut at commas', () => {
  expect(entriesOf(' https://a.example,,https://b.example ,')).toEqual([
    'https://a.example',
    'https://b.example',
  ]);
  expect(entriesOf('')).toEqual([]);
});
