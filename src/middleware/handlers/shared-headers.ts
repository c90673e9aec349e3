import { dirname, relative } from 'node:path';
import type { SourceFile } from '../../source/file.js';
import { insertAt, replaceNode, type EditsByFile, type TextEdit } from '../../source/edits.js';
import { memberName, staticText, unwrapped, walk, type Node } from '../../source/syntax.js';
import { PlainObject } from '../../interpret/values.js';
import { entriesOf } from '../headers/header-entries.js';
import { NoEdit } from '../headers/header-remedy.js';
import { ALLOW_ORIGIN } from '../headers/modelled-response.js';
import { StatementLines } from '../headers/statement-lines.js';
import { namesOrigin } from '../headers/vary-edits.js';
import type { AllowList, ModelledEdits } from '../middleware.js';
import { inOrder, ownerOf, varyConflicts, type OriginAt } from './guarded-headers.js';
import { HandedOrigins, joined, type HandedCode, type VaryStatement } from './handed-origin.js';
import { answerForm, handlersAround } from './handlers-elsewhere.js';
import { writerIn } from './header-writers.js';
import { sharedBy, usesOf, type Shared } from './shared-constant.js';
import { isListed, varyBeside } from './vary-beside.js';
import { addVaryStatement } from './vary-statement.js';

/**
 * Edits that make a constant with headers, which handlers share, a function of the request's origin that names the header for a
 * listed one alone, and call it wherever the constant was used, in other files as well if it is exported. A text says which use no
 * request can be had for; undefined where some use may change the headers, or cannot be seen.
 *
 * @param originAt gives the origin in any handler of the file.
 */
export function sharedHeaders(
  file: SourceFile,
  originAt: OriginAt | undefined,
  writes: readonly Node[],
  allowed: AllowList,
): ModelledEdits | string | undefined {
  const [write, another] = new Set(writes.flatMap((node) => entriesIn(file, node)));
  const shared = write && !another && file.fileOf(write) === file ? sharedBy(file, write) : undefined;
  // What a handler is given with each request is not in scope outside of it.
  if (!shared || allowed.context !== undefined || allowed.isOfHandler === true) return undefined;
  const { headers } = shared;
  const uses = usesOf(file, shared.id, shared.init);
  if (!uses) return undefined;
  try {
    const calls = [...uses].flatMap(([user, own]) => own.map((use) => callOf(user, use, file, originAt)));
    const statements = calls.flatMap(({ vary }) => vary);
    if (statements.length > 0 && calls.some(({ takesVary }) => takesVary))
      throw new NoEdit('only some of the responses take their Vary from the headers');
    const edits = joined([
      new Map([[file, functionEdits(file, shared, allowed)]]),
      ...[...uses].map(([user, own]) => new Map([[user, conflictEdits(user, own)]])),
      new Map([[file, ownVaryEdits(file, shared, statements.length === 0)]]),
      ...calls.map((call) => call.edits),
    ]);
    const ordered = withStatements(edits, statements);
    return {
      edits: ordered.get(file) ?? [],
      ...(ordered.size > 1 && { elsewhere: new Map([...ordered].filter(([edited]) => edited !== file)) }),
      replacements: new Map([
        [
          headers,
          (evaluateOriginal) => {
            const value = evaluateOriginal(headers);
            // For everybody who is not listed.
            if (value instanceof PlainObject)
              for (const name of [...value.slots.keys()])
                if (name.toLowerCase() === ALLOW_ORIGIN) value.slots.delete(name);
            return value;
          },
        ],
      ]),
      before: new Map(),
    };
  } catch (error) {
    if (error instanceof NoRequest && uses.size > 1) return error.reason;
    if (error instanceof NoEdit) return undefined;
    throw error;
  }
}

/** The entries that give the header its value: what is written, or what a loop takes the names from that it writes. */
function entriesIn(file: SourceFile, write: Node): readonly Node[] {
  const isNamed = write.type !== 'CallExpression' || writerIn(file, write, ALLOW_ORIGIN) !== undefined;
  if (isNamed || file.fileOf(write) !== file) return [write];
  const callee = unwrapped(write.callee);
  const method = callee.type === 'MemberExpression' ? memberName(callee) : undefined;
  return method === undefined
    ? []
    : entriesOf(file, { method, node: write }, ALLOW_ORIGIN).map(({ node }) => node);
}

