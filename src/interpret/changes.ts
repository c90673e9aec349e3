import { ancestorsOf, type SourceFile } from '../source/file.js';
import { isFunctionNode, isStatement, type Node } from '../source/syntax.js';
import type { Name } from './given-names.js';
import { useOf, type Alias, type Use } from './uses.js';

/** The expression that may change the object an identifier stands for, if its place in the source is part of one. */
export function changeThrough(file: SourceFile, identifier: Node): Node | undefined {
  const { change, handedTo, aliases } = useOf(file, identifier);
  return change ?? handedTo ?? aliases.find((alias) => isChanged(file, alias))?.place;
}

const isChanged = (file: SourceFile, { name, isSame }: Alias): boolean =>
  CHANGED.isTrueOf(file, name) || (isSame && HANDED_OUT.isTrueOf(file, name));

/** A property that a name has where one of its mentions has it, or a further name for the same. */
class Spreading {
  private readonly known = new WeakMap<Name, boolean>();

  constructor(
    private readonly isAt: (use: Use) => boolean,
    private readonly spreadsFrom: (alias: Alias) => boolean,
  ) {}

  isTrueOf(file: SourceFile, name: Name): boolean {
    const known = this.known.get(name);
    if (known !== undefined) return known;
    /** The names that were found, each with the one it was found from. */
    const found = new Map<Name, Name | undefined>([[name, undefined]]);
    // Grows while it is walked.
    for (const each of found.keys()) {
      for (const { identifier } of each.references) {
        const use = useOf(file, identifier);
        const aliases = use.aliases.filter(this.spreadsFrom);
        if (this.isAt(use) || aliases.some((alias) => this.known.get(alias.name))) {
          for (let at: typeof name | undefined = each; at; at = found.get(at)) this.known.set(at, true);
          return true;
        }
        for (const alias of aliases) if (!found.has(alias.name)) found.set(alias.name, each);
      }
    }
    for (const each of found.keys()) this.known.set(each, false);
    return false;
  }
}

const CHANGED = new Spreading(
  ({ change }) => change !== undefined,
  () => true,
);
const HANDED_OUT = new Spreading(
  ({ handedTo }) => handedTo !== undefined,
  ({ isSame }) => isSame,
);

/** The whole expression around `node` in its statement, or in the function whose result it is. */
export function wholeExpression(file: SourceFile, node: Node): Node {
  let inner = node;
  for (const parent of ancestorsOf(file, node)) {
    if (isStatement(parent) || isFunctionNode(parent)) return inner;
    inner = parent;
  }
  return inner;
}
