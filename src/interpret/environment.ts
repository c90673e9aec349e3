import { toText } from './operators.js';
import { Thrown, type Run } from './run.js';
import { HostObject, native, ErrorValue, opaque, Unknown, type Value } from './values.js';

/** Variables that tell a production deployment from a development machine, and what production says. */
const DEPLOYMENT_VARIABLES: ReadonlyMap<string, string> = new Map([
  ['NODE_ENV', 'production'],
  ['APP_ENV', 'production'],
  ['ENVIRONMENT', 'production'],
  ['VERCEL_ENV', 'production'],
  ['MODE', 'production'],
]);

/** Whether a variable names the kind of deployment; such a variable is never tried unset. */
export const isDeploymentVariable = (name: string): boolean => DEPLOYMENT_VARIABLES.has(name);

/** What a deployment variable says in production. */
export const productionValue = (name: string): string | undefined => DEPLOYMENT_VARIABLES.get(name);

/** `process`: its environment, and `process.exit`, which ends the program. */
export function processHost(): Value {
  return new HostObject('process', (run, key) => {
    if (key === 'env') return environmentHost(run);
    if (key === 'exit') {
      return native('exit', () => {
        throw new Thrown(new ErrorValue('Exit', 'process.exit'));
      });
    }
    return opaque(`process.${key}`);
  });
}

/** `process.env`, `import.meta.env`, `Bun.env` or `Deno.env`: one object, one identity per run. */
export function environmentHost(run: Run): Value {
  const known = run.modules.get('environment');
  if (known !== undefined) return known;
  const host = new HostObject('environment', (reader, key) => {
    if (key === 'PROD') return true;
    if (key === 'DEV') return false;
    if (key === 'get') {
      return native('get', (_run, [name]) => {
        const text = toText(reader, name);
        return text instanceof Unknown ? text : reader.readEnvironment(text);
      });
    }
    return reader.readEnvironment(key);
  });
  run.modules.set('environment', host);
  return host;
}
