import type { TSESTree } from '@typescript-eslint/utils';
import { basename } from 'node:path';
import type { SourceFile } from '../source/file.js';
import { importedBinding } from '../source/modules.js';
import { nearestDependencies } from '../source/package-manifest.js';
import { keyName, memberName, unwrapped, walk, type Node } from '../source/syntax.js';

/** What is looked for: options objects of one library that no call in the same file consumes. */
interface Wanted {
  readonly module: string;
  readonly typeName: string;
  readonly options: readonly string[];
  readonly consumers: readonly TSESTree.CallExpression[];
}

/** Packages that give the same options object another meaning. With one of them around, an untyped object is ambiguous. */
const OTHER_LIBRARIES = [
  '@adonisjs/cors',
  '@elysiajs/cors',
  '@fastify/cors',
  '@hapi/hapi',
  '@koa/cors',
  '@middy/http-cors',
  '@nestjs/platform-fastify',
  '@tinyhttp/cors',
  'fastify-cors',
  'h3',
  'hono',
  'itty-router',
  'kcors',
  'koa2-cors',
  'micro-cors',
  'nitropack',
  'restify-cors-middleware2',
];

/**
 * The initialisers of options objects declared in `file` for use elsewhere: annotated with the library's type, exported
 * under a name that says CORS, or the main export of a file that does. Objects whose library is only guessed count
 * when they look like its options and the nearest package.json names no library that would read them differently.
 */
export function declaredOptions(file: SourceFile, wanted: Wanted): Node[] {
  const found: Node[] = [];
  for (const node of file.nodes) {
    const candidate = candidateIn(file, node, wanted);
    if (!candidate || found.includes(candidate.value) || isConsumed(file, node, candidate.value, wanted))
      continue;
    if (candidate.isTyped || (looksLikeOptions(candidate.value, wanted) && !isAmbiguous(file)))
      found.push(candidate.value);
  }
  return found;
}

interface Candidate {
  readonly value: Node;
  readonly isTyped: boolean;
}

function candidateIn(file: SourceFile, node: Node, wanted: Wanted): Candidate | undefined {
  if (node.type === 'VariableDeclarator' && node.init && node.id.type === 'Identifier') {
    if (!isOptionsLiteral(node.init)) return undefined;
    const isTyped =
      isTypedAs(file, node.id.typeAnnotation?.typeAnnotation, wanted) ||
      isAssertedAs(file, node.init, wanted) ||
      hasJsDocType(file, node, wanted);
    if (isTyped) return { value: node.init, isTyped };
    return isExported(file, node) && saysCors(file, node.id.name, node)
      ? { value: node.init, isTyped }
      : undefined;
  }
  if (node.type === 'ExportDefaultDeclaration' || node.type === 'TSExportAssignment') {
    const value = node.type === 'ExportDefaultDeclaration' ? node.declaration : node.expression;
    return exportedValue(file, value, wanted);
  }
  if (node.type === 'AssignmentExpression' && isModuleExports(file, node.left)) {
    const name = node.left.type === 'MemberExpression' ? memberName(node.left) : undefined;
    const isNamed = /cors/i.test(name ?? '') && isOptionsLiteral(node.right);
    return isNamed ? { value: node.right, isTyped: false } : exportedValue(file, node.right, wanted);
  }
  return undefined;
}

function exportedValue(file: SourceFile, value: Node, wanted: Wanted): Candidate | undefined {
  if (!isOptionsLiteral(value)) return undefined;
  if (isAssertedAs(file, value, wanted)) return { value, isTyped: true };
  return isCorsFile(file) ? { value, isTyped: false } : undefined;
}

const isOptionsLiteral = (node: Node): boolean => unwrapped(node).type === 'ObjectExpression';

function isTypedAs(file: SourceFile, type: Node | undefined, wanted: Wanted): boolean {
  if (type?.type !== 'TSTypeReference') return false;
  const { typeName } = type;
  if (typeName.type === 'TSQualifiedName') {
    return (
      typeName.right.name === wanted.typeName &&
      importedBinding(file, typeName.left)?.module === wanted.module
    );
  }
  const binding = typeName.type === 'Identifier' ? importedBinding(file, typeName) : undefined;
  return binding?.module === wanted.module && binding.name === wanted.typeName;
}

