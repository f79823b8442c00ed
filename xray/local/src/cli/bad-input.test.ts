import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { makeSegment } from "../api/testing/make-segment.ts";
import { startOwnServer } from "../own-server.ts";
import type { OwnServer } from "../own-server.ts";
import { runProgram } from "./testing/run-program.ts";
import { runWords } from "./testing/run-words.ts";

// Threads take long to start on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let folder: string;
let server: OwnServer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "xray-bad-input-"));
  server = await startOwnServer();
  await writeFile(at("file"), "I am a file\n");
  await writeFile(at("notes.txt"), "To do:\n- buy milk\n");
  await writeFile(at("other.json"), '{ "name": "not a trace" }');
  await writeFile(at("bytes.bin"), Buffer.from([0, 159, 146, 150, 255, 10, 0]));
  await writeFile(at("empty.ndjson"), "");
  await writeFile(at("good.yaml"), "expectations:\n  - name: any\n    traces: ok\n    count: 0..\n");
  await writeFile(at("filter.yaml"), 'expectations:\n  - name: any\n    traces: htp.url CONTAINS "x"\n');
  await writeFile(at("member.yaml"), "expectations:\n  - name: any\n    treces: ok\n");
  await writeFile(at("yaml.yaml"), "expectations: [\n");
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

const at = (name: string): string => join(folder, name);
const run = (...words: readonly string[]) => runWords(words, { env: { XRAY_LOCAL_URL: server.url } });

describe("an option that is not known", () => {
  it.each([
    ["check", "--jsn", "--json"],
    ["run", "--jsno", "--json"],
    ["run", "--chek", "--check"],
    ["tail", "--josn", "--json"],
    ["show", "--jason", "--json"],
    ["doctor", "--jsons", "--json"],
    ["clear", "--yse", "--yes"],
    ["export", "--strat", "--start"],
    ["open", "--no-brower", "--no-browser"],
    ["serve", "--memroy", "--memory"],
  ])("of %s, %s, leads to the nearest, %s", async (command, typed, meant) => {
    const { exitCode, err } = await run(command, typed);
    expect(exitCode).toBe(2);
    expect(err).toContain(`Did you mean ${meant}?`);
  });
});

