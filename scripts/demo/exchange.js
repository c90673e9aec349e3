import { request as send } from 'node:http';
import { text } from 'node:stream/consumers';

/**
 * @typedef {object} Exchange
 * @property {number} status
 * @property {string[]} allowOrigin every Access-Control-Allow-Origin value
 * @property {string | undefined} allowCredentials
 * @property {string[]} cookies `name=value` of every cookie the answer sets
 * @property {string} body
 */

/**
 * Asks a server on a loopback port, as the TLS proxy in front of it would pass a request on.
 *
 * @param {number} port
 * @param {{ method?: string, path: string, origin?: string, cookie?: string, json?: unknown }} question
 * @returns {Promise<Exchange>}
 */
export function exchange(port, { method = 'GET', path, origin, cookie, json }) {
  const headers = {
    'x-forwarded-proto': 'https',
    ...(origin === undefined ? {} : { origin }),
    ...(cookie === undefined ? {} : { cookie }),
    ...(json === undefined ? {} : { 'content-type': 'application/json' }),
  };
  return new Promise((resolve, reject) => {
    const request = send({ host: '127.0.0.1', port, method, path, headers }, (response) => {
      text(response).then((body) => {
        resolve({
          status: response.statusCode ?? 0,
          allowOrigin: response.headersDistinct['access-control-allow-origin'] ?? [],
          allowCredentials: response.headersDistinct['access-control-allow-credentials']?.join(', '),
          cookies: (response.headers['set-cookie'] ?? []).map((line) => line.split(';', 1).join('')),
          body,
        });
      }, reject);
    });
    request.on('error', reject);
    request.end(json === undefined ? undefined : JSON.stringify(json));
  });
}

/**
 * What a browser lets a page read of an answer (Fetch standard, "CORS check").
 *
 * @typedef {'as the signed-in user' | 'anonymously' | 'nothing'} Access
 */

/**
 * @param {string} origin the page's
 * @param {Pick<Exchange, 'allowOrigin' | 'allowCredentials'>} answer
 * @returns {Access}
 */
export function accessOf(origin, { allowOrigin, allowCredentials }) {
  const [value, ...more] = allowOrigin;
  if (more.length > 0) return 'nothing';
  if (value === origin) return allowCredentials === 'true' ? 'as the signed-in user' : 'anonymously';
  return value === '*' ? 'anonymously' : 'nothing';
}
