import type { Answer } from '../policy/answer.js';

/** The headers of a response being built, as `node:http` keeps them: names case-insensitive, values in order. */
export class ResponseHeaders {
  private readonly values = new Map<string, string[]>();

  /** `setHeader`: replaces what was there. */
  set(name: string, values: readonly string[]): void {
    this.values.set(name.toLowerCase(), [...values]);
  }

  /** `appendHeader`: adds another value of the same name. */
  append(name: string, value: string): void {
    this.values.set(name.toLowerCase(), [...this.get(name), value]);
  }

  remove(name: string): void {
    this.values.delete(name.toLowerCase());
  }

  get(name: string): readonly string[] {
    return this.values.get(name.toLowerCase()) ?? [];
  }

  /** Adds a field name to Vary unless it is there already, as the `vary` package does. */
  vary(field: string): void {
    if (!this.varyFields().includes(field.toLowerCase()))
      this.set('vary', [[...this.get('vary'), field].join(', ')]);
  }

  /** What the headers say about CORS. */
  answer(): Answer {
    return {
      outcome: 'answered',
      allowOrigin: this.get('access-control-allow-origin'),
      allowCredentials: this.get('access-control-allow-credentials').at(-1),
      vary: this.varyFields(),
    };
  }

  private varyFields(): string[] {
    return this.get('vary')
      .flatMap((value) => value.split(','))
      .map((field) => field.trim().toLowerCase())
      .filter((field) => field !== '');
  }
}
