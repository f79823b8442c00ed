import type { LinkedTrace } from "xray-local/console-wire/linked-traces.ts";
import { formatDuration, formatTime } from "../../lib/format.ts";

const QUEUE_KEYS = ["messaging.destination.name", "messaging.destination"];
const SYSTEM_KEY = "messaging.system";

/** Why and when a linked trace is one: `through queue mail, 1.9 s later`, `led here at 14:39:51, reason: cart 7f3a`. */
export function linkedWords(
  { way, attributes, through, laterSec, summary }: LinkedTrace,
  nowSec: number,
): string {
  const queue = QUEUE_KEYS.map((key) => attributes[key]).find((value) => typeof value === "string");
  const by = queue === undefined ? through : `${systemWords(attributes[SYSTEM_KEY])}${queue}`;
  const when =
    laterSec !== undefined
      ? `${formatDuration(laterSec)} ${way === "after" ? "later" : "before"}`
      : summary && `at ${formatTime(summary.startSec, nowSec)}`;
  const what = by === undefined ? (way === "after" ? "goes on from here" : "led here") : `through ${by}`;
  return [[what, when].filter(Boolean).join(", "), ...otherWords(attributes)].join("; ");
}

function systemWords(system: unknown): string {
  if (system === "sqs" || system === "AmazonSQS" || system === "aws_sqs") return "queue ";
  if (system === "sns" || system === "aws.sns") return "topic ";
  return typeof system === "string" ? `${system} ` : "";
}

/** What else the sender said of the link; AWS's own attributes are for its console. */
function otherWords(attributes: LinkedTrace["attributes"]): string[] {
  return Object.entries(attributes)
    .filter(([key]) => !key.startsWith("aws.xray.reserved.") && !key.startsWith("messaging."))
    .filter(
      ([, value]) => typeof value === "string" || typeof value === "number" || typeof value === "boolean",
    )
    .map(([key, value]) => `${key}: ${String(value)}`);
}

/** `GET /cart`, or nothing. */
export function requestWords(summary: LinkedTrace["summary"]): string {
  const { method = "", url } = summary ?? {};
  if (url === undefined) return method;
  const path = URL.canParse(url) ? new URL(url).pathname : url;
  return `${method} ${path}`.trim();
}
