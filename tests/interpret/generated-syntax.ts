import fc from 'fast-check';

/** Every kind of syntax, sensible or not. Not all of it parses, and little of it runs. */
type Syntax = Record<'expression' | 'pattern' | 'statement' | 'body' | 'member' | 'property', string>;

const anyOf = (...texts: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...texts);
const name = anyOf('a', 'b', 'c', 'undefined', 'arguments', 'process', 'Object', 'exports', 'require', 'async', 'of');
const key = anyOf('a', 'b', '__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'then', 'length', '#p', "'x-y'", '0', '[a]', '[Symbol.iterator]');
const literal = anyOf('1', '0x1F', '2n', "'t'", '`t`', 'null', 'true', '/(a+)+$/', '/\\p{L}/u', '/(?=a)\\1/g', 'this', 'new.target', 'import.meta.env.X', 'super.a', '<b>{a}</b>');
const binary = anyOf('+', '-', '*', '/', '%', '**', '<<', '>>>', '&', '|', '^', '==', '===', '!=', '<', '>=', 'in', 'instanceof', '&&', '||', '??', ',');
const assign = anyOf('=', '+=', '**=', '&&=', '??=', '>>>=');
const method = anyOf('map', 'push', 'concat', 'split', 'replace', 'call', 'apply', 'bind', 'then', 'has', 'sort', 'repeat', 'toString', 'next', 'flat', 'at', 'hasOwnProperty');

/** Arbitraries in a template, as an arbitrary of the text. */
const write = (texts: TemplateStringsArray, ...parts: fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  fc.tuple(...parts).map((filled) => texts.map((text, index) => text + (filled[index] ?? '')).join(''));

const syntax = fc.letrec<Syntax>((tie) => {
  const expression = tie('expression');
  const pattern = tie('pattern');
  const statement = tie('statement');
  const body = tie('body');
  const member = tie('member');
  const property = tie('property');
  const limits = { depthSize: 'small', maxDepth: 4 } as const;
  return {
    expression: fc.oneof(
      limits,
      name,
      literal,
      write`(${expression} ${binary} ${expression})`,
      write`${anyOf('!', '-', 'typeof ', 'void ', 'delete ', '++', 'await ', 'yield ')}${expression}`,
      write`(${expression})${anyOf('.', '?.')}${key.map((text) => text.replace(/^['0].*/, 'a'))}`,
      write`(${expression})[${expression}]`,
      write`(${expression})?.(${expression}, ...${expression})`,
      write`(${expression}).${method}(${expression}, ${expression})`,
      write`new (${expression})(${expression})`,
      write`new ${anyOf('Set', 'Map', 'URL', 'RegExp', 'Promise', 'Error', 'Array', 'Proxy', 'Date')}(${expression})`,
      write`${anyOf('Object.assign', 'Object.entries', 'JSON.parse', 'Array.from', 'String', 'Number', 'require', 'process.exit', 'setTimeout')}(${expression}, ${expression})`,
      write`${expression}\`t$\{${expression}}\``,
      write`(${expression} ? ${expression} : ${expression})`,
      write`(${pattern} ${assign} ${expression})`,
      write`[${expression}, , ...${expression}]`,
      write`({ ${property}, ${property} })`,
      write`(${anyOf('', 'async ')}(${pattern} = ${expression}, ...${pattern}) => ${body})`,
      write`(${anyOf('', 'async ')}function${anyOf('', '*')} ${name}(${pattern}) ${body})`,
      write`(class ${name} extends (${expression}) { ${member} ${member} })`,
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
      write`${anyOf('', 'static ')}${key} = ${expression};`,
      write`${anyOf('', 'static ', 'static async ')}${key}(${pattern}) ${body}`,
      write`${anyOf('', 'static ')}${anyOf('get', 'set')} ${key}(a) ${body}`,
      write`static ${body}`,
    ),
    pattern: fc.oneof(
      limits,
      name,
      write`[${pattern}, , ...${pattern}]`,
      write`{ ${key}: ${pattern} = ${expression}, ...${name} }`,
      write`${name}.${key}`,
    ),
    body: write`{ ${statement} ${statement} }`,
    statement: fc.oneof(
      limits,
      write`${expression};`,
      write`${anyOf('var', 'let', 'const')} ${pattern} = ${expression};`,
      write`if (${expression}) ${statement} else ${statement}`,
      write`for (${anyOf('const', 'let', 'var')} ${pattern} ${anyOf('of', 'in')} ${expression}) ${body}`,
      write`for (${expression}; ${expression}; ${expression}) ${body}`,
      write`${anyOf('a: ', '')}while (${expression}) ${body}`,
      write`do ${body} while (${expression});`,
      write`switch (${expression}) { case ${expression}: ${statement} default: ${statement} }`,
      write`try ${body} catch (${pattern}) ${body} finally ${body}`,
      write`${anyOf('return', 'throw')} ${expression};`,
      anyOf('break;', 'continue;', 'break a;', 'continue a;', ';', 'debugger;'),
      write`function ${name}(${pattern}) ${body}`,
      write`class ${name} { ${member} ${member} }`,
      write`with (${expression}) ${body}`,
      write`import ${name} from 't';`,
      write`export ${anyOf('default', '')} ${expression};`,
      write`export const ${name} = ${expression};`,
      write`enum ${name} { a = ${expression}, b }`,
    ),
  };
});

/** A text that may be a program. */
export const anySyntax: fc.Arbitrary<string> = fc
  .array(syntax.statement, { minLength: 1, maxLength: 5 })
  .map((lines) => lines.join('\n'));
