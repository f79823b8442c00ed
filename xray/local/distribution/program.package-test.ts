import { execFileSync, spawnSync } from "node:child_process";
import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildExecutable } from "./build-executable.ts";
import { buildPackage, packPackage } from "./build-package.ts";
import { OLDEST_NODE } from "./bundle.ts";
import { call, sendSegment, serve } from "./stranger.ts";
import type { Program } from "./stranger.ts";

/** The largest sizes that may be shipped, bytes. */
const MAX_TARBALL = 5e6;
const MAX_EXECUTABLE = 160e6;

let work: string;
let tarball: string;
let oldestNode: string;

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), "xray-local-stranger-"));
  await buildPackage(join(work, "package"));
  tarball = packPackage(join(work, "package"), work);
  await buildExecutable(join(work, "xray-local"));
  npm(["install", "--prefix", join(work, "oldest"), `node@${OLDEST_NODE}`]);
  oldestNode = join(work, "oldest", "node_modules", "node", "bin", "node");
});

afterAll(() => rm(work, { recursive: true, force: true }));

function npm(args: readonly string[], cwd = work): void {
  execFileSync("npm", [...args, "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd,
    stdio: "pipe",
    shell: process.platform === "win32",
  });
}

/** An empty folder with nothing but the tarball's package in it. */
async function installTarball(): Promise<string> {
  const folder = await mkdtemp(join(work, "project-"));
  await writeFile(join(folder, "package.json"), `{"private":true,"type":"module"}`);
  npm(["install", tarball], folder);
  return folder;
}

async function programs(): Promise<readonly [string, Program][]> {
  const project = await installTarball();
  const empty = await mkdtemp(join(work, "empty-"));
  const launcher = join(project, "node_modules", "xray-local", "bin", "xray-local.cjs");
  const data = { XDG_DATA_HOME: await mkdtemp(join(work, "data-")) };
  return [
    ["the package on this Node", { command: [process.execPath, launcher], cwd: project, env: data }],
    [`the package on Node ${OLDEST_NODE}`, { command: [oldestNode, launcher], cwd: project, env: data }],
    [
      "the executable",
      { command: [join(work, "xray-local")], cwd: empty, env: { ...data, PATH: "/usr/bin:/bin" } },
    ],
  ];
}

function makeSegment() {
  const start = Date.now() / 1000;
  return {
    trace_id: `1-${Math.floor(start).toString(16)}-0123456789abcdef01234567`,
    id: "0123456789abcdef",
    name: "shop",
    start_time: start,
    end_time: start + 0.05,
    http: { request: { method: "GET", url: "http://shop.test/home" }, response: { status: 200 } },
  };
}

describe("what is shipped", () => {
  it("is small, and the package needs nothing else", async () => {
    expect((await stat(tarball)).size).toBeLessThan(MAX_TARBALL);
    expect((await stat(join(work, "xray-local"))).size).toBeLessThan(MAX_EXECUTABLE);
    const project = await installTarball();
    const installed = (await readdir(join(project, "node_modules"))).filter((name) => !name.startsWith("."));
    expect(installed).toEqual(["xray-local"]);
  });

  it("takes a segment, shows it on every way, and stops cleanly", async () => {
    for (const [name, program] of await programs()) {
      const serving = await serve(program, ["--memory"]);
      const segment = makeSegment();
      await sendSegment(serving.daemon, segment);
      let listed = "";
      await expect
        .poll(async () => {
          listed = await (await fetch(`${serving.url}/traces.ndjson?start=0&end=9999999999`)).text();
          return listed.includes(segment.trace_id);
        })
        .toBe(true);
      const page = await (await fetch(`${serving.url}/traces`)).text();
      const script = /src="(\/assets\/[^"]+\.js)"/.exec(page)?.[1] ?? "";
      expect((await fetch(`${serving.url}${script}`)).status, name).toBe(200);
      const shown = await call(program, ["show", segment.trace_id, "--url", serving.url]);
      expect(shown.out, name).toMatch(/^shop \/home +50 ms +█+\n$/);
      expect(await serving.stop(), name).toMatchObject({ code: 0, err: "" });
    }
  });

  it("runs a command under an X-Ray of its own", async () => {
    for (const [name, program] of await programs()) {
      const { code, err } = await call(program, ["run", "--", process.execPath, "-e", "process.exit(3)"]);
      expect([code, err.includes("no trace arrived")], name).toEqual([3, true]);
    }
  });

  it("tells a Node that is too old what to do", async () => {
    const old = join(work, "old");
    npm(["install", "--prefix", old, "node@18.20.8"]);
    const launcher = join(work, "package", "bin", "xray-local.cjs");
    const { status, stderr } = spawnSync(join(old, "node_modules", "node", "bin", "node"), [launcher], {
      encoding: "utf8",
    });
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^xray-local needs Node 22\.15\.0 or newer, and this is Node 18\.20\.8\. Install a newer Node/,
    );
  });

  it("gives tests a local X-Ray, with declarations", async () => {
    const project = await installTarball();
    const test = `import { startXray, xrayMatchers } from "xray-local/testing";
      const xray = await startXray();
      const body = JSON.stringify({ TraceSegmentDocuments: [${JSON.stringify(JSON.stringify(makeSegment()))}] });
      await fetch(xray.url + "/TraceSegments", { method: "POST", body });
      const trace = await xray.trace('service("shop")');
      console.log(trace.shape, xrayMatchers.toHaveStep(trace, "shop*", 1).pass);
      await xray.close();`;
    await writeFile(join(project, "app.test.mjs"), test);
    const run = await call({ command: [process.execPath, "app.test.mjs"], cwd: project }, []);
    expect(run).toEqual({ code: 0, out: "shop GET /home 200 true\n", err: "" });
    const declarations = await readdir(join(project, "node_modules", "xray-local", "dist", "types"), {
      recursive: true,
    });
    expect(declarations).toContain(join("test-kit", "testing.d.ts"));
  });
});
