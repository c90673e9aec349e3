import { unwrapped, type Node } from '../source/syntax.js';
import type { Recorder } from '../interpret/recorder.js';
import { ArrayValue, RegExpValue, SetValue, type Value } from '../interpret/values.js';
import type { Named } from '../policy/look-alikes.js';
import { ATTACKER } from '../policy/origins.js';
import type { Pattern } from '../policy/pattern-members.js';

const ATTACKING_HOST = new URL(ATTACKER).host;

/** The texts and patterns that a program computes while it decides, and the nodes that give them. */
export class ComputedValues {
  private readonly texts = new Set<string>();
  private readonly patterns = new Map<string, Pattern>();
  /** The literals of patterns. */
  readonly patternNodes = new Set<Node>();
  /** The expressions that give a text. */
  readonly textNodes = new Set<Node>();

  /** @param samples what the variables of the environment hold. */
  constructor(private readonly samples: readonly string[]) {}

  /** How many there are: grows with everything new. */
  get size(): number {
    return this.texts.size + this.patterns.size;
  }

  /** Takes note of every value while `asking` is the origin of the request: what comes from that one is no name of the program's. */
  recorder(asking: string): Recorder {
    return {
      gave: (expression, value) => {
        this.note(unwrapped(expression), value, asking);
      },
      stopped: () => undefined,
      tested: (pattern) => {
        this.notePattern(pattern);
      },
      decided: () => undefined,
    };
  }

  private note(node: Node, value: Value, asking: string): void {
    if (typeof value === 'string') this.textNodes.add(node);
    if (value instanceof RegExpValue && node.type === 'Literal') this.patternNodes.add(node);
    const items = value instanceof ArrayValue || value instanceof SetValue ? value.items : [value];
    for (const item of items) {
      if (typeof item === 'string' && !comesFrom(item, asking)) this.texts.add(item);
      if (item instanceof RegExpValue) this.notePattern(item);
    }
  }

  private notePattern({ source, flags }: RegExpValue): void {
    this.patterns.set(`${flags}/${source}`, { source, flags });
  }

  /** What the program names. Where the operator writes a pattern, nobody knows it, and the sample of the variable is none. */
  named(): Named {
    const sources = [...this.patterns.values()].map(({ source }) => source.replaceAll('\\/', '/'));
    const supplied = this.samples.filter((sample) => sources.some((source) => source.includes(sample)));
    const isSupplied = (text: string): boolean => supplied.some((sample) => text.includes(sample));
    return {
      texts: [...this.texts].filter((text) => !isSupplied(text)),
      patterns: [...this.patterns.values()].filter(
        ({ source }) => !isSupplied(source.replaceAll('\\/', '/')),
      ),
    };
  }
}

function comesFrom(text: string, asking: string): boolean {
  if (text.includes(ATTACKING_HOST)) return true;
  if (asking === ATTACKER) return false;
  return asking.includes(text) || text.includes(asking.slice(asking.indexOf('//') + 2));
}
