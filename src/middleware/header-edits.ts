import type { SourceFile } from '../source/file.js';
import type { TextEdit } from '../source/edits.js';
import type { Node } from '../source/syntax.js';
import { isSerializedOrigin } from '../policy/origins.js';
import { NoEdit, type HeaderRemedy } from './headers/header-remedy.js';
import { entriesOf, spelledText, type HeaderEntry } from './headers/header-entries.js';
import { editsOfEntry } from './headers/header-entry-edits.js';
import { ALLOW_ORIGIN } from './headers/modelled-response.js';
import { editsOfNamedWrite } from './headers/named-write-edits.js';
import type { ResponseCall } from './headers/response-calls.js';
import { StatementLines } from './headers/statement-lines.js';
import { varyEdits } from './headers/vary-edits.js';
import type { AllowList } from './middleware.js';

/**
 * Edits that guard every open write of Access-Control-Allow-Origin with the allow-list, echo the origin inside the
 * guard, and add `Vary: Origin` in any case. A text says why there are none.
 *
 * @param site the calls on the responses of the site.
 * @param witnessed the calls through which the witness was admitted; writes of the same value elsewhere in the same
 * handlers go with them.
 */
export function guardedWrite(
  site: Pick<HeaderRemedy, 'file' | 'calls'>,
  witnessed: readonly Node[],
  allowed: AllowList,
): TextEdit[] | string {
  const { file, calls } = site;
  const lines = new StatementLines(file);
  const remedy: HeaderRemedy = { ...site, allowed, lines };
  const open = calls.filter((call) => witnessed.includes(call.node)).map((call) => writeOf(file, call));
  try {
    if (open.length === 0) throw new NoEdit('the header is written by code that is not in this file');
    const others = open.filter((write) => !isFixedWrite(file, write));
    const writes = withEqualValues(file, calls, others.length > 0 ? others : open);
    // Vary first: where a write adds a line in the same place, that line comes after it.
    const edits = varyEdits(
      remedy,
      writes.map(({ call }) => call),
    );
    for (const write of writes) edits.push(...editsOfWrite(remedy, write));
    const { before, behind } = lines.edits();
    return inOrder([...before, ...edits, ...behind]);
  } catch (error) {
    if (error instanceof NoEdit) return error.reason;
    throw error;
  }
}

/** A call that writes the header, with the value it names or the entries of the headers it is given. */
interface Write {
  readonly call: ResponseCall;
  readonly value: Node | undefined;
  readonly entries: readonly HeaderEntry[];
}

function writeOf(file: SourceFile, call: ResponseCall): Write {
  const [name, value] = call.node.arguments;
  const isNamed = call.method !== 'writeHead' && spelledText(file, name)?.toLowerCase() === ALLOW_ORIGIN;
  return isNamed && value
    ? { call, value, entries: [] }
    : { call, value: undefined, entries: entriesOf(file, call, ALLOW_ORIGIN) };
}

const valuesOf = ({ value, entries }: Write): readonly Node[] =>
  value ? [value] : entries.map((entry) => entry.value);

/** One origin that the program names is no attacker's: beside others such a write stays as it is. */
function isFixedOrigin(file: SourceFile, value: Node): boolean {
  const text = spelledText(file, value);
  return text !== undefined && isSerializedOrigin(text);
}

function isFixedWrite(file: SourceFile, write: Write): boolean {
  const values = valuesOf(write);
  return values.length > 0 && values.every((value) => isFixedOrigin(file, value));
}

/** What a value is, whatever its quotes or the constant it stands in. */
const valueText = (file: SourceFile, value: Node): string => {
  const text = spelledText(file, value);
  return text === undefined ? file.textOf(value) : JSON.stringify(text);
};

function withEqualValues(file: SourceFile, calls: readonly ResponseCall[], open: readonly Write[]): Write[] {
  const handlers = new Set(open.map(({ call }) => call.handler));
  const texts = new Set(open.flatMap((write) => valuesOf(write)).map((value) => valueText(file, value)));
  const more = calls
    .filter((call) => handlers.has(call.handler) && !open.some((write) => write.call === call))
    .map((call) => writeOf(file, call))
    .filter((write) => valuesOf(write).some((value) => texts.has(valueText(file, value))));
  return [...open, ...more].sort((left, right) => left.call.node.range[0] - right.call.node.range[0]);
}

function editsOfWrite(remedy: HeaderRemedy, { call, value, entries }: Write): TextEdit[] {
  if (value) return editsOfNamedWrite(remedy, call);
  const others = entries.filter((entry) => !isFixedOrigin(remedy.file, entry.value));
  const open = others.length > 0 ? others : entries;
  if (open.length === 0) {
    throw new NoEdit('the header is written under a computed name: write it in a statement of its own');
  }
  return open.flatMap((entry) => editsOfEntry(remedy, call, entry));
}

/** The same edit wanted by two writes is made once; edits that meet are no edits. */
function inOrder(edits: readonly TextEdit[]): TextEdit[] {
  const unique = new Map(edits.map((edit) => [`${edit.range.join('-')} ${edit.text}`, edit]));
  const ordered = [...unique.values()].sort(
    (left, right) => left.range[0] - right.range[0] || left.range[1] - right.range[1],
  );
  const overlaps = ordered.some((edit, index) => edit.range[0] < (ordered[index - 1]?.range[1] ?? 0));
  if (overlaps) throw new NoEdit('the header is written twice in one expression');
  return ordered;
}
