import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ConfigError, DataDirLocked } from '../kit/errors.ts';

const SQLITE_BUSY = 5;

/**
 * Holds the directory for this process until the returned function is called. The operating system holds the lock, so
 * it ends with the process however that ends: a killed scan can be started again at once, and no process that is merely
 * slow or suspended loses its lock to another.
 */
export function lockDirectory(dir: string): () => void {
  // Node itself has no file locks; SQLite has them on every system, and keeps this one until the file is closed.
  let file: DatabaseSync | undefined;
  try {
    file = new DatabaseSync(join(dir, 'lock'));
    file.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    file?.close();
    const { errcode, message } = error as { errcode?: number; message: string };
    throw errcode === SQLITE_BUSY
      ? new DataDirLocked(dir)
      : new ConfigError([`DATA_DIR: ${dir} cannot be used (${message}).`]);
  }
  const held = file;
  return () => {
    held.close();
  };
}
