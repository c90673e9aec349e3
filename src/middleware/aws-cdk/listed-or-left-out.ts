import type { SourceFile } from '../../source/file.js';
import { insertAt, type TextEdit } from '../../source/edits.js';
import { keyName, unwrapped } from '../../source/syntax.js';
import { PlainObject, type Value } from '../../interpret/values.js';
import type { AllowList } from '../middleware.js';
import { setOption } from '../option-edits.js';

const LISTED = 'listed';

/**
 * Edits that give a configuration the allow-list, and leave the configuration out where the list is empty, which the service
 * would refuse: the option becomes undefined, an element of a list none. A text says why there are none.
 *
 * @param name the option that lists the origins.
 * @param property the property that the configuration is the value of, where it is one.
 */
export function listedOrLeftOut(
  file: SourceFile,
  options: Value,
  name: string,
  property: string | undefined,
  allowed: AllowList,
): TextEdit[] | string {
  const literal = options instanceof PlainObject ? options.origin : undefined;
  if (literal?.type !== 'ObjectExpression') return 'the options object is not written out in this file';
  const holder = file.parentOf(literal);
  const isElement = holder?.type === 'ArrayExpression';
  const isOption =
    holder?.type === 'Property' && keyName(holder) === property && unwrapped(holder.value) === literal;
  if (!isElement && !isOption)
    return 'a list without any origin is refused here: leave the whole configuration out where the variable lists none';
  if (new RegExp(`\\b(?:${LISTED}|await|yield)\\b`).test(file.textOf(literal)))
    return 'the options need what a function around them would hide';
  const edits = setOption(file, options, name, { text: LISTED, typedText: LISTED }, {});
  if (typeof edits === 'string') return edits;
  const [open, end, otherwise] = isElement ? ['...(', '[', '[]'] : ['(', '', 'undefined'];
  return [
    insertAt(literal.range[0], `${open}(${LISTED}) => (${LISTED}.length > 0 ? ${end}`),
    ...edits,
    insertAt(literal.range[1], `${isElement ? ']' : ''} : ${otherwise}))(${allowed.text})`),
  ];
}
