import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { afterAll, expect, test } from "vitest";
import { claimDataLock } from "./data-lock.ts";

const parent = mkdtempSync(join(tmpdir(), "lock-"));
const folder = (name: string) => join(parent, name);

afterAll(() => rmSync(parent, { recursive: true, force: true }));

test("a folder is claimed once, and again when it has been given back", async () => {
  const release = await claimDataLock(folder("claimed"));
  await expect(claimDataLock(folder("claimed"))).rejects.toThrow(
    `${folder("claimed")} is used by another process`,
  );
  release();
  const releaseAgain = await claimDataLock(folder("claimed"));
  releaseAgain();
});

test("what it makes is the user's own", async () => {
  const release = await claimDataLock(folder("made/data"));
  expect(statSync(folder("made")).mode & 0o777).toBe(0o700);
  release();
});

test("another folder is none of its business", async () => {
  const release = await claimDataLock(folder("one"));
  const releaseOther = await claimDataLock(folder("two"));
  await expect(claimDataLock(folder("one"))).rejects.toThrow(folder("one"));
  release();
  releaseOther();
});

test("the claim of a process that was killed counts for nothing", async () => {
  const module = join(import.meta.dirname, "data-lock.ts");
  const script = `
    import { claimDataLock } from ${JSON.stringify(module)};
    await claimDataLock(${JSON.stringify(folder("killed"))});
    setInterval(() => undefined, 1_000);
    console.log("claimed");`;
  const holder = spawn(process.execPath, ["--input-type=module-typescript", "--eval", script]);
  await once(holder.stdout, "data");
  await expect(claimDataLock(folder("killed"))).rejects.toThrow("another process");
  holder.kill("SIGKILL");
  await once(holder, "exit");
  const release = await claimDataLock(folder("killed"));
  release();
});

test("a claim holds as long as its process, whatever the garbage collector takes", async () => {
  const module = join(import.meta.dirname, "data-lock.ts");
  const script = `
    import { claimDataLock } from ${JSON.stringify(module)};
    await claimDataLock(${JSON.stringify(folder("forgotten"))});
    setInterval(() => undefined, 1_000);
    for (let round = 0; round < 5; round += 1) {
      await new Promise((done) => setTimeout(done, 10));
      globalThis.gc();
    }
    console.log("collected");`;
  const args = ["--expose-gc", "--input-type=module-typescript", "--eval", script];
  const holder = spawn(process.execPath, args);
  await once(holder.stdout, "data");
  await expect(claimDataLock(folder("forgotten"))).rejects.toThrow("another process");
  holder.kill("SIGKILL");
  await once(holder, "exit");
});

test("nothing but the lock is left behind, and that beside the folder", async () => {
  const before = readdirSync(tmpdir()).filter((name) => name.includes("cruddur"));
  (await claimDataLock(folder("tidy")))();
  expect(readdirSync(parent).filter((name) => name.startsWith("tidy"))).toEqual(["tidy.lock"]);
  expect(readdirSync(tmpdir()).filter((name) => name.includes("cruddur"))).toEqual(before);
});
