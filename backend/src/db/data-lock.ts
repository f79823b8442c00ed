import { createHash } from "node:crypto";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import type { Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Another process that is alive uses the folder. */
export class DataInUseError extends Error {
  override name = "DataInUseError";
}

/**
 * Claims a data folder for this process until it ends, since PGlite does not notice a second process on the same folder,
 * which would destroy it. Throws `DataInUseError`.
 *
 * The claim is a local socket rather than a file with a process id: the system gives it up when its process ends in
 * whatever way, and a number that now belongs to another program cannot be mistaken for it.
 */
export async function claimDataLock(directory: string): Promise<() => void> {
  const path = socketPath(directory);
  const server = createServer((socket) => socket.destroy());
  if (!(await tryListen(server, path))) {
    if (await answers(path)) {
      throw new DataInUseError(
        `${directory} is used by another process: stop that, or choose another folder.`,
      );
    }
    // Left behind by a process that was killed.
    rmSync(path, { force: true });
    server.listen(path);
    await once(server, "listening");
  }
  server.unref();
  return () => server.close();
}

/** Short whatever the folder is called: a socket's path has 107 bytes on Linux. */
function socketPath(directory: string): string {
  const name = `cruddur-data-${createHash("sha256").update(directory).digest("hex").slice(0, 16)}`;
  return process.platform === "win32" ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`);
}

async function tryListen(server: Server, path: string): Promise<boolean> {
  try {
    server.listen(path);
    await once(server, "listening");
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") return false;
    throw error;
  }
}

async function answers(path: string): Promise<boolean> {
  const socket = connect(path);
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
