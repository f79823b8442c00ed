import { expect, onTestFinished, test, vi } from "vitest";
import { toRecordNumber } from "../../queue/record-kinds.ts";
import { createQueueConsumer, createQueueMemory, createQueueProducer } from "../../queue/record-queue.ts";
import { ChunkTable, openForWriting } from "../chunk/chunk-table.ts";
import { databasePath } from "../data-folder.ts";
import { makeDocument } from "../testing/make-document.ts";
import { makeFolder } from "../testing/make-test-store.ts";
import { Ingester } from "./ingester.ts";
import { WriteLoop } from "./write-loop.ts";
import type { FromWriter, ToWriter } from "./writer-messages.ts";

test("a clock that is set back delays neither a commit nor retention", () => {
  const database = openForWriting(databasePath(makeFolder()));
  onTestFinished(() => database.close());
  const table = new ChunkTable(database);
  const memory = createQueueMemory({ blocks: 2, blockBytes: 2 ** 16 });
  createQueueProducer(memory).push(toRecordNumber("Document"), Buffer.from(makeDocument(1)));
  let nowMs = 1e12;
  // Each time that somebody looks at the clock, it was set back by another hour.
  vi.spyOn(Date, "now").mockImplementation(() => (nowMs -= 3_600_000));
  onTestFinished(() => void vi.restoreAllMocks());
  const posted: FromWriter[] = [];
  let checks = 0;
  const isDone = (): boolean => posted.length > 0 && checks > 2;
  const messages: ToWriter[] = [{ type: "start" }];
  let isToldToClose = false;
  const receive = (): ToWriter | undefined => {
    if (messages.length > 0 || isToldToClose || !isDone()) return messages.shift();
    isToldToClose = true;
    return { type: "close" };
  };
  new WriteLoop({
    table,
    ingester: new Ingester(table),
    queue: createQueueConsumer(memory),
    limits: { capBytes: 2 ** 30, retentionSec: 86_400 },
    checkFile: () => void (checks += 1),
    explain: String,
    post: (message) => posted.push(message),
    receive,
  }).run();
  expect(posted).toMatchObject([{ type: "committed", counts: { accepted: 1 } }]);
});
