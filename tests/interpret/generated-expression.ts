import fc from 'fast-check';

/** Source text of expressions, by what they are most likely to be. All may be of another type: JavaScript converts. */
type Expressions = Record<'text' | 'number' | 'truth' | 'list' | 'object' | 'callback' | 'any', string>;

/** The variables generated expressions may mention, and what a program declares them to be. */
export const PREAMBLE = `
let t0 = 'https://app.example.com', t1 = ' A,b ', n0 = 3, n1 = -1.5, b0 = true, u0;
const l0 = ['a', 'https://app.example.com', 'b'], l1 = [2, 10, 1, undefined, null], o0 = { a: 1, 'b-c': 'x', 3: [t0] };
const s0 = new Set(['a', 'b', 'a']), m0 = new Map([['a', 1], ['b', 2]]), f0 = (x, y = 2, ...z) => [x, y, z];
`;

const TEXTS = [
  "'a'",
  "''",
  "'https://app.example.com'",
  "'A.b'",
  "'1'",
  "'x,y, z'",
  "'*'",
  "'null'",
  "'ab12ab'",
  't0',
  't1',
];
const NUMBERS = ['0', '1', '2', '-1', '3.5', 'NaN', '1e3', 'Infinity', 'n0', 'n1'];
const PATTERNS = [
  '/a/',
  '/a/g',
  '/B/i',
  '/^https:\\/\\/([a-z]+)\\.example\\.com$/',
  '/[,;]\\s*/',
  '/(\\d)(\\d)?/g',
  '/(?<first>a)|b/',
  '/^/gm',
  '/(?:)/',
  '/x|/g',
  '/\\./gu',
  '/b$/s',
  '/[^a]/y',
];
const KEYS = ['a', 'b', "'b-c'", '3', 'length', 'constructor', 'toString', 'hasOwnProperty'];
const MEMBERS = ['a', 'b', 'length', '3', '0', 'zz', 'size'];

const anyOf = (...texts: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...texts);

/** `parts` put together by `write`. */
const from = (
  parts: readonly fc.Arbitrary<string>[],
  write: (...texts: string[]) => string,
): fc.Arbitrary<string> => fc.tuple(...parts).map((texts) => write(...texts));

