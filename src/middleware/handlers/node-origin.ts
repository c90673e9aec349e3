import type { SourceFile } from '../../source/file.js';
import type { Node } from '../../source/syntax.js';
import { originAtCall } from '../headers/request-origin.js';
import type { ResponseCall } from '../headers/response-calls.js';
import { varyLine } from '../headers/vary-edits.js';
import { functionsAround } from './entry-points.js';
import type { OriginCode } from './guarded-headers.js';

/**
 * The Origin header at `place` in a function that is given a response of `node:http` or Express, as code, and the statement that
 * adds to the Vary of that response.
 *
 * @param calls those on responses of the file.
 */
export function nodeOriginAt(
  file: SourceFile,
  calls: readonly ResponseCall[],
  place: Node,
): OriginCode | undefined {
  const owner = functionsAround(file, place).find((around) =>
    calls.some(({ handler }) => handler === around),
  );
  const own = calls.filter(({ handler }) => handler === owner);
  const call =
    own.find(({ node: { range } }) => range[0] <= place.range[0] && place.range[1] <= range[1]) ?? own[0];
  if (!call) return undefined;
  return {
    text: `${originAtCall(file, call)} ?? ''`,
    edits: [],
    vary: varyLine({ file, calls }, call),
  };
}