describe("a filter that cannot be read", () => {
  it.each([[["tail", "servce()"]], [["export", "--filter", "servce()"]]])(
    "is told of in a sentence: %j",
    async (words) => {
      expect(await run(...words)).toEqual({
        exitCode: 1,
        out: "",
        err: expect.stringMatching(/^[^{]*Column 1: unknown keyword servce, perhaps service\n$/),
      });
    },
  );
});

describe("a file that is not traces", () => {
  it.each(["notes.txt", "other.json", "bytes.bin"])(
    "is named by open, import and check: %s",
    async (name) => {
      for (const words of [
        ["open", at(name), "--no-browser"],
        ["import", at(name)],
        ["check", at("good.yaml"), "--file", at(name)],
      ]) {
        const { exitCode, out, err } = await run(...words);
        expect([exitCode, out]).toEqual([1, ""]);
        expect(err).toMatch(/(txt|json|bin)(, line 1)? holds no traces\. It should hold one of these:\n/);
      }
    },
  );

  it("or is empty, a folder or not there, is told in a line", async () => {
    expect(await run("open", at("empty.ndjson"), "--no-browser")).toEqual({
      exitCode: 1,
      out: "",
      err: `${at("empty.ndjson")} has no traces that can be shown.\n`,
    });
    expect((await run("open", folder, "--no-browser")).err).toMatch(/is a folder, and a file is wanted\.\n$/);
    expect((await run("open", at("none"), "--no-browser")).err).toBe(`There is no ${at("none")} here.\n`);
  });

  it("in part is told of by check, as by import", async () => {
    const bad = makeSegment({ id: "00000000000000bb", name: "\u001B[31mred" });
    await writeFile(at("partly.ndjson"), [makeSegment(), bad].map((each) => JSON.stringify(each)).join("\n"));
    const { exitCode, err } = await run("check", at("good.yaml"), "--file", at("partly.ndjson"));
    expect([exitCode, err.split("\n")[0]]).toEqual([
      0,
      "Rejected 00000000000000bb: Invalid segment. ErrorCode: InvalidName",
    ]);
    expect(err).not.toContain("\u001B");
  });
});

describe("expectations that cannot be read", () => {
  it.each([
    ["filter.yaml", /filter\.yaml:3:\d+.*\n.*htp\.url/s],
    ["member.yaml", /member\.yaml:3:\d+.*Did you mean traces/s],
    ["yaml.yaml", /yaml\.yaml:\d+:\d+/],
  ])("are shown with their place, before anything is run: %s", async (name, text) => {
    const checked = await run("check", at(name));
    expect(checked.exitCode).toBe(2);
    expect(checked.err).toMatch(text);
    const ran = await run("run", "--check", at(name), "--", process.execPath, "-e", "process.exit(9)");
    expect([ran.exitCode, ran.err]).toEqual([2, checked.err]);
  });
});

describe("expectations that are not there", () => {
  it("end check and run as those that cannot be read", async () => {
    const told = { exitCode: 2, out: "", err: `There is no ${at("none.yaml")} here.\n` };
    expect(await run("check", at("none.yaml"))).toEqual(told);
    expect(await run("run", "--check", at("none.yaml"), "--", "true")).toEqual(told);
    expect((await run("check", folder)).exitCode).toBe(2);
  });

  it("leave no file of failures, as no trace shows one", async () => {
    await writeFile(at("never.yaml"), "expectations:\n  - traces: http.status = 418\n    count: 1\n");
    await writeFile(at("one.ndjson"), JSON.stringify(makeSegment()));
    const words = [
      "check",
      at("never.yaml"),
      "--file",
      at("one.ndjson"),
      "--failures",
      at("failures.ndjson"),
    ];
    const { exitCode, err } = await run(...words);
    expect(exitCode).toBe(1);
    expect(err).not.toContain("failures.ndjson");
    await expect(readFile(at("failures.ndjson"))).rejects.toThrow("ENOENT");
  });
});

describe("what serve does not know", () => {
  it.each([
    [
      ["serve", "traces.ndjson"],
      "Only options are known here: what is traces.ndjson? See: xray-local --help\n",
    ],
    [["--port", "abc"], "--port abc is not a port from 0 to 65535.\n"],
    [["--daemon-port", "7", "--port", "7"], "--daemon-port and --port are both 7.\n"],
    [["--cap", "5"], "--cap 5 is not a size of at least 10MB, such as 500MB or 2GB.\n"],
  ])("is named as it was typed: %j", async (words, err) => {
    expect(await run(...words)).toEqual({ exitCode: 2, out: "", err });
  });

  it("is named as a variable where it is one", async () => {
    const ran = await runWords(["serve"], { env: { XRAY_CONSOLE_PORT: "abc" } });
    expect(ran.err).toBe("XRAY_CONSOLE_PORT=abc is not a port from 0 to 65535.\n");
  });
});

describe("a port", () => {
  it("that is taken is named, with what to choose", async () => {
    const holder = createServer();
    await new Promise<void>((listening) => holder.listen(0, "127.0.0.1", listening));
    onTestFinished(() => void holder.close());
    const { port } = holder.address() as AddressInfo;
    await writeFile(at("one.ndjson"), JSON.stringify(makeSegment()));
    expect(await run("open", at("one.ndjson"), "--port", String(port))).toEqual({
      exitCode: 1,
      out: "",
      err: `TCP port ${port} on 127.0.0.1 is taken by another program. Choose another, or none: then a free one is taken.\n`,
    });
    const served = await runProgram(["--memory", "--daemon-port", "0", "--port", String(port)], {
      cwd: folder,
    });
    expect([served.code, served.err]).toEqual([
      1,
      `TCP port ${port} on 127.0.0.1 is taken by another program. Stop it, or choose a free port: --port, or XRAY_CONSOLE_PORT.\n`,
    ]);
  });

  it.each(["http", "65536", "-1"])("that is none is named: %s", async (port) => {
    const { exitCode, err } = await run("open", at("one.ndjson"), `--port=${port}`);
    expect([exitCode, err]).toEqual([2, `${port} is no port from 0 to 65535.\n`]);
  });
});

const NOT_A_FOLDER = /cannot be there: a part of this path is a file, not a folder\.\n/;

describe("where nothing can be written", () => {
  it.each([
    [
      "a data folder",
      ["--data", "file/data", "--port", "0", "--daemon-port", "0"],
      /data folder .*file\/data cannot be written/,
    ],
    ["an export", ["export", "file/traces.ndjson"], NOT_A_FOLDER],
    [
      "all traces",
      ["run", "--traces", "file/traces.ndjson", "--", process.execPath, "-e", "0"],
      NOT_A_FOLDER,
    ],
    ["a report", ["run", "--report", "file/report.json", "--", process.execPath, "-e", "0"], NOT_A_FOLDER],
    ["JUnit's results", ["check", "good.yaml", "--junit", "file/junit.xml"], NOT_A_FOLDER],
  ])("%s is told of in a line", async (_what, words, text) => {
    const withServer =
      words[0] === "export" || words[0] === "check" ? [...words, "--url", server.url] : words;
    const { code, err } = await runProgram(withServer, { cwd: folder });
    expect(code).toBe(1);
    expect(err).toMatch(text);
    expect(err).not.toMatch(/^ +at /m);
  });
});

describe("a store of a newer version", () => {
  it.each([
    ["traces.sqlite", /newer version/],
    ["settings.sqlite", /has version 99000000, and this program knows versions up to/],
  ])("is left as it is, and named: %s", async (name, text) => {
    const data = at(`newer-${name}`);
    await mkdir(data);
    const database = new DatabaseSync(join(data, name));
    database.exec("CREATE TABLE future (x); PRAGMA user_version = 99000000");
    database.close();
    const before = await readFile(join(data, name));
    const { code, err } = await runProgram(["--data", data, "--port", "0", "--daemon-port", "0"], {
      cwd: folder,
    });
    expect(code).toBe(1);
    expect(err).toMatch(text);
    expect(err.trim().split("\n")).toHaveLength(1);
    expect(await readFile(join(data, name))).toEqual(before);
  });
});

describe("a reader that leaves", () => {
  it("ends an export, as it does for head", async () => {
    const documents = Array.from({ length: 500 }, () =>
      JSON.stringify(makeSegment({ metadata: { default: { text: "x".repeat(4_000) } } })),
    );
    const body = JSON.stringify({ TraceSegmentDocuments: documents });
    await fetch(`${server.url}/TraceSegments`, { method: "POST", body });
    const { code, err } = await runProgram(["export", "--url", server.url], {
      cwd: folder,
      onOutput: ({ stdout }) => void stdout.destroy(),
    });
    expect([code, err]).toEqual([0, ""]);
  });
});
