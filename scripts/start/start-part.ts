import { join } from "node:path";
import { type Child, startChild } from "./child.ts";
import type { Part } from "./parts.ts";
import { waitUntilAnswers } from "./wait-until-answers.ts";

/** A part that could not be started or that ended; the message has its last lines. */
export class PartError extends Error {
  override name = "PartError";
}

export interface PartContext {
  /** The repository. */
  root: string;
  environment: Readonly<Record<string, string | undefined>>;
  stopping: AbortController;
  /** Absolute. */
  dataDirectory: string;
  verbose: boolean;
  started: (child: Child) => void;
}

/** Resolves once the part is ready; where it fails, then or later, everything is stopped. */
export async function startPart(part: Part, context: PartContext): Promise<void> {
  const { root, environment, stopping, dataDirectory, verbose, started } = context;
  const logFile = join(dataDirectory, "logs", `${part.name}.log`);
  const ready = Promise.withResolvers<void>();
  const child = startChild({
    name: part.name,
    script: part.script,
    nodeArgs: part.nodeArgs ?? [],
    args: part.args ?? [],
    cwd: join(root, part.folder),
    // Sources are TypeScript: what was stripped and compiled once is kept, for a quicker start in less memory.
    env: {
      NODE_COMPILE_CACHE: join(dataDirectory, "compile-cache"),
      ...environment,
      ...part.env,
    },
    logFile,
    onLine: (line) => {
      if (part.readyLine?.test(line)) ready.resolve();
      if (verbose) process.stdout.write(`${part.name.padEnd(8)} ${line}\n`);
    },
  });
  started(child);
  const fail = (what: string) => {
    const heading = `${what}. Its last lines (all of them are in ${logFile}):`;
    stopping.abort(new PartError([heading, ...child.lastLines().map((line) => `  ${line}`)].join("\n")));
  };
  // Aborting twice keeps the first reason.
  void child.ended.then(fail);
  const answers = part.readyUrl ? waitUntilAnswers(part.readyUrl, stopping.signal) : ready.promise;
  try {
    await Promise.race([answers, aborted(stopping.signal)]);
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error));
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
  });
}
