import type { GroupFigures } from "xray-local/console-wire/figures.ts";
import { formatCount, formatDuration } from "../../lib/format.ts";
import { placeOfType } from "../../trace-model/place.ts";
import { splitServiceKey } from "xray-local/model/trace-topology.ts";

/** Whoever fails so late was waited for. */
const LONG_SEC = 1;

/**
 * `All 29 began in stripe.com, after 2.00 s.` `targets`: of the calls that failed, by the node that was called. Of a service
 * that is traced they came: it may have passed them on.
 */
export function OriginSentence({ faults, targets }: { faults: number; targets: readonly GroupFigures[] }) {
  const [most] = targets;
  const failed = Math.min(faults, most?.traces ?? 0);
  if (most === undefined || failed * 2 < faults) return <> They began in it.</>;
  const [name, type] = splitServiceKey(most.values.at(-1) ?? "");
  const verb = placeOfType(type) === "service" ? "came from" : "began in";
  const who =
    failed === faults ? `All ${formatCount(faults)}` : `${formatCount(failed)} of ${formatCount(faults)}`;
  return (
    <>
      {" "}
      {who} {verb} <b>{name}</b>
      {most.p50Sec >= LONG_SEC ? `, after ${formatDuration(most.p50Sec)}.` : "."}
    </>
  );
}
