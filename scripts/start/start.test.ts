import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { findFreePort } from "../../backend/src/testing/free-port.ts";
import { runProcess } from "../../backend/src/testing/process.ts";
import type { TestProcess } from "../../backend/src/testing/process.ts";
import { findTakenPorts, moveToFree } from "./free-ports.ts";
import { parseStartSettings, requiredPorts } from "./settings.ts";
import type { RequiredPort } from "./settings.ts";

// Stripping types and starting Postgres take their time where a machine does other things too.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

let directory: string;
let ports: readonly RequiredPort[];
let env: Readonly<Record<string, string>>;
const started: TestProcess[] = [];

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "start-"));
  const far = {
    BACKEND_PORT: "35000",
    FRONTEND_PORT: "33000",
    XRAY_DAEMON_PORT: "32000",
    XRAY_CONSOLE_PORT: "32001",
  };
  ports = await moveToFree(requiredPorts(parseStartSettings({ ...far, EMBEDDED_POSTGRES_PORT: "35433" })));
  env = {
    ...Object.fromEntries(ports.map(({ name, port }) => [name, String(port)])),
    DATA_DIR: join(directory, "data"),
    EMBEDDED_POSTGRES_DIR: join(directory, "elsewhere"),
    DATABASE_URL: "",
  };
});
afterAll(() => {
  for (const { child } of started) child.kill("SIGKILL");
  rmSync(directory, { recursive: true, force: true });
});

function start(changes: Readonly<Record<string, string>> = {}): TestProcess {
  const running = runProcess(join(import.meta.dirname, "main.ts"), { ...env, ...changes });
  started.push(running);
  return running;
}

const portOf = (name: string) => ports.find((each) => each.name === name)?.port ?? 0;
const pagesOf = () => readdirSync(join(import.meta.dirname, "../../node_modules/.cache/pages")).toSorted();

const untilPortsAreFree = () =>
  vi.waitFor(
    async () => {
      const taken = await findTakenPorts(ports);
      if (taken.length > 0) throw new Error(`Still taken: ${taken.map(({ name }) => name).join(", ")}`);
      return taken;
    },
    { timeout: 30_000, interval: 200 },
  );

describe("npm start", () => {
  let product: TestProcess;
  beforeAll(async () => {
    product = start();
    await product.prints("Ctrl-C stops everything");
  });

  it("welcomes when everything answers, and has traced nothing of its own", async () => {
    expect(product.output()).toContain(`http://localhost:${portOf("FRONTEND_PORT")}`);
    const status = await fetch(`http://localhost:${portOf("XRAY_CONSOLE_PORT")}/status.json`);
    const { arrivals } = (await status.json()) as { arrivals: { received: number } };
    expect(arrivals.received).toBe(0);
    const home = await fetch(`http://localhost:${portOf("FRONTEND_PORT")}/api/activities/home`);
    expect(home.status).toBe(200);
  });

  it("keeps the embedded Postgres in the folder that it was given", () => {
    expect(existsSync(join(directory, "elsewhere", "PG_VERSION"))).toBe(true);
    expect(existsSync(join(directory, "data", "postgres"))).toBe(false);
  });

  it("on the same data says that it runs already, and where, and changes nothing", async () => {
    const before = pagesOf();
    const second = start(Object.fromEntries(ports.map(({ name, port }) => [name, String(port + 7)])));
    expect((await second.exit)[0]).toBe(1);
    expect(second.output()).toMatch(/^Cruddur runs already, since/);
    expect(second.output()).toContain(`http://localhost:${portOf("FRONTEND_PORT")}`);
    expect(second.output()).not.toMatch(/Built|Starting|\bat /);
    expect(pagesOf()).toEqual(before);
  });

  it("on the same ports names who has them, and one command that moves them all", async () => {
    const second = start({ DATA_DIR: join(directory, "second") });
    expect((await second.exit)[0]).toBe(1);
    expect(second.output()).toMatch(/^Another clone's Cruddur runs there: .*, process \d+\./);
    expect(second.output().trim().split("\n").at(-1)).toMatch(
      /: BACKEND_PORT=\d+ FRONTEND_PORT=\d+ XRAY_DAEMON_PORT=\d+ XRAY_CONSOLE_PORT=\d+ EMBEDDED_POSTGRES_PORT=\d+ npm start$/,
    );
  });

  it("starts again what dies", async () => {
    const log = readFileSync(join(directory, "data", "logs", "backend.log"), "utf8");
    process.kill(Number(/"pid":(\d+)/.exec(log)?.[1]), "SIGKILL");
    await product.prints("backend answers again");
    const home = await fetch(`http://localhost:${portOf("FRONTEND_PORT")}/api/activities/home`);
    expect(home.status).toBe(200);
  });

  it("leaves no port taken when it is killed, and its data can be used again at once", async () => {
    product.child.kill("SIGKILL");
    expect(await untilPortsAreFree()).toEqual([]);
    const again = start();
    await again.prints("Ctrl-C stops everything");
    again.child.kill("SIGTERM");
    expect((await again.exit)[0]).toBe(0);
    expect(again.output()).toContain("Stopped. What was stored is kept");
    expect(await findTakenPorts(ports)).toEqual([]);
  });
});

it("says what is wrong with a database of one's own instead of a welcome", async () => {
  const port = await findFreePort();
  const wrong = start({ DATABASE_URL: `postgres://me:secret@127.0.0.1:${port}/cruddur` });
  expect((await wrong.exit)[0]).toBe(1);
  expect(wrong.output()).toBe(
    `The database of DATABASE_URL cannot be used: nothing listens on 127.0.0.1:${port}. Start that Postgres, or correct the ` +
      "address. Without DATABASE_URL the embedded Postgres is used.\n",
  );
});
