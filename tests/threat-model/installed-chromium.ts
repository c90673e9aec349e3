import { existsSync } from 'node:fs';

/** Where Debian, Ubuntu, Fedora and macOS put Chromium, and Chrome, which is as good. */
const USUAL = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The browser that the variable CHROMIUM names, else the first of the usual ones. Throws if there is none. */
export function installedChromium(
  named: string | undefined = process.env['CHROMIUM'],
  exists: (file: string) => boolean = existsSync,
): string {
  const found = (named ? [named] : USUAL).find(exists);
  if (found !== undefined) return found;
  throw new Error(
    named
      ? `CHROMIUM names '${named}', which does not exist.`
      : `No Chromium at ${USUAL.join(', ')}. Install it (Debian: apt-get install chromium), or name it in the variable CHROMIUM.`,
  );
}
