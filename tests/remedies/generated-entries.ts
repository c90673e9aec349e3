import fc from 'fast-check';

const scheme = fc.constantFrom(
  ...['https://', 'http://', 'HTTPS://', '//', '', 'https:', 'https:///', 'wss://', 'ftp://', 'file://'],
  ...['capacitor://', 'chrome-extension://', 'Tauri://', 'javascript:', ' https://', '"https://'],
);
const user = fc.constantFrom('', '', '', 'user@', 'user:secret@', ':@');
const label = fc.constantFrom(
  'app',
  'App',
  'example',
  'com',
  'xn--bcher-kva',
  'bücher',
  '*',
  '127',
  '0',
  '1',
  'a_b',
  '',
);
const host = fc.oneof(
  { weight: 4, arbitrary: fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => labels.join('.')) },
  fc.constantFrom(
    'localhost',
    'Localhost',
    'app.localhost',
    'localhost.example',
    '127.0.0.1',
    '10.0.0.1',
    '[::1]',
    '*',
  ),
);
const port = fc.constantFrom('', '', '', ':443', ':80', ':3000', ':99999', ':*', ':');
const rest = fc.constantFrom(
  '',
  '',
  '',
  '/',
  '/login',
  '?a=1',
  '#top',
  '\\',
  ';',
  ' ',
  ' https://b.example',
  ';https://b.example',
);

/** Texts that look like an origin, or nearly so. */
const nearly = fc.tuple(scheme, user, host, port, rest).map((parts) => parts.join('').trim());

/** What a person, or a script, might put between the commas of an allow-list. */
export const entry: fc.Arbitrary<string> = fc
  .oneof(
    { weight: 8, arbitrary: nearly },
    fc.webUrl({ withQueryParameters: true }),
    { weight: 2, arbitrary: fc.webUrl().map((url) => new URL(url).origin) },
    fc.string(),
    fc.constantFrom('*', 'null', 'undefined', 'true', '[]', 'https://app.example.com'),
  )
  .filter((text) => !text.includes(',') && text.trim() === text && text !== '');
