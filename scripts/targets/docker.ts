import { mustRun, versionOf } from "../../xray/local/conformance/program.ts";
import { root } from "../repository/files.ts";
import type { Surroundings } from "./surroundings.ts";

/** The containers of one check: `close` removes them and their network in any case. */
export interface Docker {
  /** Runs `docker` with arguments; resolves with what it printed. */
  run(...args: string[]): Promise<string>;
  /** Starts a container in the background under a name of its own; resolves with that name. */
  start(name: string, ...args: string[]): Promise<string>;
  network: string;
  close(): Promise<void>;
}

/** Undefined when Docker can be used. */
export async function findDockerMissing({ env }: Surroundings): Promise<string | undefined> {
  const version = await versionOf("docker", ["version", "--format", "{{.Server.Version}}"], env);
  return version === undefined ? "no Docker engine answers" : undefined;
}

export async function openDocker({ env }: Surroundings, prefix: string): Promise<Docker> {
  const run: Docker["run"] = async (...args) => (await mustRun("docker", args, { env, cwd: root })).trim();
  const network = `${prefix}-${process.pid}`;
  const started: string[] = [];
  await run("network", "create", network);
  return {
    run,
    network,
    async start(name, ...args) {
      const container = `${network}-${name}`;
      started.push(container);
      await run("run", "-d", "--name", container, ...args);
      return container;
    },
    async close() {
      if (started.length > 0) await run("rm", "--force", "--volumes", ...started.toReversed());
      await run("network", "rm", network);
    },
  };
}
