import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../repository/root.js';

/** What a person gets for a report: an edit that is made by itself, one that is offered, or none. */
export type RemedyKind = 'fix' | 'suggestion' | 'needs you';

declare module 'vitest' {
  /** What a test tells the table of what is supported (scripts/support-reporter.ts). */
  interface TaskMeta {
    /** The packages it ran, each with the version that lies in node_modules. */
    packages?: readonly string[];
    /** What the findings of its program got. */
    remedies?: readonly RemedyKind[];
  }
}

/** A test that is running, as its function is given it. */
export interface Running {
  readonly task: { readonly meta: { packages?: readonly string[]; remedies?: readonly RemedyKind[] } };
}

const LOADED = /(?:^(?:import(?! type\b)|export)\b[^'"]*?|\b(?:require|import)\(\s*)['"]([^'"]+)['"]/gm;

/** Notes the packages that a program loads by itself: it is the text that is run, with the names they have here. */
export function noteRun({ task }: Running, text: string): void {
  const packages = [...text.matchAll(LOADED)].flatMap(([, specifier = '']) => installed(specifier) ?? []);
  task.meta.packages = [...new Set([...(task.meta.packages ?? []), ...packages])];
}

const versions = new Map<string, string | undefined>();

/** `name version` of the package in node_modules that a specifier is of; undefined where there is none. */
function installed(specifier: string): string | undefined {
  const [name = ''] = /^(?:@[^/]+\/)?[^/]+/.exec(specifier) ?? [];
  if (!versions.has(name)) versions.set(name, readVersion(name));
  return versions.get(name);
}

function readVersion(name: string): string | undefined {
  if (/^(?:\.|node:|$)/.test(name)) return undefined;
  try {
    const manifest = readFileSync(path.join(root, 'node_modules', name, 'package.json'), 'utf8');
    const { name: own, version } = JSON.parse(manifest) as { name: string; version: string };
    return `${own} ${version}`;
  } catch {
    // A module of Node.js under its short name, or a file that a test puts beside its program.
    return undefined;
  }
}
