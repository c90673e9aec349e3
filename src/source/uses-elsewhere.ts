import { basename, dirname, extname } from 'node:path';
import type { SourceFile, Variable } from './file.js';
import { listIn } from './list-in.js';
import { requiredModule } from './modules.js';
import { keyName, memberName, staticText, type Node } from './syntax.js';

/** What an importer has to spell; a computed name is none. */
const NAMED = /^[\w$]+$/;

/** Modules that pass a value on, one after the other. */
const MOST_STEPS = 20;

/**
 * The expressions by which other files use what `file` exports as `name`, its re-exports followed; undefined where the host knows
 * no other files, or not every use can be told and edited. The default export may have any name elsewhere, and is never followed.
 */
export function usesElsewhere(
  file: SourceFile,
  name: string,
): ReadonlyMap<SourceFile, readonly Node[]> | undefined {
  if (name === 'default' || !NAMED.test(name)) return undefined;
  const uses = new Map<SourceFile, Node[]>();
  const exporting = [file];
  for (const [index, from] of exporting.entries()) {
    if (index === MOST_STEPS) return undefined;
    const others = from.filesMentioning([name, stemOf(from.path)]);
    if (!others) return undefined;
    for (const { file: other, isEditable } of others) {
      if (other.path === from.path) continue;
      const found = new Importer(other, from.path, name).uses();
      if (!found || (!isEditable && (found.isPassedOn || found.expressions.length > 0))) return undefined;
      if (found.isPassedOn && !exporting.includes(other)) exporting.push(other);
      if (found.expressions.length > 0) listIn(uses, other).push(...found.expressions);
    }
  }
  return uses;
}

/** What imports have to spell of a path: the name of the file, or that of its folder. */
function stemOf(path: string): string {
  const stem = basename(path, extname(path));
  return stem === 'index' ? basename(dirname(path)) : stem;
}

/** Specifiers that are none of a package: relative, or short for a folder of the repository. */
const OF_THE_REPOSITORY = /^(?:[./#~]|@\/|\$lib\b)/;

/** Thrown where a use cannot be told. */
class Untold extends Error {}

/** How one file uses an export of another. */
class Importer {
  private readonly expressions: Node[] = [];
  private isPassedOn = false;
  /** The literals that are known to import. */
  private readonly specifiers = new Set<Node>();

  constructor(
    private readonly file: SourceFile,
    private readonly from: string,
    private readonly name: string,
  ) {}

  uses(): { readonly expressions: readonly Node[]; readonly isPassedOn: boolean } | undefined {
    try {
      this.readDeclarations();
      this.readCalls();
      for (const literal of this.file.nodesOfType('Literal'))
        if (!this.specifiers.has(literal) && this.isMeant(literal)) throw new Untold();
      return { expressions: this.expressions, isPassedOn: this.isPassedOn };
    } catch (error) {
      if (error instanceof Untold) return undefined;
      throw error;
    }
  }

  /** Whether a text is a specifier of the file. */
  private isMeant(literal: Node): boolean {
    const text = staticText(literal);
    return (
      text !== undefined && text.includes(stemOf(this.from)) && this.file.pathOfModule(text) === this.from
    );
  }

  private readDeclarations(): void {
    for (const node of this.file.program.body) {
      if (node.type === 'ImportDeclaration' && this.leadsHere(node.source)) {
        for (const specifier of node.specifiers) {
          const imported = specifier.type === 'ImportSpecifier' ? nameOf(specifier.imported) : undefined;
          if (imported === this.name) this.variable(specifier.local);
          else if (imported === undefined || imported === 'default') this.namespace(specifier.local);
        }
      } else if (node.type === 'ExportAllDeclaration' && this.leadsHere(node.source)) {
        if (node.exported) throw new Untold();
        this.isPassedOn = true;
      } else if (node.type === 'ExportNamedDeclaration' && node.source && this.leadsHere(node.source)) {
        for (const { local, exported } of node.specifiers)
          if (nameOf(local) === this.name) this.passOn(exported);
      }
    }
  }

  private leadsHere(source: Node): boolean {
    const text = staticText(source) ?? '';
    const path = this.file.pathOfModule(text);
    // What is no package and leads nowhere may lead here.
    if (path === undefined && OF_THE_REPOSITORY.test(text) && text.includes(stemOf(this.from)))
      throw new Untold();
    if (path !== this.from) return false;
    this.specifiers.add(source);
    return true;
  }

  /** `require` and `import()`. */
  private readCalls(): void {
    for (const node of [
      ...this.file.nodesOfType('CallExpression'),
      ...this.file.nodesOfType('ImportExpression'),
    ]) {
      const source = node.type === 'CallExpression' ? node.arguments[0] : node.source;
      if (requiredModule(this.file, node) === undefined || !source || !this.leadsHere(source)) continue;
      const parent = this.file.parentOf(node);
      this.whole(parent?.type === 'AwaitExpression' ? parent : node);
    }
  }

  /** What becomes of an expression that is the whole module. */
  private whole(module: Node): void {
    const parent = this.file.parentOf(module);
    if (parent?.type === 'MemberExpression' && parent.object === module) {
      this.member(parent);
    } else if (parent?.type === 'VariableDeclarator' && parent.id.type === 'ObjectPattern') {
      for (const property of parent.id.properties) {
        if (property.type !== 'Property') throw new Untold();
        const key = keyName(property);
        if (key === undefined) throw new Untold();
        if (key === this.name) this.variable(property.value);
      }
    } else if (parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier') {
      this.namespace(parent.id);
    } else {
      throw new Untold();
    }
  }

  private member(node: Node): void {
    const key = node.type === 'MemberExpression' ? memberName(node) : undefined;
    if (key === undefined) throw new Untold();
    if (key !== this.name) return;
    const parent = this.file.parentOf(node);
    if (parent?.type === 'VariableDeclarator' && parent.init === node) this.variable(parent.id);
    else this.expressions.push(node);
  }

  private namespace(name: Node): void {
    for (const use of this.readsOf(name)) {
      const parent = this.file.parentOf(use);
      if (parent?.type !== 'MemberExpression' || parent.object !== use) throw new Untold();
      this.member(parent);
    }
  }

  private variable(name: Node): void {
    for (const use of this.readsOf(name)) {
      const parent = this.file.parentOf(use);
      if (parent?.type === 'ExportSpecifier') this.passOn(parent.exported);
      else this.expressions.push(use);
    }
  }

  private passOn(exported: Node): void {
    if (nameOf(exported) !== this.name) throw new Untold();
    this.isPassedOn = true;
  }

  private readsOf(name: Node): Node[] {
    const variable: Variable | undefined =
      name.type === 'Identifier' ? this.file.variableOf(name) : undefined;
    const reads = variable?.references.filter(({ init }) => init !== true);
    if (!reads || reads.some((reference) => reference.isWrite())) throw new Untold();
    return reads.map(({ identifier }) => identifier);
  }
}

const nameOf = (node: Node): string | undefined =>
  node.type === 'Identifier' ? node.name : staticText(node);
