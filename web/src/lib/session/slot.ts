import { clear, get, promisifyRequest, update, type UseStore } from 'idb-keyval';

/** A place on the device that holds one value. What is read is foreign until it is checked: tabs of other versions write here too. */
export interface Slot {
  read(): Promise<unknown>;
  /** Reads, changes and writes in one step, so that two tabs don't undo each other's change. */
  update(change: (old: unknown) => unknown): Promise<void>;
  clear(): Promise<void>;
}

/** Lives as long as the page. */
export function memorySlot(): Slot {
  let value: unknown;
  return {
    read: () => Promise.resolve(value),
    update: (change) => {
      value = change(value);
      return Promise.resolve();
    },
    clear: () => {
      value = undefined;
      return Promise.resolve();
    },
  };
}

export const databaseName = 'sotto';

/**
 * Lives in the browser's IndexedDB. Rejects where the browser keeps that closed, as some do in private windows. Who
 * deletes the database wants nothing left on the device: from then on the slot lives as long as the page.
 */
export function indexedDbSlot(key: string): Slot {
  const { store, isDeleted } = openStore();
  const durable: Slot = {
    read: () => get<unknown>(key, store),
    update: (change) => update<unknown>(key, change, store),
    clear: () => clear(store),
  };
  const afterwards = memorySlot();
  const slot = (): Slot => (isDeleted() ? afterwards : durable);
  return {
    read: () => slot().read(),
    update: (change) => slot().update(change),
    clear: () => slot().clear(),
  };
}

/** The device's own storage where it works, memory where it doesn't: the person can chat, and is forgotten with the page. */
export async function openSlot(key: string, durable: (key: string) => Slot = indexedDbSlot): Promise<Slot> {
  try {
    const slot = durable(key);
    await slot.update((old) => old);
    return slot;
  } catch {
    return memorySlot();
  }
}

const storeName = 'device';

/** idb-keyval's own store would hold its connection against a deletion of the database; this one gives way. */
function openStore(): { readonly store: UseStore; readonly isDeleted: () => boolean } {
  let opened: Promise<IDBDatabase> | undefined;
  let deleted = false;
  const forgetConnection = (): void => {
    opened = undefined;
  };
  const open = async (): Promise<IDBDatabase> => {
    const request = indexedDB.open(databaseName);
    request.onupgradeneeded = () => request.result.createObjectStore(storeName);
    const database = await promisifyRequest(request);
    database.onclose = forgetConnection;
    database.onversionchange = () => {
      database.close();
      deleted = true;
    };
    return database;
  };
  const store: UseStore = async (mode, callback) => {
    opened ??= open();
    opened.catch(forgetConnection);
    const database = await opened;
    return callback(database.transaction(storeName, mode).objectStore(storeName));
  };
  return { store, isDeleted: () => deleted };
}
