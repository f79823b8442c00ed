import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildPages } from "./build-pages.ts";

/** Folders of the built pages, absolute. */
export interface Pages {
  consoleDirectory: string;
  /** Absent when the front end is served from its sources. */
  frontendDirectory?: string;
}

const OWN_SOURCES = ["src", "public", "index.html", "vite.config.ts", "package.json"];

/** Builds what is not built yet, and says so. Throws Vite's output when it fails. */
export function preparePages(root: string, watch: boolean, say: (text: string) => void): Pages {
  const cache = join(root, "node_modules", ".cache", "pages");
  const build = (workspace: string, others: readonly string[]) => {
    const own = OWN_SOURCES.map((path) => `${workspace}/${path}`);
    const sources = [...own, ...others, "ui/src", "package-lock.json"];
    const { directory, isNew } = buildPages({ root, workspace, sources, cache });
    if (isNew) say(`Built ${workspace}.`);
    return directory;
  };
  const consoleDirectory = build("xray/console", exportsOf(root, "xray/local"));
  return {
    consoleDirectory,
    ...(watch ? {} : { frontendDirectory: build("frontend", ["docs/lessons"]) }),
  };
}

/** What a package exports to others, such as `xray/local/src/filter/*`. */
function exportsOf(root: string, workspace: string): readonly string[] {
  const manifest = JSON.parse(readFileSync(join(root, workspace, "package.json"), "utf8")) as {
    exports?: Readonly<Record<string, string>>;
  };
  return Object.values(manifest.exports ?? {}).map((path) => join(workspace, path).replaceAll("\\", "/"));
}
