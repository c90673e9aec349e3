import fc from 'fast-check';
import { write } from '../harness/template.js';

/** Every kind of syntax, sensible or not. Not all of it parses, and little of it runs. */
type Syntax = Record<
  'expression' | 'target' | 'pattern' | 'statement' | 'body' | 'member' | 'property',
  string
>;

const anyOf = (...texts: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...texts);
const variable = anyOf('a', 'b', 'c');
const name = anyOf(
  'a',
  'b',
  'c',
  'undefined',
  'arguments',
  'process',
  'Object',
  'exports',
  'require',
  'async',
  'of',
);
const key = anyOf(
  'a',
  'b',
  '__proto__',
  'constructor',
  'toString',
  'valueOf',
  'then',
  'length',
  "'x-y'",
  '0',
  '[a]',
  '[Symbol.iterator]',
);
const literal = anyOf(
  '1',
  '0x1F',
  '2n',
  "'t'",
  '`t`',
  'null',
  'true',
  '/(a+)+$/',
  '/\\p{L}/u',
  '/(?=a)\\1/g',
  'this',
  'import.meta.env.X',
  '`${a}`',
);
const member = key.map((text) => (text === 'constructor' ? 'b' : text));
const assigned = anyOf('a = b;', 'this.a = c;', 'var d = 1; d;');
const binary = anyOf(
  '+',
  '-',
  '*',
  '/',
  '%',
  '**',
  '<<',
  '>>>',
  '&',
  '|',
  '^',
  '==',
  '===',
  '!=',
  '<',
  '>=',
  'in',
  'instanceof',
  '&&',
  '||',
  '??',
  ',',
);
const assign = anyOf('=', '+=', '**=', '&&=', '??=', '>>>=');
const method = anyOf(
  'map',
  'push',
  'concat',
  'split',
  'replace',
  'call',
  'apply',
  'bind',
  'then',
  'has',
  'sort',
  'repeat',
  'toString',
  'next',
  'flat',
  'at',
  'hasOwnProperty',
);

const syntax = fc.letrec<Syntax>((tie) => {
  const expression = tie('expression');
  const target = tie('target');
  const pattern = tie('pattern');
  const statement = tie('statement');
  const body = tie('body');
  const element = tie('member');
  const property = tie('property');
  const limits = { depthSize: 'xsmall', maxDepth: 3 } as const;
  return {
    expression: fc.oneof(
      limits,
      name,
      literal,
      write`(${expression} ${binary} ${expression})`,
      write`${anyOf('!', '-', 'typeof ', 'void ', '- -')}(${expression})`,
      write`delete (${expression}).${key.map((text) => text.replace(/^\W.*|^0$/, 'a'))}`,
      write`${variable}${anyOf('++', '--')}`,
      write`(async () => { await ${expression}; })()`,
      write`(function* () { yield ${expression}; yield* ${expression}; })()`,
      write`(class extends (${expression}) { #p = ${expression}; m() { return [super.a, new.target, this.#p, #p in this]; } })`,
      write`<b {...(${expression})}>{${expression}}</b>`,
      write`(${expression})${anyOf('.', '?.')}${key.map((text) => text.replace(/^\W.*|^0$/, 'a'))}`,
      write`(${expression})[${expression}]`,
      write`(${expression})?.(${expression}, ...${expression})`,
      write`(${expression}).${method}(${expression}, ${expression})`,
      write`new (${expression})(${expression})`,
      write`new ${anyOf('Set', 'Map', 'URL', 'RegExp', 'Promise', 'Error', 'Array', 'Proxy', 'Date')}(${expression})`,
      write`${anyOf('Object.assign', 'Object.entries', 'JSON.parse', 'Array.from', 'String', 'Number', 'require', 'process.exit', 'setTimeout')}(${expression}, ${expression})`,
      write`(${expression})\`t$\{${expression}}\``,
      write`(${expression} ? ${expression} : ${expression})`,
      write`(${variable} ${assign} ${expression})`,
      write`((${expression}).a ${assign} ${expression})`,
      write`(${target} = ${expression})`,
      write`[${expression}, , ...${expression}]`,
      write`({ ${property}, ${property} })`,
      write`(${anyOf('', 'async ')}(${pattern} = ${expression}, ...${pattern}) => ${body})`,
      write`(${anyOf('', 'async ')}function${anyOf('', '*')} ${variable}(${pattern}) ${body})`,
      write`(class ${variable} extends (${expression}) { ${element} ${element} })`,
      write`import(${expression})`,
    ),
    property: fc.oneof(
      limits,
      write`${key}: ${expression}`,
      write`...${expression}`,
      write`get ${key}() ${body}`,
      write`set ${key}(a) ${body}`,
      write`async *${key}(${pattern}) ${body}`,
      name,
    ),
    member: fc.oneof(
      limits,
      write`constructor(a) ${body}`,
      write`${anyOf('', 'static ')}${member} = ${expression};`,
      write`${anyOf('', 'static ', 'static async ')}${member}(${pattern}) ${body}`,
      write`${anyOf('', 'static ')}get ${member}() ${body}`,
      write`${anyOf('', 'static ')}set ${member}(a) ${body}`,
      write`static { (${expression}); { ${assigned} } }`,
    ),
    pattern: fc.oneof(
      limits,
      variable,
      write`[${pattern}, , ...${pattern}]`,
      write`{ ${key}: ${pattern} = ${expression}, ...${variable} }`,
    ),
    target: fc.oneof(
      limits,
      variable,
      write`[${target}, , ...${target}]`,
      write`{ ${key}: ${target} = ${expression}, ...${variable} }`,
      write`(${expression})[${expression}]`,
    ),
    body: write`{ ${statement} ${statement} }`,
    statement: fc.oneof(
      limits,
      write`(${expression});`,
      write`${anyOf('var', 'let', 'const')} ${pattern} = ${expression};`,
      write`if (${expression}) ${body} else ${body}`,
      write`for (${anyOf('const', 'let', 'var')} ${pattern} ${anyOf('of', 'in')} ${expression}) ${body}`,
      write`for (${expression}; ${expression}; ${expression}) ${body}`,
      write`${anyOf('a: ', '')}while (${expression}) ${body}`,
      write`do ${body} while (${expression});`,
      write`switch (${expression}) { case ${expression}: ${statement} default: ${statement} }`,
      write`try ${body} catch (${pattern}) ${body} finally ${body}`,
      write`${anyOf('return', 'throw')} ${expression};`,
      anyOf('break;', 'continue;', 'break a;', 'continue a;', ';', 'debugger;'),
      write`function ${variable}(${pattern}) ${body}`,
      write`class ${variable} { ${element} ${element} }`,
      write`with (${expression}) ${body}`,
    ),
  };
});

/** A text that may be a program: one that does things at its top, or in a method of a class where more is allowed. */
export const anySyntax: fc.Arbitrary<string> = fc
  .tuple(
    fc.array(syntax.statement, { minLength: 1, maxLength: 3 }),
    anyOf(
      '',
      'import b from "t";\n',
      'export default class a {}\n',
      'enum b { c = 1, d }\n',
      'declare const c: string;\n',
    ),
    fc.boolean(),
  )
  .map(([lines, head, isAsync]) => {
    const statements = lines.join('\n');
    return `${head}var a, b, c;\na: for (const q of [(${isAsync ? 'async ' : ''}function (a, b, c) { a: do {\n${statements}\n} while (0); })]) q(1, {}, []);\na;`;
  });
