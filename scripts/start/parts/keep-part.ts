import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createBackOff } from "./back-off.ts";
import { startChild } from "./child.ts";
import type { Child } from "./child.ts";
import type { Part } from "./parts.ts";
import { waitUntilAnswers } from "./wait-until-answers.ts";
import { watchSources } from "./watch-sources.ts";

/** A part could not be started; the message has its last lines. */
export class PartError extends Error {
  override name = "PartError";
}

export interface PartContext {
  /** The repository. */
  root: string;
  environment: Readonly<Record<string, string | undefined>>;
  /** Aborted when everything ends: by a signal, or because a part cannot be started. */
  stopping: AbortController;
  /** Absolute. */
  dataDirectory: string;
  verbose: boolean;
  say: (text: string) => void;
}

/** A part that is kept running. */
export interface KeptPart {
  name: string;
  /** Resolves when it answers for the first time; rejects with `PartError`, or with the reason why everything stops. */
  ready: Promise<void>;
  /** The last lines that it printed, oldest first. */
  lastLines(): readonly string[];
  /** Ends it. Everything must be stopping, or it is started again. */
  stop(): Promise<void>;
}

/** One run of a part, from its start to its end. */
interface Life {
  child: Child;
  startedMs: number;
  logFile: string;
  /** Rejects with `PartError` when it ends or has not answered for a minute, and when everything stops. */
  answered: Promise<void>;
}

/**
 * Starts a part, and starts it again whenever it ends after it has answered once, each time with a message and after a
 * longer pause. A part that ends before that has a reason that a second start would not change: then everything is
 * stopped. A part whose sources are watched is also started again when they change.
 */
export function keepPart(part: Part, context: PartContext): KeptPart {
  const { stopping, say } = context;
  const { signal } = stopping;
  const ready = Promise.withResolvers<void>();
  let life: Life | undefined;

  async function keep(): Promise<void> {
    const backOff = createBackOff();
    const sources = part.watched ? watchSources(part.watched, signal) : undefined;
    life = begin(part, context, false);
    await life.answered;
    ready.resolve();
    for (;;) {
      const change = sources?.changed();
      const end = await Promise.race([life.child.ended, ...(change ? [change] : [])]);
      if (signal.aborted) return;
      if (end === "changed") {
        say(`${part.name}: its sources have changed, so it is started again.`);
        await life.child.stop();
      } else {
        const waitMs = backOff.next(performance.now() - life.startedMs);
        say(describeEnd(`${end}; it is started again in ${waitMs / 1_000} s`, life));
        await Promise.race([sleep(waitMs, undefined, { signal }).catch(() => undefined), sources?.changed()]);
      }
      if (signal.aborted) return;
      life = begin(part, context, true);
      life.answered.then(
        () => say(`${part.name} answers again.`),
        () => undefined,
      );
    }
  }

  keep().catch((error: unknown) => {
    ready.reject(error);
    // When it is aborted twice, the first reason stays.
    stopping.abort(error);
  });
  return {
    name: part.name,
    ready: ready.promise,
    lastLines: () => life?.child.lastLines() ?? [],
    stop: async () => {
      await life?.child.stop();
    },
  };
}

function begin(part: Part, context: PartContext, isAgain: boolean): Life {
  const { root, environment, stopping, dataDirectory, verbose, say } = context;
  const logFile = join(dataDirectory, "logs", `${part.name}.log`);
  const printedReady = Promise.withResolvers<void>();
  const child = startChild({
    name: part.name,
    script: part.script,
    nodeArgs: part.nodeArgs ?? [],
    args: part.args ?? [],
    cwd: join(root, part.folder),
    // The sources are TypeScript: caching what was stripped and compiled makes starts quicker and saves memory.
    env: { NODE_COMPILE_CACHE: join(dataDirectory, "compile-cache"), ...environment, ...part.env },
    logFile,
    appendLog: isAgain,
    onLine: (line) => {
      if (part.readyLine?.test(line)) printedReady.resolve();
      if (verbose) say(`${part.name.padEnd(8)} ${line}`);
    },
    onLogError: (error) =>
      say(`${logFile} cannot be written, ${part.name} goes on without: ${error.message}`),
  });
  const life = { child, startedMs: performance.now(), logFile };
  return {
    ...life,
    answered: untilAnswers(part, { ...life, printedReady: printedReady.promise }, stopping.signal),
  };
}

async function untilAnswers(
  part: Part,
  life: Omit<Life, "answered"> & { printedReady: Promise<void> },
  stopping: AbortSignal,
): Promise<void> {
  const over = new AbortController();
  const signal = AbortSignal.any([stopping, over.signal]);
  const ended = life.child.ended.then((end) => {
    throw new PartError(describeEnd(end, life));
  });
  const answers = part.readyUrl ? waitUntilAnswers(part.readyUrl, signal) : life.printedReady;
  try {
    await Promise.race([answers, ended, aborted(signal)]);
  } catch (error) {
    if (stopping.aborted || error instanceof PartError) throw error;
    throw new PartError(describeEnd(error instanceof Error ? error.message : String(error), life));
  } finally {
    over.abort();
  }
}

function describeEnd(what: string, { child, logFile }: Pick<Life, "child" | "logFile">): string {
  const heading = `${what}. Its last lines (all of them are in ${logFile}):`;
  return [heading, ...child.lastLines().map((line) => `  ${line}`)].join("\n");
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const fail = () => reject(signal.reason as Error);
    if (signal.aborted) fail();
    signal.addEventListener("abort", fail, { once: true });
  });
}
