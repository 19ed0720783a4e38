/** Which parts of a text are taken. Asking and taking cost the length of the stretch, however many there are. */
export interface Taken {
  overlaps(start: number, end: number): boolean;
  take(start: number, end: number): void;
}

/** Nothing is taken yet of a text of so many UTF-16 units. */
export function nothingTaken(length: number): Taken {
  const taken = new Uint8Array(length);
  return {
    overlaps: (start, end) => taken.subarray(start, end).includes(1),
    take(start, end) {
      taken.fill(1, start, end);
    },
  };
}
