import { writeFileSync } from 'node:fs';
import { CATALOGUE, messageCatalogue } from './messages/catalogue.js';

// Writes docs/messages.md from the built plugin. The path is not a literal, so that type checks need no build.
const built = new URL('../dist/index.js', import.meta.url).href;
/** @type {unknown} */
const loaded = await import(built);
const { default: plugin } = /** @type {{ default: import('eslint').ESLint.Plugin }} */ (loaded);
writeFileSync(CATALOGUE, await messageCatalogue(plugin));
