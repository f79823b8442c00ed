/**
 * Preloaded into the processes of the product (`node --import`): ends them when their parent is gone for any reason.
 * The parent holds the other end of a pipe, which the system closes with it, even when it is killed.
 */
import { Socket } from "node:net";
import { isMainThread } from "node:worker_threads";

/** The file descriptor where `startChild` puts the pipe. */
const LIFELINE_FD = 3;
/** For what a process does at its end; what takes longer is aborted. */
const GRACE_MS = 8_000;

if (isMainThread) {
  const lifeline = new Socket({ fd: LIFELINE_FD, readable: true, writable: false });
  lifeline.on("error", () => undefined);
  lifeline.once("close", end);
  lifeline.resume();
  // Does not keep a process alive that has nothing else to do.
  lifeline.unref();
}

function end(): void {
  // The reader of the output is gone too: a failed write must not end the process before it has cleaned up.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
  if (process.listenerCount("SIGTERM") === 0) process.exit(1);
  setTimeout(() => process.kill(process.pid, "SIGKILL"), GRACE_MS).unref();
  process.emit("SIGTERM", "SIGTERM");
}
