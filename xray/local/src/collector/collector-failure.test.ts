import { EventEmitter } from "node:events";
import { expect, test, vi } from "vitest";
import { createQueueMemory } from "../queue/record-queue.ts";
import { createCollector } from "./collector.ts";

/** In the place of the thread, whose end is then the test's to say. */
const thread = Object.assign(new EventEmitter(), { postMessage: () => thread.emit("exit", 0) });

vi.mock("../spawn-thread.ts", () => ({
  spawnThread: () => {
    const address = { host: "127.0.0.1", port: 2000 };
    setImmediate(() => thread.emit("message", { type: "listening", address, receiveBufferBytes: 0 }));
    return thread;
  },
}));

async function collect(): Promise<{ failures: string[]; close: () => Promise<void> }> {
  thread.removeAllListeners();
  const failures: string[] = [];
  const collector = await createCollector({
    store: { queue: createQueueMemory({ blocks: 2, blockBytes: 64 }) },
    host: "127.0.0.1",
    port: 2000,
    onFailure: ({ message }) => failures.push(message),
  });
  return { failures, close: () => collector.close() };
}

test("a thread that dies after the start is told, with its reason", async () => {
  const { failures } = await collect();
  thread.emit("error", new Error("out of memory"));
  thread.emit("exit", 1);
  await vi.waitFor(() =>
    expect(failures).toEqual(["Receiving on UDP 127.0.0.1:2000 stopped: Error: out of memory."]),
  );
});

test("a thread that was told to close is no failure", async () => {
  const { failures, close } = await collect();
  await close();
  expect(failures).toEqual([]);
});
