import { GRANTING_HEADERS } from '../policy/grants.js';
import { UNKNOWN_FIELD, type Answer } from '../policy/answer.js';

/** The headers of a response being built, as `node:http` keeps them: names case-insensitive, values in order. */
export class ResponseHeaders {
  private readonly values = new Map<string, string[]>();
  private unseen: string | undefined;

  /** `setHeader`: replaces what was there. */
  set(name: string, values: readonly string[]): void {
    this.values.set(name.toLowerCase(), [...values]);
  }

  /** `appendHeader`: adds further values of the same name. */
  append(name: string, values: readonly string[]): void {
    this.values.set(name.toLowerCase(), [...this.get(name), ...values]);
  }

  remove(name: string): void {
    this.values.delete(name.toLowerCase());
  }

  get(name: string): readonly string[] {
    return this.values.get(name.toLowerCase()) ?? [];
  }

  has(name: string): boolean {
    return this.values.has(name.toLowerCase());
  }

  /** Whether any header was kept, which makes `writeHead` merge rather than send what it is given. */
  get isEmpty(): boolean {
    return this.values.size === 0;
  }

  /** Headers are written that nobody can tell: Access-Control-Allow-Origin may be among them. */
  mayHoldMore(reason: string): void {
    this.unseen ??= reason;
  }

  /** Adds field names to Vary unless they are there already; `*` replaces them all (vary 1.1.2, `index.js`:42–84). */
  vary(...fields: readonly string[]): void {
    const present = this.varyFields();
    if (fields.includes('*') || present.includes('*')) {
      this.set('vary', ['*']);
      return;
    }
    const added = fields.filter((field) => !present.includes(field.toLowerCase()));
    if (added.length > 0) this.set('vary', [[...this.get('vary'), ...added].join(', ')]);
  }

  /**
   * What the headers say about CORS: every Access-Control-Allow-Origin line by itself, as browsers refuse more than one
   * value; values without the white space around them (RFC 9110, 5.5), and lines of one name joined (5.3).
   */
  answer(): Answer {
    const allowOrigin = this.get('access-control-allow-origin').map((value) => value.trim());
    if (allowOrigin.length === 0 && this.unseen !== undefined)
      return { outcome: 'unknown', reason: this.unseen };
    const allowCredentials = this.get('access-control-allow-credentials').map((value) => value.trim());
    const grants = GRANTING_HEADERS.filter((name) => this.has(name));
    return {
      outcome: 'answered',
      allowOrigin,
      allowCredentials: allowCredentials.length > 0 ? allowCredentials.join(', ') : undefined,
      vary: this.unseen === undefined ? this.varyFields() : [...this.varyFields(), UNKNOWN_FIELD],
      ...(grants.length > 0 && {
        grants: Object.fromEntries(grants.map((name) => [name, this.get(name).join(', ')])),
      }),
    };
  }

  private varyFields(): string[] {
    return this.get('vary')
      .flatMap((value) => value.split(','))
      .map((field) => field.trim().toLowerCase())
      .filter((field) => field !== '');
  }
}
