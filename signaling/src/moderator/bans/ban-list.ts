/** Who is shut out, as each node keeps it in memory: asked about at every request, so it may not cost one to the database. */

export interface StoredBan {
  readonly decisionId: string;
  /** Absent: it is over. */
  readonly banHandle: string | null;
  /** Absent: for good. */
  readonly untilMs: number | null;
  readonly liftedAtMs: number | null;
  readonly version: number;
}

export class BanList {
  readonly #bans = new Map<string, Map<string, StoredBan>>();
  #version = 0;

  /** Of the newest change that it knows. */
  get version(): number {
    return this.#version;
  }

  /** Takes changes in, in the order of their versions. Answers whether anybody is shut out who was not before. */
  take(changes: readonly StoredBan[], nowMs: number): boolean {
    let anyNew = false;
    for (const ban of changes) {
      const { banHandle, decisionId } = ban;
      if (banHandle === null || isOver(ban, nowMs)) this.#remove(ban);
      else {
        anyNew ||= this.find(banHandle, nowMs) === undefined;
        const ofPerson = this.#bans.get(banHandle) ?? new Map<string, StoredBan>();
        this.#bans.set(banHandle, ofPerson.set(decisionId, ban));
      }
      this.#version = Math.max(this.#version, ban.version);
    }
    return anyNew;
  }

  /** The ban that shuts somebody out for longest. One that is over is forgotten. */
  find(banHandle: string, nowMs: number): StoredBan | undefined {
    let longest: StoredBan | undefined;
    for (const ban of this.#bans.get(banHandle)?.values() ?? []) {
      if (isOver(ban, nowMs)) this.#remove(ban);
      else if (longest === undefined || endOf(ban) > endOf(longest)) longest = ban;
    }
    return longest;
  }

  /** Passes over changes, up to one, of which none is left in force. */
  skipTo(version: number): void {
    this.#version = Math.max(this.#version, version);
  }

  #remove({ banHandle, decisionId }: Pick<StoredBan, 'banHandle' | 'decisionId'>): void {
    if (banHandle === null) {
      for (const [handle, known] of this.#bans)
        if (known.has(decisionId)) this.#remove({ banHandle: handle, decisionId });
      return;
    }
    const ofPerson = this.#bans.get(banHandle);
    ofPerson?.delete(decisionId);
    if (ofPerson?.size === 0) this.#bans.delete(banHandle);
  }
}

function endOf({ untilMs }: StoredBan): number {
  return untilMs ?? Infinity;
}

function isOver(ban: StoredBan, nowMs: number): boolean {
  return ban.liftedAtMs !== null || endOf(ban) <= nowMs;
}
