import path = require('node:path');
import url = require('node:url');
import vm = require('node:vm');

/** A jscodeshift transform. */
type Transform = (
  file: { path: string; source: string },
  api: { stats(name: string, quantity?: number): void; report(message: string): void },
  options: Record<string, unknown>,
) => Promise<string | undefined>;

/**
 * jscodeshift loads transforms through a Babel hook that turns `import()` into `require()`, and the parser is an ES
 * module. Babel does not look into a string.
 */
const importNatively = vm.runInThisContext('(address) => import(address)', {
  importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
}) as (address: string) => Promise<{ default: Transform }>;

let loaded: Promise<{ default: Transform }> | undefined;

const envOrigins: Transform = async (file, api, options) => {
  loaded ??= importNatively(url.pathToFileURL(path.join(__dirname, 'env-origins-transform.js')).href);
  return (await loaded).default(file, api, options);
};

export = envOrigins;
