import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { makeTraceId } from "./testing/make-document.ts";
import { makeFolder, makeStore } from "./testing/make-test-store.ts";

const CHILD = fileURLToPath(new URL("./testing/put-until-killed.ts", import.meta.url));

/** Runs the child until it has acknowledged so many batches, kills it with SIGKILL, answers the last number it printed. */
async function putUntilKilled(directory: string, first: number, batches: number): Promise<number> {
  const child = spawn(process.execPath, [CHILD, directory, String(first)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  let acknowledged = 0;
  let lines = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged = Number(line);
    lines += 1;
    if (lines === batches) child.kill("SIGKILL");
  }
  const [code, signal] = await exited;
  expect({ code, signal }).toEqual({ code: null, signal: "SIGKILL" });
  return acknowledged;
}

test("a process killed at any moment keeps all that it acknowledged, and its folder can be used at once", async () => {
  const directory = makeFolder();
  let next = 1;
  for (const batches of [1, 7, 40]) {
    const acknowledged = await putUntilKilled(directory, next, batches);
    const store = await makeStore({ directory });
    for (let number = 1; number <= acknowledged; number += 1) {
      expect(store.documents(makeTraceId(number)), `document ${number}`).toHaveLength(1);
    }
    const { traces, segments } = store.status();
    expect(segments).toBe(traces);
    next = traces + 1;
    await store.close();
  }
}, 30_000);
