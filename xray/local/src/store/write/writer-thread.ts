import { MessageChannel } from "node:worker_threads";
import type { Worker } from "node:worker_threads";
import { spawnThread } from "../../spawn-thread.ts";
import type { UnprocessedTraceSegment } from "../../protocol/api-types.ts";
import { StoreError } from "../trace-store.ts";
import { ringBell } from "../../queue/record-queue.ts";
import type { QueueMemory } from "../../queue/record-queue.ts";
import type { MarkedActivity, MarkedRollup } from "../../rollup/rollup-store.ts";
import type { FromWriter, PutOutcome, ToWriter, WriterOptions } from "./writer-messages.ts";

// Room for the parsed documents of one chunk, which are then collected without being copied.
const YOUNG_MB = 48;

interface Waiter<Value> {
  resolve: (value: Value) => void;
  reject: (error: Error) => void;
}

/** The reader's end of the writing thread. */
export class WriterThread {
  readonly queue: QueueMemory;
  private readonly worker: Worker;
  private readonly port;
  private readonly waiters = new Map<number, Waiter<readonly UnprocessedTraceSegment[]>>();
  private readonly clearings = new Map<number, Waiter<void>>();
  private readonly becameReady = Promise.withResolvers<void>();
  private readonly ended = Promise.withResolvers<void>();
  private onMessage: (message: FromWriter) => void = () => {};
  private readonly onFailure: (failure: StoreError) => void;
  private failure: StoreError | undefined;
  private isStarted = false;
  private isClosing = false;
  private nextId = 1;

  /** `onFailure` is called when the thread ends by itself after its start. */
  constructor(options: WriterOptions, onFailure: (failure: StoreError) => void) {
    this.queue = options.queue;
    this.onFailure = onFailure;
    const { port1, port2 } = new MessageChannel();
    this.port = port1;
    this.port.on("message", (message: FromWriter) => this.receive(message));
    this.worker = spawnThread("writer", {
      name: "xray-write",
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
      workerData: { options, port: port2 },
      transferList: [port2],
    });
    this.worker.on("error", (error) =>
      this.fail(new StoreError("Failed", `The store stopped: ${String(error)}`)),
    );
    // Not on the exit of the thread: its last messages may come later than that, but not later than the close of its
    // port.
    this.port.on("close", () => {
      this.fail(new StoreError("Failed", "The store is closed."));
      this.ended.resolve();
    });
    // Callers of `ready` handle the failure; there may be none.
    this.becameReady.promise.catch(() => {});
  }

  /** Resolves when the file is open and has today's layout; rejects with a `StoreError`. */
  ready(): Promise<void> {
    return this.becameReady.promise;
  }

  /** Lets the writer read its queue. Every message goes to `onMessage` before the puts in it are answered. */
  start(onMessage: (message: FromWriter) => void): void {
    this.onMessage = onMessage;
    this.isStarted = true;
    this.send({ type: "start" });
  }

  keepRollups(minutes: readonly MarkedRollup[], firstSec: number): void {
    this.send({ type: "rollups", minutes, firstSec });
  }

  keepActivity(minutes: readonly MarkedActivity[], firstSec: number): void {
    this.send({ type: "activity", minutes, firstSec });
  }

  put(documents: readonly string[], isImport: boolean): Promise<readonly UnprocessedTraceSegment[]> {
    if (this.failure !== undefined) return Promise.reject(this.failure);
    const id = this.takeId();
    return new Promise((resolve, reject) => {
      this.waiters.set(id, { resolve, reject });
      this.send({ type: "put", id, documents, isImport });
    });
  }

  /** Resolves when all that was ingested until now is gone from the disk. */
  clear(): Promise<void> {
    if (this.failure !== undefined) return Promise.reject(this.failure);
    const id = this.takeId();
    return new Promise((resolve, reject) => {
      this.clearings.set(id, { resolve, reject });
      this.send({ type: "clear", id });
    });
  }

  /** Resolves when all that was received is written and the thread has ended. */
  close(): Promise<void> {
    this.isClosing = true;
    this.send({ type: "close" });
    return this.ended.promise;
  }

  async terminate(): Promise<void> {
    await this.worker.terminate();
  }

  private takeId(): number {
    this.nextId += 1;
    return this.nextId - 1;
  }

  private send(message: ToWriter): void {
    this.port.postMessage(message, []);
    ringBell(this.queue);
  }

  private receive(message: FromWriter): void {
    if (message.type === "ready") this.becameReady.resolve();
    else if (message.type === "failed") this.fail(new StoreError(message.code, message.message));
    else if (message.type === "cleared") this.endClearing(message);
    else this.onMessage(message);
    if (message.type === "committed") for (const outcome of message.puts) this.answer(outcome);
  }

  private answer(outcome: PutOutcome): void {
    const waiter = this.waiters.get(outcome.id);
    this.waiters.delete(outcome.id);
    if ("failure" in outcome) waiter?.reject(new StoreError("NotWritable", `Not stored: ${outcome.failure}`));
    else waiter?.resolve(outcome.unprocessed);
  }

  private endClearing({ id, failure }: Extract<FromWriter, { type: "cleared" }>): void {
    const waiter = this.clearings.get(id);
    this.clearings.delete(id);
    if (failure === undefined) waiter?.resolve();
    else
      waiter?.reject(
        new StoreError(
          "NotWritable",
          `Not all of it could be deleted from the disk: ${failure}. What is left is there again at the next start.`,
        ),
      );
  }

  private fail(error: StoreError): void {
    if (this.failure === undefined && this.isStarted && !this.isClosing) this.onFailure(error);
    this.failure ??= error;
    this.becameReady.reject(this.failure);
    for (const { reject } of [...this.waiters.values(), ...this.clearings.values()]) reject(this.failure);
    this.waiters.clear();
    this.clearings.clear();
  }
}
