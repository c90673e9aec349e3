/** Something the person at the keyboard has to mend before any work can be done; ends the run with exit code 2. */
export class Mistake extends Error {
  override readonly name = 'Mistake';
}
