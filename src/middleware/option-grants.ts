import type { Run } from '../interpret/run.js';
import { ArrayValue, ObjectValue, Unknown, type Value } from '../interpret/values.js';
import { UNKNOWN_FIELD } from '../policy/answer.js';
import type { GrantingHeader } from '../policy/grants.js';
import type { Configuration, OptionsLibrary } from './options-library.js';

/** An option that names what admitted pages may send or read besides. */
interface GrantingOption {
  readonly option: string;
  /** Which of the headers it is written to, without `access-control-`. */
  readonly header: 'allow-headers' | 'allow-methods' | 'expose-headers';
  /** The answers that have the header; both kinds if not given. */
  readonly on?: 'preflight' | 'actual';
  /** What stands between the names of a list; a comma if not given. */
  readonly separator?: string;
}

/**
 * A library's answer together with the headers that name what admitted pages may do besides, where options name it: the later
 * of two options for one header counts. What the library says by itself is its own affair, and not written.
 */
export const withGrants =
  (options: readonly GrantingOption[], answer: OptionsLibrary['answer']): OptionsLibrary['answer'] =>
  (run: Run, configuration: Configuration) => {
    answer(run, configuration);
    const { exchange, evidence } = configuration;
    if (!exchange.headers.has('access-control-allow-origin')) return;
    for (const { option, header, on = exchange.request.kind, separator = ',' } of options) {
      const slot = evidence.options instanceof ObjectValue ? evidence.options.slots.get(option) : undefined;
      const text = on === exchange.request.kind && slot ? textOf(slot.value, separator) : '';
      if (text === '') continue;
      const name: GrantingHeader = `access-control-${header}`;
      exchange.headers.set(name, [text]);
      if (slot?.writer) exchange.writers.set(name, slot.writer);
    }
  };

/** A list or a text, as the header has it; empty for anything else. */
function textOf(value: Value, separator: string): string {
  if (value instanceof ArrayValue) return value.items.map((item) => textOf(item, '')).join(separator);
  if (value instanceof Unknown) return UNKNOWN_FIELD;
  return typeof value === 'string' ? value : '';
}
