import type { FaultRootCause } from "../protocol/api-types.ts";
import type { TraceFacts } from "../model/trace-facts.ts";
import { templateMessage } from "../trace/activity/text-templates.ts";

/** What a failed trace failed of: `TypeError: reading :value`, else the step in which it began. */
export function rootCause(facts: TraceFacts): string | undefined {
  if (!facts.fault && !facts.error) return undefined;
  const [cause] = facts.fault ? facts.faultRootCauses : facts.errorRootCauses;
  if (cause === undefined) return undefined;
  const path = cause.Services.flatMap((service) => service.EntityPath);
  const exception = path.findLast(({ Exceptions }) => Exceptions.length > 0)?.Exceptions[0];
  if (exception === undefined) return lastName(cause);
  const { Name: name = "", Message: message = "" } = exception;
  const text = templateMessage(message);
  if (text === "") return name;
  return name === "" ? text : `${name}: ${text}`;
}

function lastName({ Services }: FaultRootCause): string | undefined {
  return Services.at(-1)?.EntityPath.at(-1)?.Name;
}

/** The step that took most of the response. */
export function mostOfIt({ responseTimeRootCauses }: TraceFacts): string | undefined {
  return responseTimeRootCauses[0]?.Services.at(-1)?.EntityPath.at(-1)?.Name;
}
