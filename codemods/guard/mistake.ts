/**
 * Something the person at the keyboard has to mend before any work can be done; ends the run with exit code 2. What
 * a terminal might obey in the message is written out when it is shown.
 */
export class Mistake extends Error {
  override readonly name = 'Mistake';
}
