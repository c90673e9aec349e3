import type { Replacement } from '../interpret/run.js';
import { ArrayValue } from '../interpret/values.js';
import type { Node } from '../source/syntax.js';

/** What the literal of a list would give without a text among its items. */
export const withoutItem =
  (list: Node, text: string): Replacement =>
  (evaluateOriginal) => {
    const value = evaluateOriginal(list);
    return value instanceof ArrayValue ? new ArrayValue(value.items.filter((item) => item !== text)) : value;
  };
