/**
 * Compares what the lockfile asks for with what npm says it has put in place (`node_modules/.package-lock.json`).
 * A stamp of our own would not know of an install by hand; this costs two JSON reads, a few milliseconds.
 * Optional packages may be absent: most are for another platform.
 * @param {{ packages: Record<string, object> }} lockfile
 * @param {{ packages: Record<string, object> } | undefined} installed
 * @returns {string[]} the places under `node_modules` that are missing or hold something else
 */
export function outdatedPackages(lockfile, installed) {
  return Object.entries(lockfile.packages)
    .filter(([place]) => place.includes('node_modules/'))
    .filter(([place, wanted]) => {
      const found = installed?.packages[place];
      if (found === undefined) return wanted.optional !== true;
      // Where a package was fetched from depends on the registry that a machine uses; a link's target does not.
      const telling = wanted.link === true ? ['link', 'resolved'] : ['version', 'integrity'];
      return telling.some((key) => found[key] !== wanted[key]);
    })
    .map(([place]) => place);
}
