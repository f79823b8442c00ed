import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseDocument, readDocuments, resolveLink } from "./documents.ts";
import { findFiles, NOT_COMMITTED, root } from "./files.ts";

const documents = readDocuments();
const byPath = new Map(documents.map((each) => [each.path, each]));

/** `npm start`, `npm run -s load`, `npm run build -w xray/console`. */
const NPM_COMMAND = /\bnpm (?:run (?:-s )?)?([a-z][\w:-]*)(?: -w ([\w/-]+))?/g;
const NPM_ITSELF = new Set(["ci", "install"]);

function scriptsOf(folder: string): ReadonlySet<string> {
  const manifest: unknown = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
  return new Set(Object.keys((manifest as { scripts?: object }).scripts ?? {}));
}

describe("documents", () => {
  it("are found, and none that is only installed", () => {
    expect([...byPath.keys()]).toEqual(expect.arrayContaining(["README.md", "docs/lessons/deadlock.md"]));
    expect([...byPath.keys()].filter((path) => path.includes("node_modules"))).toEqual([]);
  });

  it("lead to files and headings that are there", () => {
    const broken = documents.flatMap(({ path, links }) =>
      links
        .filter((link) => {
          const target = resolveLink(path, link);
          if (!target) return !URL.canParse(link);
          if (!existsSync(join(root, target.path))) return true;
          return target.anchor !== "" && byPath.get(target.path)?.anchors.has(target.anchor) !== true;
        })
        .map((link) => `${path}: ${link}`),
    );
    expect(broken).toEqual([]);
  });

  it("name npm scripts that are there", () => {
    const unknown = documents.flatMap(({ path, code }) =>
      [...code.join("\n").matchAll(NPM_COMMAND)]
        .filter(
          ([, script = "", workspace = "."]) => !NPM_ITSELF.has(script) && !scriptsOf(workspace).has(script),
        )
        .map(([command]) => `${path}: ${command}`),
    );
    expect(unknown).toEqual([]);
  });

  it("name files and folders of this repository that are there", () => {
    const files = findFiles("**/*").map((path) => `/${path}`);
    const isThere = (name: string): boolean =>
      name.endsWith("/")
        ? files.some((path) => path.includes(`/${name}`))
        : files.some((path) => path.endsWith(`/${name}`));
    const missing = documents.flatMap(({ path, code }) =>
      code
        .filter((each) => /^[\w@.-]+(\/[\w@.-]+)*(\/|\.(ts|tsx|mjs|md|css|py|yml))$/.test(each))
        .map((each) => each.replace(/^\.\//, ""))
        .filter((each) => !isThere(each) && !NOT_COMMITTED.has(each.split("/")[0] ?? ""))
        .map((each) => `${path}: ${each}`),
    );
    expect(missing).toEqual([]);
  });
});

describe("parseDocument", () => {
  it("tells links, images, code and the anchors of headings, numbering the ones that come twice", () => {
    const text =
      "# On `AWS`, today\n[a](b.md#c) ![d](e.png) `npm start`\n\n```\none\ntwo\n```\n## Twice\n## Twice\n";
    expect(parseDocument("x/y.md", text)).toEqual({
      path: "x/y.md",
      links: ["b.md#c", "e.png"],
      anchors: new Set(["on-aws-today", "twice", "twice-1"]),
      code: ["AWS", "npm start", "one", "two"],
    });
  });

  it("resolves links from the document's own folder", () => {
    expect(resolveLink("x/y.md", "../z.md#a")).toEqual({ path: "z.md", anchor: "a" });
    expect(resolveLink("x/y.md", "#a")).toEqual({ path: "x/y.md", anchor: "a" });
    expect(resolveLink("x/y.md", "https://example.com/a")).toBeUndefined();
  });
});
