import { replaceNode } from '../../source/edits.js';
import type { Node } from '../../source/syntax.js';
import type { ModelledEdits } from '../middleware.js';
import { NoEdit, type HeaderRemedy } from './header-remedy.js';
import { entriesOf } from './header-entries.js';
import { isHeadOfPairs } from './header-entry-edits.js';
import { ALLOW_ORIGIN } from './modelled-response.js';
import { StatementLines } from './statement-lines.js';
import { varyLine, varyPlan } from './vary-edits.js';

/**
 * Makes the responses that `writes` write to vary by the origin, whoever is admitted. A text says why that is not possible.
 *
 * @param site the calls on the responses of the site.
 */
export function varyRepair(
  site: Pick<HeaderRemedy, 'file' | 'calls'>,
  writes: readonly Node[],
): ModelledEdits | string {
  const { file } = site;
  const written = site.calls.filter(({ node }) => writes.includes(node));
  if (written.some((write) => isHeadOfPairs(write, entriesOf(file, write, ALLOW_ORIGIN)[0])))
    return 'the headers are pairs, beside which no other header can be set';
  try {
    const { lines, values } = varyPlan(site, written);
    const code = new StatementLines(file);
    for (const { place, write } of lines) code.add(place, varyLine(site, write));
    const { before, behind } = code.edits();
    return {
      edits: [...before, ...values.map(({ node, fields }) => replaceNode(node, `'${fields}'`)), ...behind],
      replacements: new Map(values.map(({ node, fields }) => [node, () => fields])),
      before: new Map(
        lines.map(({ place }) => [
          place,
          ({ headers }) => {
            headers.vary('Origin');
          },
        ]),
      ),
    };
  } catch (error) {
    if (error instanceof NoEdit) return error.reason;
    throw error;
  }
}
