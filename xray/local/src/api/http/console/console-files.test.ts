import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { consoleAnswer } from "./console-files.ts";

let parent: string;
let directory: string;

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), "console-files-"));
  directory = join(parent, "dist");
  await mkdir(join(directory, "assets"), { recursive: true });
  await writeFile(join(parent, "secret.txt"), "secret");
  await writeFile(join(directory, "index.html"), "<!doctype html>page");
  await writeFile(join(directory, "assets", "main-Ab3_x-9Z.js"), "script");
  await writeFile(join(directory, "assets", "main.css"), "style");
  await writeFile(join(directory, "plex-latin.woff2"), "font");
  await symlink(join(parent, "secret.txt"), join(directory, "link.txt"));
});

afterAll(() => rm(parent, { recursive: true }));

describe("consoleAnswer", () => {
  it.each([
    ["/"],
    ["/traces"],
    ["/traces/1-5e1b4151-5ac6c58f00b3e6b6bd9c6ba1"],
    ["/compare/a/b"],
    ["/map"],
    ["/sampling"],
    ["/groups"],
    ["/health"],
  ])("answers the route %s with the page", async (path) => {
    const answer = await consoleAnswer(directory, path);
    expect(answer).toMatchObject({ status: 200, headers: { "content-type": "text/html; charset=utf-8" } });
    expect(String(answer?.body)).toBe("<!doctype html>page");
    expect(answer?.headers["cache-control"]).toBe("no-cache");
  });

  it.each([
    ["/assets/main-Ab3_x-9Z.js", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"],
    ["/assets/main.css", "text/css; charset=utf-8", "no-cache"],
    ["/plex-latin.woff2", "font/woff2", "no-cache"],
  ])("serves %s as %s, cached as its name allows", async (path, type, caching) => {
    const answer = await consoleAnswer(directory, path);
    expect(answer?.headers).toMatchObject({ "content-type": type, "cache-control": caching });
  });

  it("lets nothing inline or foreign into the page", async () => {
    const headers = (await consoleAnswer(directory, "/"))?.headers;
    expect(headers?.["content-security-policy"]).toContain(
      "default-src 'none'; script-src 'self'; style-src 'self'",
    );
    expect(headers).toMatchObject({ "x-content-type-options": "nosniff", "x-frame-options": "DENY" });
  });

  it("answers 304 when the file is still the same", async () => {
    const etag = String((await consoleAnswer(directory, "/"))?.headers["etag"]);
    expect(await consoleAnswer(directory, "/", { ifNoneMatch: etag })).toMatchObject({
      status: 304,
      body: "",
    });
    expect(await consoleAnswer(directory, "/", { ifNoneMatch: '"other"' })).toMatchObject({ status: 200 });
  });

  it.each([
    ["/../secret.txt"],
    ["/assets/../../secret.txt"],
    ["/..\\secret.txt"],
    ["/link.txt"],
    ["/assets"],
    ["/assets/"],
    ["/\0index.html"],
    ["/no-such-file.js"],
    ["/traces.html"],
  ])("has no file %j", async (path) => {
    expect(await consoleAnswer(directory, path)).toBeUndefined();
  });

  it("answers an address that is none with the console, which says so, where a browser asks for a page", async () => {
    const answer = await consoleAnswer(directory, "/nonsense", { isDocument: true });
    expect(answer).toMatchObject({ status: 404, headers: { "content-type": "text/html; charset=utf-8" } });
    expect(answer?.headers["content-security-policy"]).toContain("default-src 'none'");
    expect(await consoleAnswer(directory, "/nonsense")).toBeUndefined();
  });

  it("says how to build the console when it is not built", async () => {
    const answer = await consoleAnswer(join(directory, "missing"), "/traces");
    expect(answer?.status).toBe(503);
    expect(answer?.body).toContain("npm run build --workspace xray/console");
    expect(await consoleAnswer(join(directory, "missing"), "/main.js")).toBeUndefined();
  });
});
