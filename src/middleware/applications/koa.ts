import { call } from '../../interpret/call.js';
import { native } from '../../interpret/values.js';
import { koaContext } from '../koa-context.js';
import type { Framework } from './application.js';
import { passageWith } from './awaiting-next.js';
import { orderedLayers, ROUTES } from './ordered-layers.js';

/**
 * Koa 3.3.0 with its routers: what was registered first is asked first (`lib/application.js`, `callback`); held against booted
 * applications by tests/programs/composed.test.ts.
 */
export const koa: Framework = {
  name: 'Koa',
  registers: new Set(['use', 'routes', 'middleware', 'allowedMethods', ...ROUTES]),
  // What answers OPTIONS requests of routes writes no CORS headers.
  result: (application, method) =>
    method === 'allowedMethods'
      ? native(method, (run, [, next]) => call(run, next, undefined, []))
      : application,
  layers: (application, run) => orderedLayers(application, run, true),
  ask: (run, layer, exchange) => passageWith(run, layer, koaContext(run.file, exchange)),
};
