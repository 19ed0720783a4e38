import { closeSync, fsyncSync, openSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { NodeFS } from '@electric-sql/pglite/nodefs';

type Init = NodeFS['init'];

/** An open file as PGlite's file system knows it. */
interface OpenFile {
  readonly nfd: number;
  readonly node: object;
}

/** What of Emscripten's NODEFS is used here. */
interface NodeFiles {
  readonly stream_ops: { fsync?: (file: OpenFile) => number };
  readonly node_ops: Record<'mknod' | 'rename', (...args: never[]) => unknown>;
  realPath(node: object): string;
}

/** Brings an open file to the disk. `path` says which it is. */
export type SyncFile = (fd: number, path: string) => void;

/**
 * PGlite's files, with an `fsync` that reaches the disk. The file system that PGlite brings answers `fsync` and `fdatasync` without doing
 * anything, whatever the database's settings say: a crash of the machine would take reports whose receipts were given. For the same reason
 * the database must use `wal_sync_method=fsync`: there is no way to fill in `fdatasync`.
 */
export class DurableFiles extends NodeFS {
  readonly #sync: SyncFile;

  constructor(folder: string, sync: SyncFile = fsyncSync) {
    super(folder);
    this.#sync = sync;
  }

  override async init(...[pg, options]: Parameters<Init>): ReturnType<Init> {
    const { emscriptenOpts } = await super.init(pg, options);
    const sync = this.#sync;
    const preRun: typeof emscriptenOpts.preRun = [
      ...(emscriptenOpts.preRun ?? []),
      ({ NODEFS }) => {
        const files = NODEFS as unknown as NodeFiles;
        const changed = foldersChangedBy(files);
        files.stream_ops.fsync = (file) => {
          const path = files.realPath(file.node);
          sync(file.nfd, path);
          // A file that was made or renamed is found after a crash once its folder is on the disk too.
          if (changed.delete(dirname(path))) syncPath(dirname(path), sync);
          return 0;
        };
      },
    ];
    return { emscriptenOpts: { ...emscriptenOpts, preRun } };
  }
}

/** Notes each folder in which a file is made or gets its name from now on. */
function foldersChangedBy(files: NodeFiles): Set<string> {
  const changed = new Set<string>();
  const { mknod, rename } = files.node_ops;
  files.node_ops.mknod = (...args) => {
    const made = mknod(...args) as object;
    changed.add(dirname(files.realPath(made)));
    return made;
  };
  files.node_ops.rename = (...args) => {
    const [, folder] = args as unknown as [object, object, string];
    changed.add(files.realPath(folder));
    rename(...args);
  };
  return changed;
}

/** Brings a folder and everything in it to the disk. A database that has just been made is there only after this. */
export function syncTree(folder: string, sync: SyncFile = fsyncSync): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile() || entry.isDirectory()) syncPath(join(entry.parentPath, entry.name), sync);
  syncPath(folder, sync);
  syncPath(dirname(folder), sync);
}

function syncPath(path: string, sync: SyncFile): void {
  const fd = openSync(path, 'r');
  try {
    sync(fd, path);
  } finally {
    closeSync(fd);
  }
}
