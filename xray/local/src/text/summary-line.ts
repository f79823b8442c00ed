import type { FaultRootCause, TraceSummary } from "../protocol/api-types.ts";
import { cut, formatClock, formatSeconds, toInert } from "./format-text.ts";
import type { Ink, Paint } from "./paint.ts";

export type Outcome = "fault" | "throttle" | "error" | "ok";

/** The outcome of a request, as X-Ray counts it: fault, else throttle, else error, else ok. */
export function outcomeOf({ HasFault, HasThrottle, HasError }: TraceSummary): Outcome {
  if (HasFault) return "fault";
  if (HasError && HasThrottle) return "throttle";
  return HasError ? "error" : "ok";
}

const MARK: Readonly<Record<Outcome, string>> = { fault: "✗", throttle: "‖", error: "▲", ok: "·" };
const INK: Readonly<Record<Outcome, Ink>> = {
  fault: "fault",
  throttle: "throttle",
  error: "error",
  ok: "plain",
};

/**
 * One line for a trace: `✗ 14:40:11.360  502   2.01 s  POST http://api/charge  payment: PaymentTimeout: no answer
 * 1-6743…`. `width` is the terminal's; the id is never cut, so that it can be given to `show`.
 */
export function toSummaryLine(summary: TraceSummary, paint: Paint, width: number): string {
  const outcome = outcomeOf(summary);
  const { HttpMethod = "", HttpURL, HttpStatus } = summary.Http;
  const what = toInert(HttpURL === undefined ? nameOf(summary) : `${HttpMethod} ${HttpURL}`.trim());
  const duration = summary.ResponseTime ?? summary.Duration;
  const figures = `${String(HttpStatus ?? "").padStart(3)}  ${formatSeconds(duration).padStart(8)}`;
  const cause = causeOf(summary);
  const head = `${MARK[outcome]} ${formatClock(summary.StartTime)}  ${figures}  `;
  const room = Math.max(24, width - head.length - summary.Id.length - 2);
  const text = cut(cause === undefined ? what : `${what}  ${cause}`, room);
  const tail = summary.IsPartial ? `${summary.Id} in progress` : summary.Id;
  return `${paint(INK[outcome], head + text.padEnd(room))}  ${paint("dim", tail)}`;
}

/** The entry point; without one, any service. */
export function nameOf({ EntryPoint, ServiceIds }: TraceSummary): string {
  return EntryPoint?.Name ?? ServiceIds[0]?.Name ?? "(no service)";
}

/** Where it failed and why: `payment: PaymentTimeout: no answer`. */
function causeOf({ FaultRootCauses, ErrorRootCauses }: TraceSummary): string | undefined {
  const [cause] = [...FaultRootCauses, ...ErrorRootCauses];
  return cause && toCauseText(cause);
}

/** The deepest service of a root cause, and its exception; undefined where it has neither. */
export function toCauseText({ Services }: FaultRootCause): string | undefined {
  const service = Services.at(-1);
  if (!service) return undefined;
  const exception = service.EntityPath.at(-1)?.Exceptions[0];
  const words = [service.Name, exception?.Name, exception?.Message].filter(
    (word) => word !== undefined && word !== "",
  );
  return toInert(words.join(": "));
}
