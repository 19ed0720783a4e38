import { forgetOffline } from '../offline/register.ts';
import { databaseName } from '../session/slot.ts';

/** How long the page, already empty, may wait for its storage to be emptied before it goes. */
const wipeWithinMs = 80;

/**
 * Leaves nothing behind: empties the page at once, then every storage of this origin, then leaves for a blank page that takes
 * this one's place in the history.
 */
export async function wipeDevice(): Promise<void> {
  document.documentElement.replaceChildren();
  silenceFarewells();
  // Caches once more when nobody fills them any longer: the app's offline copy may be in the making.
  const caches = [wipeCaches(), forgetOffline().then(wipeCaches)];
  const wiped = Promise.allSettled([wipeKeyValues(), wipeDatabases(), ...caches]);
  const late = new Promise((resolve) => setTimeout(resolve, wipeWithinMs));
  await Promise.race([wiped, late]);
  location.replace('about:blank');
}

/** Keeps a page on its way out from writing down where it was, as SvelteKit does, or from asking whether to stay. */
function silenceFarewells(): void {
  for (const type of ['beforeunload', 'visibilitychange', 'pagehide']) {
    window.addEventListener(type, (event) => event.stopImmediatePropagation(), { capture: true });
  }
}

async function wipeKeyValues(): Promise<void> {
  localStorage.clear();
  sessionStorage.clear();
}

async function wipeDatabases(): Promise<void> {
  // By its name first: one that is being made this very moment is in no list, but its deletion waits for it.
  const own = deleteDatabase(databaseName);
  const others = indexedDB
    .databases()
    .then((all) => Promise.all(all.map(({ name }) => name === undefined || deleteDatabase(name))));
  await Promise.all([own, others]);
}

function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () =>
      reject(new Error(`could not delete the database ${name}`, { cause: request.error }));
  });
}

async function wipeCaches(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.map((name) => caches.delete(name)));
}
