import type { Run } from '../../interpret/run.js';
import { opaque, type Value } from '../../interpret/values.js';
import { isBefore } from '../../source/package-version.js';
import { isSending, SENT_FLAGS } from '../headers/response-calls.js';
import { Application, type Framework } from './application.js';
import { passageThrough } from './calling-next.js';
import { orderedLayers, ROUTES } from './ordered-layers.js';

/** `next('route')` and `next('router')` skip handlers (5.3.0, router 2, `lib/route.js` and `index.js`). */
const SKIPS: ReadonlySet<Value> = new Set(['route', 'router']);

/**
 * Express 5.3.0 and 4.22.3: requests come to what was registered first, first (`lib/application.js`:186–269); held against booted
 * applications by tests/programs/composed.test.ts.
 */
export const express: Framework = {
  name: 'Express',
  registers: new Set(['use', 'route', ...ROUTES]),
  result: (application, method, args, run) => {
    if (method === 'route') return new Application(express);
    return method === 'get' && args.length === 1 ? settingOf(run, args[0]) : application;
  },
  layers: (application, run) => orderedLayers(application, run, true),
  // The `*` of a path has to have a name since 5.0.0 (path-to-regexp 8, `parse`), or the server does not start.
  refusesPath: (path, file) =>
    /(?<![{\\])\*(?![\w"$])/.test(path) && !isBefore(file.packages.versionOf('express'), '5.0.0'),
  ask: (run, layer, exchange) =>
    passageThrough(run, layer, exchange, { sends: isSending, flags: SENT_FLAGS, passesOn: SKIPS }),
};

/** `app.get(name)` with nothing else reads a setting (`lib/application.js`, `methods.forEach`). */
const settingOf = (run: Run, name: Value): Value =>
  name === 'env'
    ? (run.readEnvironment('NODE_ENV') ?? 'development')
    : opaque('a setting of the application');
