import { describe, expect, it, onTestFinished } from "vitest";
import { makeContext } from "../../api/testing/make-context.ts";
import { makeSegment } from "../../api/testing/make-segment.ts";
import { makeServer } from "../../api/testing/make-server.ts";
import { readEvents } from "../../client/read-events.ts";
import type { StreamEvent } from "../../console-wire/server-status.ts";
import { runWords } from "../testing/run-words.ts";

async function setUp(traces: number) {
  const context = makeContext();
  await context.store.put(Array.from({ length: traces }, () => JSON.stringify(makeSegment())));
  const { url, close } = await makeServer({ context });
  onTestFinished(close);
  return { url, left: () => context.store.status().traces };
}

async function nextCleared(events: AsyncGenerator<StreamEvent>): Promise<void> {
  for await (const event of events) if (event.type === "cleared") return;
}

describe("xray-local clear", () => {
  it("deletes all traces after a yes, and pages are told", async () => {
    const { url, left } = await setUp(3);
    const events = readEvents(`${url}/stream`);
    await events.next();
    const told = nextCleared(events);
    const { exitCode, out, err } = await runWords(["clear", "--url", url], { typed: "y\n" });
    expect([exitCode, out]).toEqual([0, ""]);
    expect(err).toBe(
      `Delete all 3 traces of ${url} (memory)? This cannot be undone. [y/N] 3 traces deleted.\n`,
    );
    expect(left()).toBe(0);
    await told;
    await events.return(undefined);
  });

  it.each([["n\n"], ["\n"], ["yonder\n"], [""]])("deletes nothing after %j", async (typed) => {
    const { url, left } = await setUp(2);
    const { exitCode, err } = await runWords(["clear", "--url", url], { typed });
    expect(exitCode).toBe(1);
    expect(err).toMatch(/Nothing was deleted\.\n$/);
    expect(left()).toBe(2);
  });

  it("does not ask in a script, and answers a program", async () => {
    const { url, left } = await setUp(2);
    expect(await runWords(["clear", "--yes", "--json"], { env: { XRAY_LOCAL_URL: url } })).toEqual({
      exitCode: 0,
      out: '{"traces":2,"segments":2}\n',
      err: "",
    });
    expect(left()).toBe(0);
  });

  it("deletes nothing where nobody can be asked", async () => {
    const { url, left } = await setUp(2);
    expect((await runWords(["clear", "--url", url])).exitCode).toBe(2);
    expect(left()).toBe(2);
  });
});

describe("DELETE /traces.ndjson", () => {
  it.each([
    ["of a page of another origin", "", { origin: "http://evil.test" }, 403],
    ["of a page of another site", "", { "sec-fetch-site": "cross-site" }, 403],
    ["that means a part of them", "?filter=fault", {}, 400],
  ])("%s is refused", async (_whose, query, headers, status) => {
    const { url, left } = await setUp(1);
    const response = await fetch(`${url}/traces.ndjson${query}`, { method: "DELETE", headers });
    expect(response.status).toBe(status);
    expect(left()).toBe(1);
  });

  it("is told of where the method is wrong", async () => {
    const { url } = await setUp(0);
    const response = await fetch(`${url}/traces.ndjson`, { method: "PUT" });
    expect([response.status, response.headers.get("allow")]).toEqual([405, "GET, HEAD, DELETE"]);
  });
});
