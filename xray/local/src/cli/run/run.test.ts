import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunReport } from "../../report/run-report.ts";
import { runProgram } from "../testing/run-program.ts";
import type { RunningProgram } from "../testing/run-program.ts";

/** Sends three requests as an X-Ray SDK does, the last with a fault, and tells what it was given. */
const APP = `
import { createSocket } from "node:dgram";
const [host, port] = process.env.AWS_XRAY_DAEMON_ADDRESS.split(":");
const socket = createSocket("udp4");
const now = Date.now() / 1000;
for (const at of [1, 2, 3]) {
  const segment = {
    trace_id: "1-" + Math.floor(now).toString(16) + "-" + String(at).padStart(24, "0"),
    id: String(at).padStart(16, "0"), name: "shop", start_time: now, end_time: now + at / 100,
    http: { request: { method: "GET", url: "http://shop.test/" + at }, response: { status: at === 3 ? 500 : 200 } },
    ...(at === 3 ? { fault: true, cause: { exceptions: [{ id: "0000000000000009", type: "OutOfStock", message: "gone" }] } } : {}),
  };
  await new Promise((sent) => socket.send('{"format":"json","version":1}\\n' + JSON.stringify(segment), Number(port), host, sent));
}
socket.close();
console.log("app ran");
process.exitCode = Number(process.argv[2] ?? 0);
`;

let folder: string;
let app: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "xray-run-"));
  app = join(folder, "app.mjs");
  await writeFile(app, APP);
});

afterAll(() => rm(folder, { recursive: true }));

const xrayLocal = (words: readonly string[], onOutput?: (child: RunningProgram, out: string) => void) =>
  runProgram(words, { cwd: folder, ...(onOutput && { onOutput }) });

describe("xray-local run", () => {
  it("takes the traces of a command and tells what happened, with the command's exit code", async () => {
    const { code, out, err } = await xrayLocal([
      "run",
      "--report",
      "report.json",
      "--traces",
      "traces.ndjson",
      "--",
      process.execPath,
      app,
      "7",
    ]);
    expect([code, out]).toEqual([7, "app ran\n"]);
    expect(err).toContain("3 requests of shop: 1 fault");
    expect(err).toMatch(/slowest +30 ms {2}GET http:\/\/shop\.test\/3/);
    expect(err).toMatch(/fault +1× {2}shop: OutOfStock: gone/);
    const report = JSON.parse(await readFile(join(folder, "report.json"), "utf8")) as RunReport;
    expect(report).toMatchObject({
      requests: 3,
      outcomes: { fault: 1, throttle: 0, error: 0, ok: 2 },
      services: ["shop"],
    });
    const traces = await readFile(join(folder, "traces.ndjson"), "utf8");
    expect(traces.trim().split("\n")).toHaveLength(3);
  });

  it.each([
    ["a command that is not there", ["no-such-command"], 127, "There is no command no-such-command here."],
    ["no command", [], 2, "Say what to run behind --: xray-local run -- npm test"],
  ])("says that there is %s", async (_what, words, exitCode, message) => {
    const { code, err } = await xrayLocal(["run", "--", ...words]);
    expect(code).toBe(exitCode);
    expect(err).toContain(message);
  });

  it("tells of a command that sent nothing what it was given", async () => {
    const { code, err } = await xrayLocal(["run", "--", process.execPath, "-e", "0"]);
    expect(code).toBe(0);
    expect(err).toContain("no trace arrived");
    expect(err).toContain("AWS_XRAY_DAEMON_ADDRESS");
  });

  it.skipIf(process.platform === "win32")(
    "answers for a command that a signal ended as shells do",
    async () => {
      const { code } = await xrayLocal([
        "run",
        "--",
        process.execPath,
        "-e",
        "process.kill(process.pid, 'SIGTERM')",
      ]);
      expect(code).toBe(143);
    },
  );

  it.skipIf(process.platform === "win32").each(["SIGTERM", "SIGINT"] as const)(
    "passes %s on, and a second one ends the command at once",
    async (signal) => {
      const stubborn = `process.on("${signal}", () => console.log("ready again")); console.log("ready"); setInterval(() => {}, 1000)`;
      const told = new Set<string>();
      const { code } = await xrayLocal(["run", "--", process.execPath, "-e", stubborn], (child, out) => {
        for (const line of out.trim().split("\n")) if (!told.has(line) && told.add(line)) child.kill(signal);
      });
      expect(code).toBe(137);
      expect([...told]).toEqual(["ready", "ready again"]);
    },
  );

  it("prints one JSON for a program, with what came of the expectations, and the command's output beside it", async () => {
    await writeFile(
      join(folder, "traces.yaml"),
      'expectations:\n  - name: no fault\n    traces: service("shop")\n    match: "!fault"\n',
    );
    const words = ["run", "--json", "--check", "traces.yaml", "--", process.execPath, app];
    const { code, out, err } = await xrayLocal(words);
    expect(code).toBe(1);
    expect(err).toBe("app ran\n");
    expect(JSON.parse(out)).toMatchObject({
      requests: 3,
      exitCode: 0,
      expectations: [
        { expectation: { name: "no fault" }, traces: 3, failures: [{ message: expect.any(String) }] },
      ],
    });
  });
});
