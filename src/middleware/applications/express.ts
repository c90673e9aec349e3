import { awaited, call } from '../../interpret/call.js';
import { truthy } from '../../interpret/operators.js';
import { Thrown, type Run } from '../../interpret/run.js';
import { HostObject, native, opaque, type Value } from '../../interpret/values.js';
import { isBefore } from '../../source/package-version.js';
import { isSending, SENT_FLAGS } from '../headers/response-calls.js';
import type { Exchange } from '../middleware.js';
import { Application, type Framework, type Passage } from './application.js';
import { orderedLayers, ROUTES } from './ordered-layers.js';

/** What is made after Express: Connect, Polka, `@tinyhttp/app`. Requests come to what was registered first, first. */
export const likeExpress: Framework = {
  name: 'an application like Express',
  registers: new Set(['use', 'route', ...ROUTES]),
  layers: (application, run) => orderedLayers(application, run, true),
  ask,
};

/** Express 5.3.0 and 4.22.3 (`lib/application.js`:186–269); held against booted applications by tests/programs/composed.test.ts. */
export const express: Framework = {
  ...likeExpress,
  name: 'Express',
  result: (application, method, args, run) => {
    if (method === 'route') return new Application(express);
    return method === 'get' && args.length === 1 ? settingOf(run, args[0]) : application;
  },
  // The `*` of a path has to have a name since 5.0.0 (path-to-regexp 8, `parse`), or the server does not start.
  refusesPath: (path, file) =>
    /(?<![{\\])\*(?![\w"$])/.test(path) && !isBefore(file.packages.versionOf('express'), '5.0.0'),
};

/** `app.get(name)` with nothing else reads a setting (`lib/application.js`, `methods.forEach`). */
const settingOf = (run: Run, name: Value): Value =>
  name === 'env'
    ? (run.readEnvironment('NODE_ENV') ?? 'development')
    : opaque('a setting of the application');

/** `handler(req, res, next)`: it ends what it sends an answer to, or gives `next` an error (5.3.0, router 2, `lib/layer.js`). */
function ask(run: Run, layer: Value, { incoming }: Exchange): Passage {
  let passage: Passage = 'unseen';
  const settle = (seen: Passage): void => {
    if (passage === 'unseen') passage = seen;
  };
  const response: HostObject = new HostObject('response', (_run, key) =>
    SENT_FLAGS.has(key)
      ? passage === 'ends'
      : native(key, () => {
          if (isSending(key)) settle('ends');
          return response;
        }),
  );
  const next = native('next', (_run, [error]) => {
    settle(truthy(run, error) && error !== 'route' && error !== 'router' ? 'ends' : 'passes');
    return undefined;
  });
  try {
    awaited(call(run, layer, undefined, [incoming, response, next]));
  } catch (stop) {
    if (!(stop instanceof Thrown)) throw stop;
    settle('ends');
  }
  return passage;
}