/** Thrown where headers are used and no request can be had. */
class NoRequest extends NoEdit {
  constructor(file: SourceFile, user: SourceFile, use: Node) {
    const path = relative(dirname(file.path), user.path).replaceAll('\\', '/');
    const where = user === file ? '' : ` of '${path}'`;
    super(
      `'${user.textOf(use)}' is made once, before any request, and which one it is that line ${String(use.loc.start.line)}${where} answers cannot be told: make it a function of the request, and hand the request over`,
    );
  }
}

/** The name the function gives the origin it is called with. */
const PARAMETER = 'origin';

/** The constant becomes a function, with its type as that of the result. */
function functionEdits(file: SourceFile, { id, init, writer }: Shared, allowed: AllowList): TextEdit[] {
  if (/\borigin\b/.test(allowed.text)) throw new NoEdit('the list has the name of the parameter');
  walk(init, (node) => {
    if (node.type === 'Identifier' && node.name === PARAMETER)
      throw new NoEdit('the headers use the name of the parameter for something else');
  });
  const type = id.typeAnnotation;
  const parameter = /\.[cm]?tsx?$/.test(file.path) ? `${PARAMETER}: string` : PARAMETER;
  const [open, close] = file.text[init.range[0]] === '{' ? ['(', ')'] : ['', ''];
  const given = isListed(writer) ? `[${PARAMETER}]` : PARAMETER;
  return [
    ...(type ? [{ range: type.range, text: '' }] : []),
    insertAt(init.range[0], `(${parameter})${type ? file.textOf(type) : ''} => ${open}`),
    replaceNode(
      writer.node,
      `...(${allowed.text}.includes(${PARAMETER}) ? { ${writer.name}: ${given} } : {})`,
    ),
    insertAt(init.range[1], close),
  ];
}

/** A Vary among the headers names the origin as well; they get one where answers take theirs from them. */
function ownVaryEdits(file: SourceFile, { headers, writer }: Shared, isTaken: boolean): TextEdit[] {
  const own = headers.properties.flatMap((property) => writerIn(file, property, 'vary')?.value ?? []);
  return [
    ...own.flatMap((value) => mendedVary(value, staticText(value))),
    ...(isTaken ? varyBeside(file, writer).map(({ edit }) => edit) : []),
  ];
}

/** What handlers that use the headers set Vary to besides has to name the origin, too. */
const conflictEdits = (file: SourceFile, uses: readonly Node[]): TextEdit[] =>
  varyConflicts(
    file,
    uses.map((use) => ownerOf(file, use)),
  ).flatMap(({ value, fields }) => mendedVary(value, fields));

function mendedVary(value: Node, fields: string | undefined): TextEdit[] {
  if (fields === undefined) throw new NoEdit('Vary is computed');
  return namesOrigin(fields) ? [] : [replaceNode(value, `'${fields}, Origin'`)];
}

/** Calls the function with the origin of the request. */
function callOf(
  user: SourceFile,
  use: Node,
  file: SourceFile,
  originAt: OriginAt | undefined,
): Omit<HandedCode, 'text'> {
  const form = answerForm(user, use);
  const origins = new HandedOrigins((asked, place) => {
    if (asked === file && originAt) return originAt(place);
    return handlersAround(asked, place, form)?.originAt(place);
  });
  const origin = origins.at(user, use);
  if (!origin) throw new NoRequest(file, user, use);
  const parent = user.parentOf(use);
  const isShorthand = parent?.type === 'Property' && parent.shorthand;
  const name = user.textOf(use);
  const call = `${name}(${origin.text})`;
  const edit = replaceNode(use, isShorthand ? `${name}: ${call}` : call);
  return { ...origin, edits: joined([origin.edits, new Map([[user, [edit]]])]) };
}

/** The edits of each file in order, with the statements before what they are for. */
function withStatements(edits: EditsByFile, statements: readonly VaryStatement[]): EditsByFile {
  const lines = new Map([...edits.keys()].map((file) => [file, new StatementLines(file)]));
  for (const { file, text, place } of statements) {
    const own = lines.get(file);
    if (own) addVaryStatement(file, own, text, place);
  }
  return new Map(
    [...edits].map(([file, own]) => {
      const { before = [], behind = [] } = lines.get(file)?.edits() ?? {};
      return [file, inOrder([...before, ...own, ...behind])];
    }),
  );
}
