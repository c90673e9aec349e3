import { nameInPlace } from './name-in-place.js';
import type { Node, ParsedProgram, Variable } from './parsed-program.js';
import { rewritten } from './rewritten.js';
import type { Transformation } from './transformation.js';

/** Gives every local variable, function, parameter, import and type another name, and keeps what others see. */
export const rename: Transformation = {
  name: 'every local name replaced',
  losesNames: true,
  apply: (program) =>
    rewritten(program, (parsed, edited) => {
      const names = new Map<string, string>();
      const done = new Set<number>();
      for (const variable of parsed.variables.filter((candidate) => isLocal(parsed, candidate))) {
        // A class has one variable inside and one outside: both are named after the place of their declaration.
        const place = `${variable.name}@${variable.identifiers[0]?.range[0] ?? 0}`;
        const name = names.get(place) ?? `local${names.size + 1}`;
        names.set(place, name);
        for (const identifier of occurrencesOf(variable)) {
          const [start] = identifier.range;
          if (done.has(start)) continue;
          done.add(start);
          const text = nameInPlace(parsed, identifier, variable.name, name);
          // An identifier's range may take in its type.
          edited.overwrite(start, start + variable.name.length, text);
        }
      }
      return undefined;
    }),
};

const occurrencesOf = (variable: Variable): Node[] => [
  ...variable.identifiers,
  ...variable.references.map(({ identifier }) => identifier),
];

/** Not an export, and not a member of an enum: those names are seen from elsewhere. */
function isLocal(parsed: ParsedProgram, variable: Variable): boolean {
  return variable.defs.every(
    ({ node, parent }) =>
      node.type !== 'TSEnumMember' &&
      [node, parent].every((part) => !part || parsed.parentOf(part)?.type !== 'ExportNamedDeclaration'),
  );
}
