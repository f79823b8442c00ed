import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { findFreePort } from "../../../backend/src/testing/free-port.ts";
import { runProcess } from "../../../backend/src/testing/process.ts";
import type { TestProcess } from "../../../backend/src/testing/process.ts";

let directory: string;
let ports: readonly [number, number];
let runner: TestProcess;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), "parts-"));
  ports = [await findFreePort(), await findFreePort()];
});
afterEach(async () => {
  runner.child.kill("SIGKILL");
  await untilNoneAnswers();
  rmSync(directory, { recursive: true, force: true });
});

async function start(): Promise<void> {
  run();
  await runner.prints("all answer");
}

function run(): void {
  const program = join(import.meta.dirname, "../testing/run-program.ts");
  runner = runProcess(program, { RUN: JSON.stringify({ ports, directory }) });
}

const ask = (port: number, path = "/") =>
  fetch(`http://127.0.0.1:${port}${path}`).then(
    (answer) => answer.text(),
    () => undefined,
  );

async function answering(): Promise<readonly number[]> {
  const answers = await Promise.all(ports.map((port) => ask(port)));
  return ports.filter((_, index) => answers[index] !== undefined);
}

/** Those that are ended by the end of the pipe do so soon, not at once. */
function untilNoneAnswers(): Promise<readonly number[]> {
  return vi.waitFor(
    async () => {
      const still = await answering();
      if (still.length > 0) throw new Error(`Still there: ${still.join(", ")}`);
      return still;
    },
    { timeout: 30_000 },
  );
}

const farewells = () => ports.map((port) => existsSync(join(directory, `farewell-${port}`)));

describe("a part that dies", () => {
  it("is started again with a word, and the other is left alone", async () => {
    await start();
    const [before, other] = await Promise.all(ports.map((port) => ask(port)));
    await ask(ports[0], "/die");
    await runner.prints(`part-${ports[0]} answers again`);
    expect(runner.output()).toMatch(
      new RegExp(
        `part-${ports[0]} ended with exit code 3; it is started again in 0\\.5 s\\..*\\n  last words`,
      ),
    );
    const [after, still] = await Promise.all(ports.map((port) => ask(port)));
    expect(after).not.toBe(before);
    expect(still).toBe(other);
  });

  it("is started again whatever it died of", async () => {
    await start();
    const pid = Number(await ask(ports[0]));
    process.kill(pid, "SIGKILL");
    await runner.prints(`part-${ports[0]} answers again`);
    expect(runner.output()).toContain(`part-${ports[0]} was ended by SIGKILL; it is started again`);
  });

  it("before it has answered once ends everything, with its last words", async () => {
    const taken = (await import("node:net")).createServer().listen(ports[1], "127.0.0.1");
    await once(taken, "listening");
    run();
    await runner.exit;
    expect(runner.output()).toMatch(/ended with exit code 1\. Its last lines[\s\S]*EADDRINUSE/);
    expect(await ask(ports[0])).toBeUndefined();
    taken.close();
  });
});

describe("whatever ends the starter", () => {
  it.each(["SIGTERM", "SIGINT"] as const)("%s ends the parts in order", async (signal) => {
    await start();
    runner.child.kill(signal);
    await runner.exit;
    expect(await answering()).toEqual([]);
    expect(farewells()).toEqual([true, true]);
  });

  it("SIGKILL leaves no part behind, and each puts its things in order first", async () => {
    await start();
    runner.child.kill("SIGKILL");
    await runner.exit;
    expect(await untilNoneAnswers()).toEqual([]);
    expect(farewells()).toEqual([true, true]);
  });

  it("a SIGKILL while a part is being started again leaves nothing behind either", async () => {
    await start();
    await ask(ports[0], "/die");
    await runner.prints("it is started again");
    runner.child.kill("SIGKILL");
    await runner.exit;
    expect(await untilNoneAnswers()).toEqual([]);
  });
});

it.runIf(existsSync("/dev/full"))(
  "goes on when the disk has no room for the logs, and says so once",
  async () => {
    mkdirSync(join(directory, "logs"));
    for (const port of ports) symlinkSync("/dev/full", join(directory, "logs", `part-${port}.log`));
    await start();
    await ask(ports[0], "/die");
    await runner.prints(`part-${ports[0]} answers again`);
    expect(runner.output()).toMatch(/part-\d+\.log cannot be written, part-\d+ goes on without: ENOSPC/);
    expect(await answering()).toEqual([...ports]);
  },
);
