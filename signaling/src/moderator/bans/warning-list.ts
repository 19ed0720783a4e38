/** Who is to be told something, as each node keeps it in memory: asked about at every connection. */

export interface StoredWarning {
  readonly decisionId: string;
  /** Absent: it is over. */
  readonly banHandle: string | null;
  readonly expiresAtMs: number;
  readonly liftedAtMs: number | null;
  readonly version: number;
}

export class WarningList {
  readonly #warnings = new Map<string, Map<string, StoredWarning>>();
  #version = 0;

  /** Of the newest change that it knows. */
  get version(): number {
    return this.#version;
  }

  /** Takes changes in, in the order of their versions. Answers the ban handles of those who are to be told something new. */
  take(changes: readonly StoredWarning[], nowMs: number): ReadonlySet<string> {
    const told = new Set<string>();
    for (const warning of changes) {
      const { banHandle, decisionId } = warning;
      if (banHandle === null || isOver(warning, nowMs)) this.forget(decisionId);
      else {
        const ofPerson = this.#warnings.get(banHandle) ?? new Map<string, StoredWarning>();
        this.#warnings.set(banHandle, ofPerson.set(decisionId, warning));
        told.add(banHandle);
      }
      this.#version = Math.max(this.#version, warning.version);
    }
    return told;
  }

  /** Passes over changes, up to one, of which none is left to tell. */
  skipTo(version: number): void {
    this.#version = Math.max(this.#version, version);
  }

  forget(decisionId: string): void {
    for (const [handle, ofPerson] of this.#warnings)
      if (ofPerson.delete(decisionId) && ofPerson.size === 0) this.#warnings.delete(handle);
  }

  /** Decisions that somebody has yet to be told of, the oldest first. */
  of(banHandle: string, nowMs: number): readonly string[] {
    return [...(this.#warnings.get(banHandle)?.values() ?? [])]
      .filter((warning) => !isOver(warning, nowMs))
      .sort((a, b) => a.version - b.version)
      .map(({ decisionId }) => decisionId);
  }
}

function isOver({ expiresAtMs, liftedAtMs }: StoredWarning, nowMs: number): boolean {
  return liftedAtMs !== null || expiresAtMs <= nowMs;
}
