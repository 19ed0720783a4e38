import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const built = fileURLToPath(new URL('../../web/build', import.meta.url));

/** The built web app in a folder of its own, where a test may play at deploying another build. */
export interface Site {
  readonly folder: string;
  /** Puts another build of this version in its place: the same pages, which say `data-build="VERSION"`. */
  deploy(version: string): Promise<void>;
  remove(): Promise<void>;
}

export async function copySite(): Promise<Site> {
  const folder = await mkdtemp(join(tmpdir(), 'sotto-site-'));
  await cp(built, folder, { recursive: true });
  const versionFile = join(folder, '_app', 'version.json');
  const versionNow = async () =>
    (JSON.parse(await readFile(versionFile, 'utf8')) as { version: string }).version;
  return {
    folder,
    async deploy(version) {
      const before = await versionNow();
      const names = await readdir(folder, { recursive: true });
      for (const name of names.filter((one) => /(\.html|version\.json|service-worker\.js)$/.test(one))) {
        const path = join(folder, name);
        const content = (await readFile(path, 'utf8'))
          .replaceAll(before, version)
          .replace(/<html\b[^>]*>/, `<html lang="en" data-build="${version}">`);
        await writeFile(path, content);
        for (const variant of ['.br', '.gz']) await rm(path + variant, { force: true });
      }
    },
    remove: () => rm(folder, { recursive: true }),
  };
}
