import type { DaemonAddress } from "../daemon/address.ts";
import { HttpError } from "../http/errors.ts";
import type { Effect } from "./switchboard.ts";

export const RULE_NAME = "cruddur-one-percent";

/**
 * Before every other rule of the service: one request in a hundred, and no reservoir (X-Ray API, CreateSamplingRule).
 */
const RULE = {
  RuleName: RULE_NAME,
  Priority: 1,
  FixedRate: 0.01,
  ReservoirSize: 0,
  ServiceName: "backend-flask",
  ServiceType: "*",
  Host: "*",
  HTTPMethod: "*",
  URLPath: "*",
  ResourceARN: "*",
  Version: 1,
};

/** Asks the X-Ray behind the daemon's address for the rule. AWS's own daemon only passes sampling requests on. */
export function createOnePercentRule({ tcp }: DaemonAddress): Effect & { off(): Promise<void> } {
  async function ask(operation: string, body: object): Promise<Response> {
    try {
      return await fetch(`http://${tcp.host}:${tcp.port}/${operation}`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(3_000),
      });
    } catch {
      throw unavailable("nobody answers there");
    }
  }
  return {
    async on() {
      // Left by a process that ended in between.
      await ask("DeleteSamplingRule", { RuleName: RULE_NAME });
      const answer = await ask("CreateSamplingRule", { SamplingRule: RULE });
      if (!answer.ok) throw unavailable(`it answered ${answer.status}`);
    },
    async off() {
      await ask("DeleteSamplingRule", { RuleName: RULE_NAME });
    },
  };
}

function unavailable(reason: string): HttpError {
  const message = `The rule is made in the local X-Ray, at the daemon's TCP address, but ${reason}`;
  return new HttpError(409, "scenario_unavailable", message);
}
