import { native, PromiseValue, type Value } from '../../interpret/values.js';

/** `next()` of middleware that awaits it: the handlers behind answer, and nobody knows how. */
export const unseenNext = (): Value => native('next', () => new PromiseValue('fulfilled', undefined));
