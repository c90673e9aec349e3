import { expect, it } from 'vitest';
import { installedChromium } from './installed-chromium.js';

it('is the browser that the variable names', () => {
  expect(installedChromium('/opt/chromium', () => true)).toBe('/opt/chromium');
});

it('is the first of the usual ones that is there', () => {
  expect(installedChromium('', (file) => file.endsWith('chrome'))).toBe('/usr/bin/google-chrome');
});

it('is missed with what to do about it', () => {
  expect(() => installedChromium(undefined, () => false)).toThrow(
    /^No Chromium at \/usr\/bin\/chromium, .*apt-get install chromium.*CHROMIUM\.$/,
  );
  expect(() => installedChromium('/opt/chromium', () => false)).toThrow(
    "CHROMIUM names '/opt/chromium', which does not exist.",
  );
});
