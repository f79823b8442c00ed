import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import type { Plugin } from "rolldown";

const source = (path: string): string => fileURLToPath(new URL(`../src/${path}`, import.meta.url));

/**
 * The scripts with which a process or a thread starts. Threads are found by these names beside the program
 * (src/spawn-thread.ts).
 */
const ENTRIES = {
  main: source("main.ts"),
  writer: source("store/write/writer.ts"),
  receiver: source("collector/receiver.ts"),
  testing: source("test-kit/testing.ts"),
};

/** The oldest Node with everything that is used: node:sqlite without a flag, zstd. */
export const OLDEST_NODE = "22.15.0";

/** In a bundle all scripts are side by side, as JavaScript. */
const scriptsSideBySide: Plugin = {
  name: "scripts-side-by-side",
  transform(code) {
    return code.replace(
      /new URL\("\.[\w/.-]*\/([\w-]+)\.ts", import\.meta\.url\)/g,
      'new URL("./$1.js", import.meta.url)',
    );
  },
};

/** Runs before anything else of the program. */
const withWhatNode22Lacks: Plugin = {
  name: "with-what-node-22-lacks",
  transform(code, id) {
    const isProgram = id === ENTRIES.main || id === ENTRIES.testing;
    return isProgram
      ? `import ${JSON.stringify(fileURLToPath(new URL("node-22.ts", import.meta.url)))};\n${code}`
      : code;
  },
};

/** Writes the program as JavaScript for every supported Node; the entries share its parts. */
export async function bundleModules(directory: string): Promise<void> {
  const bundle = await rolldown({
    input: ENTRIES,
    platform: "node",
    transform: { target: `node${OLDEST_NODE}` },
    plugins: [scriptsSideBySide, withWhatNode22Lacks],
  });
  await bundle.write({
    dir: directory,
    format: "esm",
    entryFileNames: "[name].js",
    chunkFileNames: "[name]-[hash].js",
    minify: { compress: true, mangle: true, codegen: { removeWhitespace: true } },
  });
  await bundle.close();
}

/** Writes one entry as one file without imports of its own, as an executable needs them. */
export async function bundleOneFile(entry: keyof typeof ENTRIES, file: string): Promise<void> {
  const bundle = await rolldown({
    input: ENTRIES[entry],
    platform: "node",
    plugins: [scriptsSideBySide],
  });
  await bundle.write({ file, format: "esm", codeSplitting: false, minify: true });
  await bundle.close();
}
