import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The file of a package that lists the variables it needs. */
export interface EnvExample {
  /** Absolute. */
  readonly path: string;
  /** Undefined where there is none yet. */
  readonly text: string | undefined;
}

/** `.env.example` of a package, or of the working directory where the package has none. */
export function envExampleOf(folder: string, cwd: string): EnvExample {
  const own = join(folder, NAME);
  const path = [own, join(cwd, NAME)].find((candidate) => existsSync(candidate)) ?? own;
  return { path, text: existsSync(path) ? readFileSync(path, 'utf8') : undefined };
}

const NAME = '.env.example';

/** A variable that a file of variables sets. */
interface Assignment {
  /** Without quotes and comments. */
  readonly value: string;
  /** Where the value ends, before a closing quote and a comment. */
  readonly end: number;
}

/** A line of such a file, as dotenv reads it, with its value on one line: quoted in one of two ways, or bare. */
const LINE =
  /^[\t ]*(?:export[\t ]+)?([\w.-]+)[\t ]*=(?:[\t ]*"([^"\r\n]*)"|[\t ]*'([^'\r\n]*)'|[\t ]*([^#\r\n\t ][^#\r\n]*?)|())[\t ]*(?:#.*)?$/dgm;

/** The variables that a file such as `.env.example` sets, by name. */
export function assignedIn(text: string): ReadonlyMap<string, Assignment> {
  const found = new Map<string, Assignment>();
  for (const { 1: name = '', indices } of text.matchAll(LINE)) {
    const [start, end] = [2, 3, 4, 5]
      .map((group) => indices?.[group])
      .find((range) => range !== undefined) ?? [0, 0];
    found.set(name, { value: text.slice(start, end), end });
  }
  return found;
}

/**
 * The text of `.env.example` with a variable that lists `origins`, at least: what it lists already stays, and so does
 * everything else.
 */
export function withVariable(text: string, name: string, origins: readonly string[]): string {
  const assignment = assignedIn(text).get(name);
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  if (!assignment) {
    const start = text === '' || text.endsWith('\n') ? '' : lineBreak;
    const end = text === '' || text.endsWith('\n') ? lineBreak : '';
    const lines = [
      '# Origins whose pages may read responses, separated by commas',
      `${name}=${origins.join(',')}`,
    ];
    return `${text}${start}${lines.join(lineBreak)}${end}`;
  }
  const { value, end } = assignment;
  const listed = value.split(',').map((entry) => entry.trim());
  const missing = origins.filter((origin) => !listed.includes(origin));
  if (missing.length === 0) return text;
  const joined = `${value.trim() === '' || value.trim().endsWith(',') ? '' : ','}${missing.join(',')}`;
  return `${text.slice(0, end)}${joined}${text.slice(end)}`;
}
