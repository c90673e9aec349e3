/** What fixes write, so that the outputs of the tests stay readable. Each rule's test spells one out in full. */

/** The allow-list an environment variable holds. */
export const listIn = (...variables: readonly [string, ...string[]]): string =>
  `${joined(variables)}.split(',').map((s) => s.trim()).filter((s) => s && s !== '*' && s !== 'null')`;

const joined = (variables: readonly string[]): string =>
  variables.length === 1
    ? `(process.env.${variables.join('')} ?? '')`
    : `[${variables.map((name) => `process.env.${name}`).join(', ')}].join(',')`;

/** The option `origin` that reads the list at each request. */
export const originFrom = (...variables: readonly [string, ...string[]]): string =>
  `(_origin, callback) => callback(null, ${listIn(...variables)})`;

export const origin = originFrom('CORS_ALLOWED_ORIGINS');

/** The condition that guards a hand-written header. */
export const isListed = (request: string, list = listIn('CORS_ALLOWED_ORIGINS')): string =>
  `${request} && ${list}.includes(${request})`;
