import { call } from './call.js';
import { toText } from './operators.js';
import { Exit, type Run } from './run.js';
import { ErrorValue, HostObject, isCallable, native, opaque, Unknown, type Value } from './values.js';

/** Variables that tell a production deployment from a development machine, and what production says. */
const DEPLOYMENT_VARIABLES: ReadonlyMap<string, string> = new Map([
  ['NODE_ENV', 'production'],
  ['APP_ENV', 'production'],
  ['ENVIRONMENT', 'production'],
  ['VERCEL_ENV', 'production'],
  ['MODE', 'production'],
  ['PRODUCTION', 'true'],
  ['IS_PRODUCTION', 'true'],
  ['PROD', 'true'],
  ['IS_PROD', 'true'],
  // Set by Deno Deploy, to an identifier of the deployment.
  ['DENO_DEPLOYMENT_ID', 'production'],
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
        throw new Exit(new ErrorValue('Exit', 'process.exit'));
      });
    }
    if (key === 'nextTick')
      return native(key, (_run, [callback, ...args]) => {
        if (run.phase === 'request' && isCallable(callback)) call(run, callback, undefined, args);
        return undefined;
      });
    return opaque(`process.${key}`);
  });
}

/** `process.env` or `Bun.env`: one object, one identity per run. */
export const environmentHost = (run: Run): Value =>
  once(run, 'process.env', (reader, key) => variable(reader, key));

/** `import.meta.env`, which also says how the program was built. */
export const moduleEnvironment = (run: Run): Value =>
  once(run, 'import.meta.env', (reader, key) => {
    if (key === 'PROD') return true;
    return key === 'DEV' ? false : variable(reader, key);
  });

/** `Deno.env`, whose variables are read by a method. */
export const denoEnvironment = (run: Run): Value =>
  once(run, 'Deno.env', (reader, key) => {
    if (key === 'toObject') return native(key, () => environmentHost(run));
    if (key !== 'get' && key !== 'has') return opaque(`Deno.env.${key}`);
    return native(key, (_run, [name]) => {
      const text = toText(reader, name);
      if (text instanceof Unknown) return opaque('a variable with an unknown name');
      const value = reader.readEnvironment(text);
      return key === 'get' ? value : value !== undefined;
    });
  });

/** A variable; members every object has are none. */
const variable = (run: Run, name: string): Value =>
  name in Object.prototype ? undefined : run.readEnvironment(name);

function once(run: Run, name: string, read: HostObject['read']): Value {
  const known = run.modules.get(`global ${name}`);
  if (known !== undefined) return known;
  const host = new HostObject(name, read);
  run.modules.set(`global ${name}`, host);
  return host;
}
