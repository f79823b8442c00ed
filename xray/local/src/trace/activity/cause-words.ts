import type { FaultRootCause } from "../../protocol/api-types.ts";
import type { ActivityKinds } from "../../model/trace-activity.ts";
import type { TraceFacts } from "../../model/trace-facts.ts";
import { templateMessage } from "./text-templates.ts";

export type CauseFacts = Pick<
  TraceFacts,
  "fault" | "error" | "faultRootCauses" | "errorRootCauses" | "responseTimeRootCauses"
>;

export function causeWords(facts: CauseFacts): Pick<ActivityKinds, "rootCause" | "mostOfIt"> {
  const cause = rootCause(facts);
  const slowest = facts.responseTimeRootCauses[0]?.Services.at(-1)?.EntityPath.at(-1)?.Name;
  return {
    ...(cause !== undefined && { rootCause: cause }),
    ...(slowest !== undefined && { mostOfIt: slowest }),
  };
}

/** Why a trace failed: `TypeError: reading :value`, else the step in which the failure began. */
function rootCause(facts: CauseFacts): string | undefined {
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
