import { fileURLToPath } from "node:url";
import { build } from "vite";

const root = fileURLToPath(new URL("../../console", import.meta.url));

/** Builds the console's pages into a folder, which it empties first. */
export async function buildConsole(directory: string): Promise<void> {
  await build({ root, logLevel: "error", build: { outDir: directory, emptyOutDir: true } });
}
