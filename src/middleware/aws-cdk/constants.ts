import { memberOfUnknown } from '../../interpret/members.js';
import { ArrayValue, HostObject, opaque, type Value } from '../../interpret/values.js';

const METHODS = ['OPTIONS', 'GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'HEAD'];

/** Constants of API Gateway (aws-cdk-lib 2.276.0 `aws-apigateway/lib/cors.js`), and of methods, whose names are their values. */
const CONSTANTS: Readonly<Record<string, (name: string) => Value>> = {
  Cors: (name) => {
    if (name === 'ALL_ORIGINS') return new ArrayValue(['*']);
    return name === 'ALL_METHODS' ? new ArrayValue([...METHODS]) : opaque(`'Cors.${name}' is not modelled`);
  },
  HttpMethods: (name) => name,
};

const LIBRARY = 'aws-cdk-lib';
const MODULES = [`${LIBRARY}/aws-apigateway`, `${LIBRARY}/aws-s3`];

/** What the modules of the library export that CORS configurations are made of, by specifier. */
export function cloudConstants(): ReadonlyMap<string, () => Value> {
  const ofService = (module: string): Value =>
    moduleOf(module, (key) => {
      const read = Object.hasOwn(CONSTANTS, key) ? CONSTANTS[key] : undefined;
      return read && new HostObject(key, (_run, name) => read(name));
    });
  const whole = (): Value =>
    moduleOf(LIBRARY, (key) => {
      const module = `${LIBRARY}/${key.replaceAll('_', '-')}`;
      return MODULES.includes(module) ? ofService(module) : undefined;
    });
  return new Map([[LIBRARY, whole], ...MODULES.map((module) => [module, () => ofService(module)] as const)]);
}

/** A module of which some exports are known. To modules its default export is all of it. */
function moduleOf(name: string, exported: (key: string) => Value): Value {
  const unseen = opaque(`'${name}' is another module`);
  const module: Value = new HostObject(name, (_run, key) =>
    key === 'default' ? module : (exported(key) ?? memberOfUnknown(unseen, key)),
  );
  return module;
}
