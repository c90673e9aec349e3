import { basename } from 'node:path';
import type { SourceFile } from '../source/file.js';
import { keyName, unwrapped, type Node } from '../source/syntax.js';
import { declarationsIn, isConsumed, type Declaration } from './declared-options.js';
import { jointReadings } from './joint-readings.js';
import type { Middleware, Site } from './middleware.js';
import type { OptionsConsumer } from './option-calls.js';
import { declaredSite, optionsMiddleware, type OptionsLibrary } from './options-library.js';
import { isOfType } from './typed-options.js';

/** Packages that read such an object in a way we do not model: with one of them around nobody can tell what it means. */
const UNMODELLED: readonly string[] = ['@adonisjs/cors', 'koa2-cors', 'nitropack'];

/**
 * Options objects that say only by their name, or by that of their file, what they are for: `export const corsOptions`. They
 * are read by the libraries in the nearest package.json, or by any if it names none, and count only if each of those
 * would let the attacker in.
 *
 * @param frameworks what else takes such objects: one that is given to them in this file, or has a type of theirs, is no
 * concern of this middleware.
 */
export function untypedOptions(
  libraries: readonly OptionsLibrary[],
  frameworks: readonly OptionsConsumer[],
): Middleware {
  const consumers = [...libraries, ...frameworks];
  const triggers = [...new Set(libraries.flatMap((library) => library.triggers))];
  return {
    name: 'exported options',
    packages: [],
    triggers,
    find: (file) => {
      const calls = consumers.flatMap((consumer) => consumer.calls(file));
      const types = consumers.flatMap((consumer) => consumer.types);
      const declarations = declarationsIn(file).filter(
        (declaration) =>
          declaration.isExported && saysCors(file, declaration) && !isOfType(file, declaration, types),
      );
      if (declarations.length === 0) return [];
      const readers = readersAround(file, libraries);
      return declarations
        .filter(({ value }) => looksLikeOptions(value, readers))
        .filter((declaration) => !isConsumed(file, declaration, calls))
        .flatMap(({ value }) => siteReadBy(file, readers, value) ?? []);
    },
  };
}

/** The libraries that an options object of the file may be for; none where one of them is not modelled. */
function readersAround(file: SourceFile, libraries: readonly OptionsLibrary[]): readonly OptionsLibrary[] {
  const { declared } = file.packages;
  const usual = libraries.filter(({ refusesOthers }) => !refusesOthers);
  if (!declared) return usual;
  if (UNMODELLED.some((name) => declared.has(name))) return [];
  const around = libraries.filter(({ packages, integrations }) =>
    [...packages, ...integrations].some((name) => declared.has(name)),
  );
  return around.length > 0 ? around : usual;
}

const siteReadBy = (file: SourceFile, readers: readonly OptionsLibrary[], value: Node): Site | undefined =>
  jointReadings(
    readers.map((library) => declaredSite(file, library, optionsMiddleware(library), value)),
    'which library reads these options is not said; a type would say it',
  );

const isCorsFile = (file: SourceFile): boolean => /cors/i.test(basename(file.path));

function saysCors(file: SourceFile, { name, holder, value }: Declaration): boolean {
  if (/cors/i.test(name ?? '')) return true;
  // In `config/cors.js` any exported object with an `origin` is meant, and whatever is the main export.
  return isCorsFile(file) && (holder.type !== 'VariableDeclarator' || hasKey(value, 'origin'));
}

function keysOf(node: Node): (string | undefined)[] {
  const object = unwrapped(node);
  if (object.type !== 'ObjectExpression') return [];
  return object.properties.map((property) => (property.type === 'Property' ? keyName(property) : undefined));
}

const hasKey = (node: Node, name: string): boolean => keysOf(node).includes(name);

function looksLikeOptions(node: Node, readers: readonly OptionsLibrary[]): boolean {
  const keys = keysOf(node);
  return (
    keys.includes('origin') ||
    (keys.length > 0 &&
      readers.some(({ options }) => keys.every((key) => key === undefined || options.includes(key))) &&
      keys.some((key) => key !== undefined))
  );
}
