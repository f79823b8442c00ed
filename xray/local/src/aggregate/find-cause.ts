import type { CauseParts } from "../console-wire/figure-words.ts";
import type { FaultRootCause } from "../protocol/api-types.ts";
import type { TraceFacts } from "../model/trace-facts.ts";
import { templateMessage } from "../trace/activity/text-templates.ts";

/** A placeholder for a value in a message, see text-templates.ts. */
const PLACEHOLDER = /:(?:value|email|id|host)\b|#/g;

/** Why a trace failed, in parts; undefined when it did not fail, or no reason is known. */
export function findCause(
  facts: Pick<TraceFacts, "fault" | "error" | "faultRootCauses" | "errorRootCauses">,
): CauseParts | undefined {
  if (!facts.fault && !facts.error) return undefined;
  const outcome = facts.fault ? "fault" : "error";
  const [cause] = facts.fault ? facts.faultRootCauses : facts.errorRootCauses;
  if (cause === undefined) return undefined;
  const exception = exceptionOf(cause);
  if (exception === undefined) {
    const step = cause.Services.at(-1)?.EntityPath.at(-1)?.Name;
    return step === undefined ? undefined : { outcome, step };
  }
  const { Name: type = "", Message: message = "" } = exception;
  const template = templateMessage(message);
  const isWhole = template === message;
  const parts = isWhole ? [message] : template.split(PLACEHOLDER);
  return {
    outcome,
    type,
    isWhole,
    message: parts.filter((part) => part.trim() !== "" && message.includes(part)),
  };
}

function exceptionOf({ Services }: FaultRootCause): { Name?: string; Message?: string } | undefined {
  const path = Services.flatMap((service) => service.EntityPath);
  return path.findLast(({ Exceptions }) => Exceptions.length > 0)?.Exceptions[0];
}