export const expressions = fc.letrec<Expressions>((tie) => {
  const [text, number, truth, list, object, callback, any] = [
    tie('text'),
    tie('number'),
    tie('truth'),
    tie('list'),
    tie('object'),
    tie('callback'),
    tie('any'),
  ];
  const small = { depthSize: 'small', maxDepth: 2, withCrossShrink: true } as const;
  const pattern = anyOf(...PATTERNS);
  const args = fc.array(any, { maxLength: 3 }).map((texts) => texts.join(', '));
  return {
    text: fc.oneof(
      small,
      anyOf(...TEXTS),
      from([any, any], (a, b) => `\`\${${a}}-\${${b}}\``),
      from([text, any], (a, b) => `(${a} + ${b})`),
      from(
        [text, anyOf('trim()', 'toLowerCase()', 'toUpperCase()', 'toString()', 'trimEnd()')],
        (a, b) => `(${a}).${b}`,
      ),
      from(
        [text, anyOf('slice', 'substring', 'substr', 'charAt', 'at', 'concat', 'padStart', 'padEnd'), args],
        (a, b, c) => `(${a}).${b}(${c})`,
      ),
      from(
        [text, fc.oneof(text, pattern), fc.oneof(text, callback, anyOf("'$&$1'", "'$$'", "'$<first>'"))],
        (a, b, c) => `(${a}).replace(${b}, ${c})`,
      ),
      from([text, text, fc.oneof(text, callback)], (a, b, c) => `(${a}).replaceAll(${b}, ${c})`),
      from([list, text], (a, b) => `(${a}).join(${b})`),
      from([any], (a) => `String(${a})`),
      from([any], (a) => `typeof ${a}`),
      from([anyOf('encodeURIComponent', 'decodeURIComponent'), text], (a, b) => `${a}(${b})`),
      from([anyOf('origin', 'host', 'protocol', 'hostname', 'href'), text], (a, b) => `new URL(${b}).${a}`),
    ),
    number: fc.oneof(
      small,
      anyOf(...NUMBERS),
      from(
        [any, anyOf('+', '-', '*', '/', '%', '**', '&', '|', '^', '<<', '>>', '>>>'), any],
        (a, b, c) => `((${a}) ${b} (${c}))`,
      ),
      from([anyOf('-', '+', '~'), any], (a, b) => `(${a} (${b}))`),
      from(
        [anyOf('Number', 'parseInt', 'parseFloat', 'Math.floor', 'Math.max', 'Math.abs'), args],
        (a, b) => `${a}(${b})`,
      ),
      from([text, anyOf('indexOf', 'lastIndexOf', 'charCodeAt'), args], (a, b, c) => `(${a}).${b}(${c})`),
      from(
        [list, anyOf('indexOf', 'lastIndexOf', 'push', 'unshift'), args],
        (a, b, c) => `(${a}).${b}(${c})`,
      ),
      from([list, anyOf('findIndex', 'findLastIndex'), callback], (a, b, c) => `(${a}).${b}(${c})`),
      from([text, pattern], (a, b) => `(${a}).search(${b})`),
    ),
    truth: fc.oneof(
      small,
      anyOf('true', 'false', 'b0'),
      from(
        [any, anyOf('===', '!==', '==', '!=', '<', '>', '<=', '>='), any],
        (a, b, c) => `((${a}) ${b} (${c}))`,
      ),
      from([any], (a) => `!(${a})`),
      from([any], (a) => `Boolean(${a})`),
      from([text, anyOf('includes', 'startsWith', 'endsWith'), args], (a, b, c) => `(${a}).${b}(${c})`),
      from([list, args], (a, b) => `(${a}).includes(${b})`),
      from([list, anyOf('some', 'every'), callback], (a, b, c) => `(${a}).${b}(${c})`),
      from([pattern, text], (a, b) => `${a}.test(${b})`),
      from([list, any], (a, b) => `new Set(${a}).has(${b})`),
      from([text, object], (a, b) => `(${a} in ${b})`),
      from([object, text], (a, b) => `Object.hasOwn(${a}, ${b})`),
      from(
        [any, anyOf('Array', 'Set', 'Map', 'Object', 'Error', 'RegExp')],
        (a, b) => `((${a}) instanceof ${b})`,
      ),
      from(
        [anyOf('Array.isArray', 'Number.isInteger', 'isNaN', 'Number.isFinite'), any],
        (a, b) => `${a}(${b})`,
      ),
      from([any, any], (a, b) => `Object.is(${a}, ${b})`),
    ),
    list: fc.oneof(
      small,
      anyOf('l0', 'l1', '[]', '[...s0]', '[...m0.keys()]'),
      from([args, list], (a, b) => `[${a}${a && ', '}...${b}]`),
      from([text, fc.oneof(text, pattern)], (a, b) => `(${a}).split(${b})`),
      from([list, anyOf('map', 'filter', 'flatMap'), callback], (a, b, c) => `(${a}).${b}(${c})`),
      from(
        [list, anyOf('slice', 'concat', 'fill', 'flat', 'splice', 'toReversed', 'reverse'), args],
        (a, b, c) => `[...${a}].${b}(${c})`,
      ),
      from([list, anyOf('', '(a, b) => a > b ? 1 : -1')], (a, b) => `[...${a}].sort(${b})`),
      from([anyOf('keys', 'values', 'entries'), object], (a, b) => `Object.${a}(${b})`),
      from([list, anyOf('', ', (x) => x')], (a, b) => `Array.from(${a}${b})`),
      from([list], (a) => `[...new Set(${a})]`),
      from([text, pattern], (a, b) => `((${a}).match(${b}) ?? [])`),
      from([args], (a) => `f0(${a})`),
    ),
    object: fc.oneof(
      small,
      anyOf('o0', '{}', 's0', 'm0'),
      from([anyOf(...KEYS), any, any, object], (a, b, c, d) => `({ ${a}: ${b}, ...${d}, [${c}]: 1 })`),
      from(
        [anyOf(...KEYS), any, any],
        (a, b, c) =>
          `({ get ${a}() { return ${b}; }, m() { return this.${a === "'b-c'" || a === '3' ? 'a' : a}; }, c: ${c} })`,
      ),
      from([object, object], (a, b) => `Object.assign({}, ${a}, ${b})`),
      from([object], (a) => `Object.fromEntries(Object.entries(${a}))`),
      from([text], (a) => `JSON.parse(${a})`),
      list,
    ),
    callback: fc.oneof(
      small,
      anyOf('(x) => x', 'Boolean', 'String', 'f0', '(x, i) => i % 2', '() => undefined'),
      from([any], (a) => `(x, y, z) => ${a.startsWith('{') ? '1' : a}`),
      from([any], (a) => `function (x) { return [x, ${a}, arguments.length]; }`),
      from([any], (a) => `({ a: x, ...y } = {}) => [x, y, ${a}]`),
    ),
    any: fc.oneof(
      small,
      anyOf('undefined', 'null', 'u0', 'void 0'),
      text,
      number,
      truth,
      list,
      object,
      from([any, anyOf('||', '&&'), any], (a, b, c) => `((${a}) ${b} (${c}))`),
      from([any, any], (a, b) => `((${a}) ?? (${b}))`),
      from([any, any, any], (a, b, c) => `(${a} ? ${b} : ${c})`),
      from([object, anyOf(...MEMBERS)], (a, b) => (/^\d/.test(b) ? `(${a})[${b}]` : `(${a}).${b}`)),
      from([any, anyOf(...MEMBERS)], (a, b) => (/^\d/.test(b) ? `(${a})?.[${b}]` : `(${a})?.${b}`)),
      from([object, any], (a, b) => `(${a})[${b}]`),
      from([list, anyOf('find', 'findLast'), callback], (a, b, c) => `(${a}).${b}(${c})`),
      from([list, callback, any], (a, b, c) => `(${a}).reduce(${b}, ${c})`),
      from([any, any], (a, b) => `(${a}, ${b})`),
      from([callback, args], (a, b) => `(${a})(${b})`),
      from([any], (a) => `m0.get(${a})`),
    ),
  };
});
