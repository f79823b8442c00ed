/** For tests: keeps part programs running as `npm start` does. Settings are JSON in RUN: `{ports, directory}`. */
import { join } from "node:path";
import type { PartContext } from "../parts/keep-part.ts";
import type { Part } from "../parts/parts.ts";
import { runParts } from "../parts/run-parts.ts";

const { ports, directory } = JSON.parse(process.env["RUN"] ?? "") as { ports: number[]; directory: string };
const stopping = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.on(signal, () => stopping.abort(new Error("stopped")));
const parts = ports.map((port): Part => ({
  name: `part-${port}`,
  script: join(import.meta.dirname, "part-program.ts"),
  folder: ".",
  env: { PORT: String(port), FAREWELL: join(directory, `farewell-${port}`) },
  readyUrl: `http://127.0.0.1:${port}/`,
}));
const context: PartContext = {
  root: directory,
  environment: process.env,
  stopping,
  dataDirectory: directory,
  verbose: false,
  say: (text) => console.log(text),
};
await runParts(parts, context, async () => console.log("all answer")).catch((error: unknown) => {
  console.log(error instanceof Error ? error.message : String(error));
});
