import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { corsParts } from './cors-parts.js';
import { randomNumbers } from './random-numbers.js';
import { usualParts } from './usual-parts.js';

/**
 * Writes the sources of a large back end: half JavaScript, half TypeScript, mostly 1 to 8 kB, the same bytes each time.
 *
 * @param {string} folder
 * @param {{ files: number, filesAboutCors: number }} size `filesAboutCors` of the files configure CORS, evenly spread
 * @returns {Promise<number>} how many bytes it wrote
 */
export async function writeSourceTree(folder, { files, filesAboutCors }) {
  const random = randomNumbers(1);
  const step = Math.floor(files / filesAboutCors);
  let bytes = 0;
  for (let index = 0; index < files; index++) {
    const group = Math.floor(index / step);
    // One file of each group, in JavaScript and TypeScript by turns.
    const part = index % step === group % 2 ? corsParts[group % corsParts.length] : undefined;
    const extension = index % 2 === 0 ? 'js' : 'ts';
    const text = sourceText(random, extension === 'ts', part?.(extension === 'ts'));
    const directory = path.join(folder, 'src', `module-${Math.floor(index / 40)}`);
    await mkdir(directory, { recursive: true });
    await writeFile(path.join(directory, `file-${index}.${extension}`), text);
    bytes += Buffer.byteLength(text);
  }
  await writeFile(
    path.join(folder, 'package.json'),
    '{ "private": true, "type": "module", "dependencies": { "cors": "^2.8.6", "express": "^5.3.0" } }\n',
  );
  return bytes;
}

/**
 * @param {(below: number) => number} random
 * @param {boolean} isTypeScript
 * @param {{ imports: string, body: string } | undefined} corsPart
 */
function sourceText(random, isTypeScript, corsPart) {
  const parts = Array.from({ length: 1 + random(10) }, (_, index) => {
    const part = usualParts[random(usualParts.length)];
    return part?.(random, isTypeScript, index) ?? '';
  });
  const imports = [
    "import path from 'node:path';",
    "import express from 'express';",
    corsPart?.imports ?? '',
  ];
  const body = [...imports, '', 'export const app = express();', '', corsPart?.body ?? '', ...parts];
  return `${body.join('\n')}\nexport const location = path.join('src', 'modules');\n`;
}
