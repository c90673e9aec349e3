import type { SourceFile } from '../../source/file.js';
import type { Node } from '../../source/syntax.js';
import { DENO_READER, processReader, UNKNOWN_RUNTIME } from '../environment-readers.js';
import type { EnvironmentReader } from '../middleware.js';
import { HandedOrigins } from './handed-origin.js';
import { answerForm, handlersAround, type Handlers } from './handlers-elsewhere.js';
import { sharedBy, usesOf } from './shared-constant.js';

/**
 * How the program reads its environment that the headers of a constant are part of: what the files show that they go into, else
 * what the handlers in these would read it by.
 */
export function environmentOfShared(file: SourceFile, write: Node | undefined): EnvironmentReader {
  const handlers = write ? handlersOf(file, write) : [];
  const environments = handlers.flatMap((one) => one.environments);
  const shown = handlers.flatMap((one) => one.shown ?? []);
  const isBound = environments.some(
    ({ context, isOfHandler }) => context !== undefined || isOfHandler === true,
  );
  // Variables that come with the request are out of reach. What is for Deno may import modules of Node.js, and not the other way round.
  if (!isBound && shown.includes(DENO_READER)) return DENO_READER;
  return theOne(!isBound && shown.length > 0 ? shown : environments) ?? processReader(UNKNOWN_RUNTIME);
}

/** The handlers that the headers come to. */
function handlersOf(file: SourceFile, write: Node): Handlers[] {
  const shared = sharedBy(file, write);
  const handlers: Handlers[] = [];
  for (const [user, own] of (shared && usesOf(file, shared.id, shared.init)) ?? []) {
    for (const use of own) {
      const form = answerForm(user, use);
      const origins = new HandedOrigins((asked, place) => {
        const found = handlersAround(asked, place, form);
        const origin = found?.originAt(place);
        if (found && origin) handlers.push(found);
        return origin;
      });
      origins.at(user, use);
    }
  }
  return handlers;
}

/** What all readers agree on. */
function theOne([reader, ...others]: readonly EnvironmentReader[]): EnvironmentReader | undefined {
  return others.every((other) => other.read('NAME') === reader?.read('NAME')) ? reader : undefined;
}
