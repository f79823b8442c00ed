import { createSocket } from "node:dgram";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually, must, run } from "./stack.ts";

const PROJECT = "xray-local-test-alone";
/** Away from the usual ports, so that the test runs beside a running product. */
const PORTS = { daemon: 26_010, console: 26_011 };
const url = `http://127.0.0.1:${PORTS.console}`;

/** The snippet of the package's README, as somebody copies it, with other ports. */
async function readSnippet(): Promise<string> {
  const readme = fileURLToPath(new URL("../../xray/local/distribution/README.md", import.meta.url));
  const [, snippet] = /## In containers\s+```yaml\n([^`]+)```/.exec(await readFile(readme, "utf8")) ?? [];
  if (snippet === undefined) throw new Error("The README has no compose snippet");
  return snippet
    .replaceAll("127.0.0.1:2000:", `127.0.0.1:${PORTS.daemon}:`)
    .replace("127.0.0.1:2001:", `127.0.0.1:${PORTS.console}:`)
    .replace("  app:\n", "  app:\n    image: xray-local\n    profiles: [none]\n");
}

let folder: string;
const compose = (...words: readonly string[]) =>
  must("docker", ["compose", "-p", PROJECT, "-f", join(folder, "compose.yaml"), ...words]);

describe("the image alone, as the package's README has it", () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "xray-local-alone-"));
    await writeFile(join(folder, "compose.yaml"), await readSnippet());
    await must("docker", ["build", "-q", "-f", "xray/local/Dockerfile", "-t", "xray-local", "."]);
    await compose("down", "--volumes");
    await compose("up", "-d", "--wait", "xray");
  });
  afterAll(async () => {
    await compose("down", "--volumes");
    await rm(folder, { recursive: true });
  });

  it("takes a segment over UDP, answers for sampling over TCP, and shows the trace", async () => {
    const start = Date.now() / 1000;
    const id = `1-${Math.floor(start).toString(16)}-0123456789abcdef01234567`;
    const segment = {
      trace_id: id,
      id: "0123456789abcdef",
      name: "shop",
      start_time: start,
      end_time: start + 0.1,
    };
    const socket = createSocket("udp4");
    await new Promise((sent) => {
      socket.send(
        `{"format":"json","version":1}\n${JSON.stringify(segment)}`,
        PORTS.daemon,
        "127.0.0.1",
        sent,
      );
    });
    socket.close();
    const rules = await fetch(`http://127.0.0.1:${PORTS.daemon}/GetSamplingRules`, {
      method: "POST",
      body: "{}",
    });
    expect(await rules.text()).toContain("Default");
    const kept = await eventually(
      async () => (await fetch(`${url}/traces.ndjson`)).text(),
      (text) => text.includes(id),
    );
    expect(kept).toContain('"shop"');
    expect(await (await fetch(`${url}/traces`)).text()).toContain("X-Ray");
  });

  it("runs as an ordinary user on a file system that only /data can be written of", async () => {
    expect(await compose("exec", "xray", "id", "-un")).toBe("node\n");
    expect(
      (await run("docker", ["compose", "-p", PROJECT, "exec", "xray", "touch", "/app/x"])).stderr,
    ).toMatch(/Read-only/);
  });

  it("keeps web pages of other origins and other names out", async () => {
    const page = await fetch(`${url}/status.json`, { headers: { origin: "http://evil.test" } });
    expect(page.status).toBe(403);
  });
});
