import { ok, wrong } from "./finding.ts";
import type { Finding } from "./finding.ts";

/** SDKs send segments over UDP and ask for rules over TCP: if one of them is closed, half of tracing silently fails. */
export function portFindings(
  address: string,
  udp: boolean,
  tcp: boolean,
  remedy: string,
): readonly Finding[] {
  return [
    udp
      ? ok("Daemon UDP", `${address} takes segments.`)
      : wrong("Daemon UDP", `Nothing listens on ${address}/udp: every segment is lost.`, remedy),
    tcp
      ? ok("Daemon TCP", `${address} answers for sampling.`)
      : wrong(
          "Daemon TCP",
          `${address}/tcp does not answer: the service's sampling rules do not apply.`,
          remedy,
        ),
  ];
}