function isAssertedAs(file: SourceFile, node: Node, wanted: Wanted): boolean {
  return (
    (node.type === 'TSSatisfiesExpression' || node.type === 'TSAsExpression') &&
    isTypedAs(file, node.typeAnnotation, wanted)
  );
}

/** `/** @type {import('cors').CorsOptions} *\/` right before the declaration. */
function hasJsDocType(file: SourceFile, declarator: Node, wanted: Wanted): boolean {
  const declaration = file.parentOf(declarator);
  const statement =
    declaration && file.parentOf(declaration)?.type === 'ExportNamedDeclaration'
      ? file.parentOf(declaration)
      : declaration;
  if (!statement) return false;
  const before = file.text.slice(0, statement.range[0]).trimEnd();
  if (!before.endsWith('*/')) return false;
  const comment = before.slice(before.lastIndexOf('/**'));
  return new RegExp(`@type\\s*\\{\\s*import\\(['"]${wanted.module}['"]\\)\\.${wanted.typeName}\\s*\\}`).test(
    comment,
  );
}

function isExported(file: SourceFile, declarator: TSESTree.VariableDeclarator): boolean {
  const declaration = file.parentOf(declarator);
  if (declaration && file.parentOf(declaration)?.type === 'ExportNamedDeclaration') return true;
  if (declarator.id.type !== 'Identifier') return false;
  const variable = file.variableOf(declarator.id);
  return (variable?.references ?? []).some((reference) => {
    let node: Node = reference.identifier;
    let parent = file.parentOf(node);
    // `module.exports = { corsOptions }` and `export { corsOptions }`.
    if (parent?.type === 'Property' && parent.value === node) {
      node = file.parentOf(parent) ?? node;
      parent = file.parentOf(node);
    }
    if (
      parent?.type === 'ExportSpecifier' ||
      parent?.type === 'ExportDefaultDeclaration' ||
      parent?.type === 'TSExportAssignment'
    )
      return true;
    return (
      parent?.type === 'AssignmentExpression' && parent.right === node && isModuleExports(file, parent.left)
    );
  });
}

function isModuleExports(file: SourceFile, target: Node): boolean {
  if (target.type !== 'MemberExpression') return false;
  const { object } = target;
  if (object.type === 'MemberExpression') return isModuleExports(file, object);
  if (object.type !== 'Identifier' || file.variableOf(object)) return false;
  return object.name === 'exports' || (object.name === 'module' && memberName(target) === 'exports');
}

const isCorsFile = (file: SourceFile): boolean => /cors/i.test(basename(file.path));

function saysCors(file: SourceFile, name: string, declarator: Node): boolean {
  if (/cors/i.test(name)) return true;
  if (!isCorsFile(file)) return false;
  // In `config/cors.js` any exported object with an `origin` is meant.
  return (
    declarator.type === 'VariableDeclarator' && declarator.init !== null && hasKey(declarator.init, 'origin')
  );
}

function keysOf(node: Node): (string | undefined)[] {
  const object = unwrapped(node);
  if (object.type !== 'ObjectExpression') return [];
  return object.properties.map((property) => (property.type === 'Property' ? keyName(property) : undefined));
}

const hasKey = (node: Node, name: string): boolean => keysOf(node).includes(name);

function looksLikeOptions(node: Node, wanted: Wanted): boolean {
  const keys = keysOf(node);
  return (
    keys.includes('origin') ||
    (keys.length > 0 &&
      keys.every((key) => key === undefined || wanted.options.includes(key)) &&
      keys.some((key) => key !== undefined))
  );
}

/** The same object reaches a call in this file: the call is the site. */
function isConsumed(file: SourceFile, node: Node, value: Node, wanted: Wanted): boolean {
  const name = node.type === 'VariableDeclarator' ? node.id : undefined;
  const variable = name && file.variableOf(name);
  return wanted.consumers.some((consumer) =>
    consumer.arguments.some((argument) => {
      let mentions = false;
      walk(argument, (part) => {
        if (part === value || (variable && part.type === 'Identifier' && file.variableOf(part) === variable))
          mentions = true;
      });
      return mentions;
    }),
  );
}

function isAmbiguous(file: SourceFile): boolean {
  const dependencies = nearestDependencies(file.path);
  return dependencies !== undefined && OTHER_LIBRARIES.some((library) => dependencies.has(library));
}
