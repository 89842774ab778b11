import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { EarshotError } from "@earshot/core/error.ts";

/** What keeps a second engine from a data folder. */
export interface FolderLock {
  release(): void;
}

/** How SQLite says that somebody else holds a lock (SQLITE_BUSY). */
const busy = 5;

/**
 * Takes a data folder for this process; undefined where another has it. The operating system holds the lock, by a file in
 * which nothing stands, and drops it with the process, however that ends: nothing is ever left over that somebody would
 * have to find out to be stale, as with a file that names its owner.
 */
export function lockFolder(folder: string): FolderLock | undefined {
  const lock = new DatabaseSync(path.join(folder, "lock"));
  try {
    lock.exec("BEGIN EXCLUSIVE");
    return { release: () => lock.close() };
  } catch (error) {
    lock.close();
    if ((error as { errcode?: number }).errcode === busy) return undefined;
    throw new EarshotError("upstream", `${path.join(folder, "lock")} cannot be locked.`, { cause: error });
  }
}
