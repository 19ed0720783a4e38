import { createIdentity, key32Schema, type Identity, type RandomBytes } from '@sotto/protocol';
import * as z from 'zod/mini';
import type { Slot } from './slot.ts';

/** The identities of this device; the first in the list is the one in use. */
export interface IdentityStore {
  /** The identity in use; made at the first call. */
  current(): Promise<Identity>;
  list(): Promise<readonly Identity[]>;
  /** Makes another identity and puts it in use. */
  create(): Promise<Identity>;
  /** Puts a known identity in use; an unknown key changes nothing. */
  use(publicKey: string): Promise<void>;
  remove(publicKey: string): Promise<void>;
  /** Forgets all of them. */
  clear(): Promise<void>;
}

const recordSchema = z.object({
  version: z.literal(1),
  identities: z.array(z.object({ publicKey: key32Schema, seed: key32Schema })),
});

export function createIdentityStore(slot: Slot, randomBytes: RandomBytes): IdentityStore {
  const change = async (
    edit: (old: readonly Identity[]) => readonly Identity[],
  ): Promise<readonly Identity[]> => {
    let identities: readonly Identity[] = [];
    await slot.update((old) => {
      identities = edit(read(old));
      return { version: 1, identities };
    });
    return identities;
  };

  const create = async (): Promise<Identity> => {
    const identity = createIdentity(randomBytes);
    await change((old) => [identity, ...old]);
    return identity;
  };

  return {
    create,
    current: async () => {
      const fallback = createIdentity(randomBytes);
      const [first] = await change((old) => (old.length > 0 ? old : [fallback]));
      return first ?? fallback;
    },
    list: async () => read(await slot.read()),
    use: async (publicKey) => {
      await change((old) => old.toSorted((a, b) => rank(a, publicKey) - rank(b, publicKey)));
    },
    remove: async (publicKey) => {
      await change((old) => old.filter((identity) => identity.publicKey !== publicKey));
    },
    clear: () => slot.clear(),
  };
}

/** What can't be read is dropped: without its seed an identity is of no use. */
function read(stored: unknown): readonly Identity[] {
  const parsed = recordSchema.safeParse(stored);
  return parsed.success ? parsed.data.identities : [];
}

function rank(identity: Identity, publicKey: string): number {
  return identity.publicKey === publicKey ? 0 : 1;
}
