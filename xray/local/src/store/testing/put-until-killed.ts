/**
 * Run by durability.test.ts as `node put-until-killed.ts <folder> <first number>`. Puts one batch of documents after
 * the other, and prints the number of the last document of each batch when it was acknowledged.
 */
import { makeDocument } from "./make-document.ts";
import { createTraceStore } from "../sqlite-trace-store.ts";

const [directory = "", first = "1"] = process.argv.slice(2);
const DOCUMENTS_A_BATCH = 20;

const store = await createTraceStore({ directory, capBytes: 2 ** 30, retentionSec: 86_400 });
for (let next = Number(first); ; next += DOCUMENTS_A_BATCH) {
  await store.put(Array.from({ length: DOCUMENTS_A_BATCH }, (_, at) => makeDocument(next + at)));
  process.stdout.write(`${next + DOCUMENTS_A_BATCH - 1}\n`);
}
