/**
 * Preloaded into the processes of the product (`node --import`): ends them when whoever started them is gone, whatever ended
 * it. The parent holds the other end of a pipe; the system closes it with the parent, also when that is killed and can say
 * nothing any more.
 */
import { Socket } from "node:net";
import { isMainThread } from "node:worker_threads";

/** Where `startChild` puts the pipe. */
const LIFELINE_FD = 3;
/** For what a process does at its end; what takes longer is cut off. */
const GRACE_MS = 8_000;

if (isMainThread) {
  const lifeline = new Socket({ fd: LIFELINE_FD, readable: true, writable: false });
  lifeline.on("error", () => undefined);
  lifeline.once("close", end);
  lifeline.resume();
  // It keeps no process alive that has nothing else to do.
  lifeline.unref();
}

function end(): void {
  // Who read the output is gone too: a failing write must not end the process before it has put its things in order.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
  if (process.listenerCount("SIGTERM") === 0) process.exit(1);
  setTimeout(() => process.kill(process.pid, "SIGKILL"), GRACE_MS).unref();
  process.emit("SIGTERM", "SIGTERM");
}
