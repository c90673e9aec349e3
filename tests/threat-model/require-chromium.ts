import { installedChromium } from './installed-chromium.js';

/** Ends the run before any test where there is no browser to try anything in, and says no more than that. */
export default function requireChromium(): void {
  try {
    installedChromium();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
