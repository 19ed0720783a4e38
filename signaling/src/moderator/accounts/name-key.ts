/** Under which a name is found: two that differ in case or in the form of their letters are one. */
export function nameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase().normalize('NFKC').trim();
}
