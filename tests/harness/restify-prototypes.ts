import { IncomingMessage, ServerResponse, type RequestListener } from 'node:http';
import { createRequire } from 'node:module';

type Patch = (type: () => void) => void;

const requireHere = createRequire(import.meta.url);
const natives = [IncomingMessage.prototype, ServerResponse.prototype].map((prototype: object) => ({
  prototype,
  members: Object.getOwnPropertyDescriptors(prototype),
}));

/**
 * Takes back what a program did to the requests and responses of the whole process: restify gives them members as soon as it
 * is loaded, and other programs are served in the same process.
 */
export function restorePrototypes(): void {
  for (const { prototype, members } of natives) {
    for (const name of Reflect.ownKeys(prototype))
      if (!Object.hasOwn(members, name)) Reflect.deleteProperty(prototype, name);
    Object.defineProperties(prototype, members);
  }
}

/** A listener whose requests and responses have the members that restify 11 gives them (`lib/request.js`, `lib/response.js`). */
export function withMembersOfRestify(listener: RequestListener): RequestListener {
  const [request, response] = natives.map(({ prototype }, index) => {
    const patched: object = Object.create(prototype);
    const patch: Patch = requireHere(index === 0 ? 'restify/lib/request' : 'restify/lib/response');
    patch(Object.defineProperty(function () {}, 'prototype', { value: patched }));
    return patched;
  });
  return (incoming, outgoing) => {
    Object.setPrototypeOf(incoming, request ?? null);
    Object.setPrototypeOf(outgoing, response ?? null);
    listener(incoming, outgoing);
  };
}
