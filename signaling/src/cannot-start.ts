/** Something outside the program keeps it from starting, and a person has to mend it. The message says what, in a sentence. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';
}
