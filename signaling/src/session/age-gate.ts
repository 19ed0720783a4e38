/** What a registration says about age. */
export interface AgeStatement {
  readonly adult: boolean;
}

/**
 * Decides who counts as an adult. Pluggable, so that an operator who must check harder than by asking can put
 * another gate here; it learns no name and no address.
 */
export interface AgeGate {
  readonly minimumAge: number;
  admits(statement: AgeStatement): Promise<boolean>;
}

/** Takes people at their word. */
export const selfDeclaration: AgeGate = {
  minimumAge: 18,
  admits: async ({ adult }) => adult,
};
