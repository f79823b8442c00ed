import type { ClientStatus } from "../../console-wire/server-status.ts";
import type { SamplingTargets } from "../../sampling/sampling-targets.ts";
import type { SamplingClient } from "../../sampling/client-registry.ts";
import type { Settings } from "../../settings/settings.ts";
import type { SamplingDirectory } from "../context.ts";

/** What the status shows of sampling, from the rules and from the samplers that report. */
export function createSamplingDirectory(
  settings: Settings,
  targets: SamplingTargets,
  nowMs: () => number,
): SamplingDirectory {
  let lastQuestionAtMs: number | undefined;
  return {
    defaultRule() {
      const { FixedRate, ReservoirSize } = settings.rules.defaultRule();
      return { fixedRate: FixedRate, reservoirSize: ReservoirSize };
    },
    clients: () => targets.clients(nowMs() / 1_000).map(toClientStatus),
    noteQuestion() {
      lastQuestionAtMs = nowMs();
    },
    lastQuestionAtMs: () => lastQuestionAtMs,
  };
}

function toClientStatus({ id, rules, requests, lastSeenSec }: SamplingClient): ClientStatus {
  const noun = requests === 1 ? "request" : "requests";
  const detail = `${requests.toLocaleString("en-US")} ${noun} under ${rules.join(", ")}`;
  return { kind: "sdk", id, detail, lastSeenAtMs: lastSeenSec * 1_000 };
}
