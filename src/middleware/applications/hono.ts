import { isUsedAsObject } from '../handlers/fetch-parameters.js';
import { honoContext } from '../handlers/hono-context.js';
import { Application, type Framework } from './application.js';
import { passageWith } from './awaiting-next.js';
import { orderedLayers, ROUTES } from './ordered-layers.js';

/**
 * Hono 4.13: what was registered first is asked first, and `use` with a path is for that pattern alone (`dist/hono-base.js`);
 * held against booted applications by tests/programs/composed.test.ts.
 */
export const hono: Framework = {
  name: 'Hono',
  registers: new Set(['use', 'on', 'route', 'basePath', ...ROUTES]),
  result: (application, method, [path]) =>
    method === 'basePath' ? new Application(hono, path) : application,
  layers: (application, run) => orderedLayers(application, run, false),
  ask: (run, layer, { request }) =>
    passageWith(run, layer, honoContext(request, (name) => isUsedAsObject(run.file, name)).context),
};
