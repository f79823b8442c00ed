// One process at a time installs into a clone. Plain JavaScript without dependencies: it runs before anything is installed.
import { mkdirSync, readFileSync, rmdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";

/** How often the holder shows that it is alive, by the time of the file. */
const HEARTBEAT_MS = 1000;
/**
 * A holder that was silent for longer is gone, where its processes cannot be seen because they are in another
 * container.
 */
const SILENT_MS = 15_000;
/**
 * Where they can be seen and one seems to be alive: no installation takes this long, so the process id is another
 * program's by now.
 */
const REUSED_MS = 600_000;
const LOOK_AGAIN_MS = 200;

/**
 * Waits until nobody holds the lock file, and takes it. Calls `onWait` once when it has to wait. The result's
 * `include(pid)` adds a process that goes on for the holder even when that is killed; `release()` gives the lock back,
 * as does the end of this process.
 */
export async function takeLock(path, onWait) {
  const pids = [process.pid];
  const write = (flag) => writeFileSync(path, JSON.stringify({ host: hostname(), pids }), { flag });
  const watch = createWatch(path);
  let hasWaited = false;
  for (;;) {
    try {
      write("wx");
      break;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    if (watch.isAbandoned()) removeAbandoned(path, watch.content());
    else {
      if (!hasWaited) onWait();
      hasWaited = true;
      await sleep(LOOK_AGAIN_MS);
    }
  }
  const heartbeat = setInterval(() => touch(path), HEARTBEAT_MS);
  const release = () => {
    clearInterval(heartbeat);
    process.off("exit", release);
    rmSync(path, { force: true });
  };
  process.on("exit", release);
  return {
    include(pid) {
      pids.push(pid);
      write("w");
    },
    release,
  };
}

function createWatch(path) {
  let seen = { content: "", mtimeMs: 0, atMs: 0 };
  return {
    content: () => seen.content,
    isAbandoned() {
      const now = look(path);
      if (now === undefined) return false;
      const isNew = now.content !== seen.content || now.mtimeMs !== seen.mtimeMs;
      if (isNew) seen = { ...now, atMs: performance.now() };
      const silentMs = performance.now() - seen.atMs;
      const holder = parseHolder(now.content);
      if (holder?.host !== hostname()) return silentMs > SILENT_MS;
      return silentMs > REUSED_MS || holder.pids.every((pid) => !isAlive(pid));
    },
  };
}

function look(path) {
  try {
    return { content: readFileSync(path, "utf8"), mtimeMs: statSync(path).mtimeMs };
  } catch {
    return undefined; // given back meanwhile
  }
}

function parseHolder(content) {
  try {
    return JSON.parse(content);
  } catch {
    return undefined; // being written
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** Two processes may find it abandoned at once: the second must not remove what the first has put there. */
function removeAbandoned(path, content) {
  const guard = `${path}.removing`;
  try {
    mkdirSync(guard);
  } catch {
    if (performance.timeOrigin + performance.now() - (look(guard)?.mtimeMs ?? Infinity) > SILENT_MS)
      rmdirSync(guard);
    return;
  }
  try {
    if (look(path)?.content === content) rmSync(path, { force: true });
  } finally {
    rmdirSync(guard);
  }
}

function touch(path) {
  const now = new Date();
  try {
    utimesSync(path, now, now);
  } catch {
    // Already removed: by someone who tidied up, or on a disk that is gone.
  }
}
