import { rm } from "node:fs/promises";
import { createChecks } from "./checks.ts";
import type { Checks } from "./checks.ts";
import { startLocalServer } from "./local-server.ts";
import type { LocalServer } from "./local-server.ts";
import { createObserver } from "./observer.ts";
import type { Observer } from "./observer.ts";
import type { ClientReport, Presence, Section } from "./result.ts";

/** A client that people use with X-Ray, unmodified, and its checks. */
export interface Client {
  /** Its name on the command line. */
  id: string;
  name: string;
  section: Section;
  /** Whether a machine that runs CI can have it; a skip there is then a failure. */
  isExpectedInCi: boolean;
  find(surroundings: Surroundings): Promise<Presence>;
  /** Prepares what takes long (compiling, installing) before the time of the checks begins. */
  run(run: Run): Promise<void>;
}

export interface Surroundings {
  /** The caller's environment without its AWS settings. */
  env: NodeJS.ProcessEnv;
  /** Kept between runs: what was built and installed. */
  cacheDirectory: string;
  /** Ids of the clients that were named on the command line. */
  named: ReadonlySet<string>;
}

export interface Run extends Surroundings, Checks {
  server: LocalServer;
  /** Reads by the SDK what the client did. */
  observer: Observer;
}

/** Runs one client with a server of its own. Never rejects: what goes wrong is a failed check. */
export async function runClient(client: Client, surroundings: Surroundings): Promise<ClientReport> {
  const started = performance.now();
  const checks = createChecks(client.section, client.name);
  const presence = await client.find(surroundings);
  if ("version" in presence) {
    await checks.check(WHOLE, async () => {
      const server = await startLocalServer(surroundings.env);
      try {
        await client.run({ ...surroundings, ...checks, server, observer: createObserver(server.apiUrl) });
      } finally {
        await server.close();
        await rm(server.dataDirectory, { recursive: true, force: true });
      }
    });
  }
  return {
    client: client.name,
    presence,
    results: checks.results().filter(({ row, outcome }) => row !== WHOLE || outcome.kind === "failed"),
    durationMs: performance.now() - started,
  };
}

/** Shown only when it fails: then the checks after the failure did not run. */
const WHOLE = "the run as a whole";
