import type { SourceFile } from '../source/file.js';
import type { Site } from '../middleware/middleware.js';
import { admits } from '../policy/answer.js';
import { isSerializedOrigin, sampleOrigin } from '../policy/origins.js';
import { simulate, type Replacements } from './simulate.js';
import { environmentNames } from './judge.js';

/** Whether a page on `origin` may read the site's answers when every variable is set. */
export function isAdmitted(
  file: SourceFile,
  site: Site,
  origin: string,
  replacements?: Replacements,
): boolean {
  const outcome = simulate(
    file,
    site,
    { request: { origin, kind: 'actual', method: 'GET' }, environment: { kind: 'all set' } },
    { rank: (answer) => (admits(origin, answer) ? 1 : 0), ...(replacements && { replacements }) },
  );
  return admits(origin, outcome.answer);
}

/** The variables whose value a closed site admits: they hold allowed origins. */
export function originVariables(file: SourceFile, site: Site): string[] {
  return environmentNames(file, site).filter((name) => isAdmitted(file, site, sampleOrigin(name)));
}

/** Whether the site, with `replacements`, admits some origin that the file spells out or reads from the environment. */
export function admitsSomebodyTrusted(file: SourceFile, site: Site, replacements?: Replacements): boolean {
  const samples = environmentNames(file, site, replacements).map((name) => sampleOrigin(name));
  return [...originLiterals(file), ...samples].some((origin) => isAdmitted(file, site, origin, replacements));
}

function originLiterals(file: SourceFile): string[] {
  const origins = new Set<string>();
  for (const node of file.nodes) {
    if (node.type === 'Literal' && typeof node.value === 'string' && isSerializedOrigin(node.value))
      origins.add(node.value);
    if (node.type === 'Literal' && typeof node.value === 'string' && node.value.includes(',')) {
      for (const part of node.value.split(',')) if (isSerializedOrigin(part.trim())) origins.add(part.trim());
    }
  }
  return [...origins].slice(0, 20);
}
