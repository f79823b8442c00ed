import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { claimInstance, findInstanceOn, readInstance } from "./instance.ts";
import type { Instance } from "./instance.ts";

let parent: string;
let data: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), "instance-"));
  data = join(parent, "data");
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

const instance: Instance = {
  pid: 1234,
  startedAtMs: Date.UTC(2026, 10, 24, 12),
  root: "/home/me/cruddur",
  frontendUrl: "http://localhost:3000",
  consoleUrl: "http://localhost:2001",
};

it("a second start is told who runs already, since when, from where, and on which addresses", async () => {
  const release = await claimInstance(data, instance);
  await expect(claimInstance(data, { ...instance, pid: 99 })).rejects.toThrow(
    /runs already, since .*\(process 1234, started in \/home\/me\/cruddur\)[\s\S]*http:\/\/localhost:3000[\s\S]*http:\/\/localhost:2001/,
  );
  expect(readInstance(data)).toEqual(instance);
  release();
  expect(readInstance(data)).toBeUndefined();
  (await claimInstance(data, instance))();
});

it("one that was killed is not in the way", async () => {
  const module = join(import.meta.dirname, "instance.ts");
  const script = `
    import { claimInstance } from ${JSON.stringify(module)};
    await claimInstance(${JSON.stringify(data)}, ${JSON.stringify(instance)});
    setInterval(() => undefined, 1_000);
    console.log("claimed");`;
  const killed = spawn(process.execPath, ["--input-type=module-typescript", "--eval", script]);
  await once(killed.stdout, "data");
  await expect(claimInstance(data, instance)).rejects.toThrow("runs already");
  killed.kill("SIGKILL");
  await once(killed, "exit");
  expect(existsSync(join(data, "running.json"))).toBe(true);
  (await claimInstance(data, instance))();
});

it.skipIf(process.platform === "win32")(
  "data is its user's own, and a folder that was there keeps its rights",
  async () => {
    (await claimInstance(data, instance))();
    expect(statSync(data).mode & 0o777).toBe(0o700);
    const given = join(parent, "given");
    mkdirSync(given, { mode: 0o755 });
    (await claimInstance(given, instance))();
    expect(statSync(given).mode & 0o777).toBe(0o755);
  },
);

it("tells by the port of its console which clone runs, and what is none", async () => {
  const release = await claimInstance(data, instance);
  const server = createServer((_request, response) => {
    response.end(JSON.stringify({ store: { path: join(data, "xray", "traces.sqlite") } }));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  expect(await findInstanceOn(port)).toEqual({ tracesPath: join(data, "xray", "traces.sqlite"), instance });
  release();
  expect(await findInstanceOn(port)).toEqual({
    tracesPath: join(data, "xray", "traces.sqlite"),
    instance: undefined,
  });
  server.removeAllListeners("request").on("request", (_request, response) => response.end("hello"));
  expect(await findInstanceOn(port)).toBeUndefined();
  server.close();
  server.closeAllConnections();
  expect(await findInstanceOn(port)).toBeUndefined();
});
