import { receiveMessageOnPort, workerData } from "node:worker_threads";
import type { MessagePort, Transferable } from "node:worker_threads";
import { ChunkTable, openForWriting, toLogBytes } from "../chunk/chunk-table.ts";
import { statSync } from "node:fs";
import { databasePath, toStoreError } from "../data-folder.ts";
import { StoreError } from "../trace-store.ts";
import { Ingester } from "./ingester.ts";
import { expireAll } from "./retention.ts";
import { createQueueConsumer } from "../../queue/record-queue.ts";
import { upgradeFile } from "./upgrade.ts";
import { WriteLoop } from "./write-loop.ts";
import type { FromWriter, ToWriter, WriterOptions } from "./writer-messages.ts";

/** The thread that writes: one loop that sleeps on shared memory and never returns to the event loop. */
function main({ options, port }: { options: WriterOptions; port: MessagePort }): void {
  const post = (message: FromWriter): void => port.postMessage(message, transferables(message));
  const receive = (): ToWriter | undefined => receiveMessageOnPort(port)?.message as ToWriter | undefined;
  try {
    const path = databasePath(options.directory);
    upgradeFile(path);
    const table = new ChunkTable(openForWriting(path, toLogBytes(options.capBytes)));
    expireAll(table, options, Date.now());
    // Made before the folder is announced, because it may be deleted right after that.
    const checkFile = createFileCheck(options.directory);
    post({ type: "ready" });
    const ingester = new Ingester(table);
    const queue = createQueueConsumer(options.queue);
    const explain = (error: unknown): string => toStoreError(error, options.directory).message;
    new WriteLoop({ table, ingester, queue, limits: options, post, receive, checkFile, explain }).run();
    // Otherwise the next start would read the log again, and a copy of the file alone would lack what is in it.
    table.database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    table.database.close();
    post({ type: "closed" });
  } catch (error) {
    const { code, message } = toStoreError(error, options.directory);
    post({ type: "failed", code, message });
  }
  port.close();
}

/** A deleted file that is still open accepts writes and keeps nothing of them. */
function createFileCheck(directory: string): () => void {
  const path = databasePath(directory);
  const identify = (): number | undefined => statSync(path, { throwIfNoEntry: false })?.ino;
  const opened = identify();
  return () => {
    if (identify() === opened) return;
    throw new StoreError(
      "Gone",
      `The data folder ${directory} was deleted or replaced while the server was running, and nothing can be stored in it any more. Start the server again.`,
    );
  };
}

function transferables(message: FromWriter): Transferable[] {
  if (message.type !== "committed") return [];
  const { chunks, rollups } = message;
  return [...chunks.map(({ columns }) => columns.buffer), ...rollups.map(({ encoded }) => encoded.buffer)];
}

main(workerData as { options: WriterOptions; port: MessagePort });
