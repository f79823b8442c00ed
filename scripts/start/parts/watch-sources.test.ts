import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { watchSources } from "./watch-sources.ts";

it("tells of what has changed since it was asked, deep below too, and not of tests", async () => {
  const folder = mkdtempSync(join(tmpdir(), "sources-"));
  mkdirSync(join(folder, "deep"));
  const stopping = new AbortController();
  const sources = watchSources([folder], stopping.signal);
  let told = 0;
  const first = sources.changed().then(() => (told += 1));
  writeFileSync(join(folder, "deep", "a.test.ts"), "");
  writeFileSync(join(folder, "deep", "a.ts"), "");
  writeFileSync(join(folder, "deep", "b.ts"), "");
  await first;
  expect(told).toBe(1);
  const second = sources.changed();
  writeFileSync(join(folder, "c.ts"), "");
  expect(await second).toBe("changed");
  stopping.abort();
  rmSync(folder, { recursive: true, force: true });
});
