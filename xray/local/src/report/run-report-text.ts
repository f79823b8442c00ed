import { formatCounted, formatSeconds, toInert } from "../text/format-text.ts";
import type { Ink, Paint } from "../text/paint.ts";
import type { RunReport } from "./run-report.ts";

/** Causes, and problems on AWS, that fit on a screen. */
const MOST = 8;

/** A report as lines for a person. */
export function toRunReportText(report: RunReport, paint: Paint): readonly string[] {
  const { requests, services, slowest, causes, problems, rejections, drops } = report;
  if (requests === 0 && rejections.length + drops.length === 0)
    return [`${paint("strong", "X-Ray")}  no trace arrived`, ...whyNone()];
  return [
    `${paint("strong", "X-Ray")}  ${formatCounted(requests, "request")} of ${services.map(toInert).join(", ")}: ${toOutcomes(report, paint)}`,
    ...slowest.map(({ id, what, responseSec }, at) =>
      toLine(
        at === 0 ? "slowest" : "",
        `${formatSeconds(responseSec).padStart(8)}  ${toInert(what)}`,
        id,
        paint,
      ),
    ),
    ...causes
      .slice(0, MOST)
      .map(({ kind, text, count, traces }) =>
        toLine(kind, `${paint(kind, `${count}×`.padStart(8))}  ${text}`, traces[0] ?? "", paint),
      ),
    ...moreOf(causes.length, "more kind of failure", "more kinds of failure"),
    ...problems
      .slice(0, MOST)
      .flatMap(({ kind, count, remedy, examples }) => [
        toLine(
          "on AWS",
          `${`${count}×`.padStart(8)}  ${kind}: ${toInert(examples[0]?.where ?? "")}`,
          examples[0]?.traceId ?? "",
          paint,
        ),
        `${" ".repeat(19)}${remedy}`,
      ]),
    ...rejections.slice(0, MOST).map((reason) => toReasonLine("rejected", reason, paint)),
    ...drops.map((reason) => toReasonLine("dropped", reason, paint)),
  ];
}

function toReasonLine(
  how: string,
  { reason, count, remedy }: { reason: string; count: number; remedy: string },
  paint: Paint,
): string {
  return toLine(how, `${`${count}×`.padStart(8)}  ${reason}: ${remedy}`, "", paint);
}

/** Where to look when a command sent nothing. */
function whyNone(): readonly string[] {
  return [
    "  The command was given AWS_XRAY_DAEMON_ADDRESS and OTEL_EXPORTER_OTLP_TRACES_ENDPOINT. Does it set an address in code,",
    "  is it traced at all, and does it sample: an X-Ray SDK asks for rules, and records everything here?",
  ];
}

function toOutcomes({ outcomes }: RunReport, paint: Paint): string {
  const parts: [Ink, string][] = [
    ["fault", formatCounted(outcomes.fault, "fault")],
    ["throttle", `${outcomes.throttle.toLocaleString("en-US")} throttled`],
    ["error", formatCounted(outcomes.error, "error")],
  ];
  const shown = parts.filter(([, text]) => !text.startsWith("0 "));
  return shown.length === 0 ? "none failed" : shown.map(([ink, text]) => paint(ink, text)).join(", ");
}

function toLine(label: string, text: string, id: string, paint: Paint): string {
  return `  ${label.padEnd(9)}${text}${id === "" ? "" : `  ${paint("dim", id)}`}`;
}

function moreOf(count: number, one: string, many: string): readonly string[] {
  return count > MOST ? [`  … and ${formatCounted(count - MOST, one, many)}`] : [];
}
