import type { TraceFacts } from "../../model/trace-facts.ts";
import type { Comparison, FilterExpression } from "../filter-expression.ts";
import type { KeywordName } from "../keywords.ts";

type Hint = (facts: TraceFacts) => boolean;

/**
 * What a trace must have for any of its requests to satisfy the block, as far as that is known without reading the
 * requests; undefined when nothing is known. So `service("a") { fault }` reads only the requests of failed traces.
 */
export function compileRequestHint(block: FilterExpression): Hint | undefined {
  if (block.kind === "and") {
    const hints = block.operands.map(compileRequestHint).filter((hint) => hint !== undefined);
    return hints.length === 0 ? undefined : (facts) => hints.every((hint) => hint(facts));
  }
  if (block.kind === "or") {
    const hints = block.operands.map(compileRequestHint);
    return hints.every((hint) => hint !== undefined)
      ? (facts) => hints.some((hint) => hint(facts))
      : undefined;
  }
  if (!("subject" in block) || block.subject.kind !== "keyword") return undefined;
  return hintOfKeyword(block.subject.name, block);
}

function hintOfKeyword(name: KeywordName, condition: Comparison): Hint | undefined {
  const isTrue =
    condition.kind === "presence" ||
    (condition.kind === "boolean" && condition.value === (condition.operator === "="));
  if (name === "fault" || name === "error" || name === "throttle") {
    return isTrue ? ({ anyRequest }) => anyRequest?.[name] ?? true : undefined;
  }
  if (name === "partial") return isTrue ? ({ anyRequest }) => anyRequest?.inProgress ?? true : undefined;
  if ((name === "responsetime" || name === "duration") && condition.kind === "number") {
    const { operator, value } = condition;
    if (operator !== ">" && operator !== ">=" && operator !== "=") return undefined;
    return ({ longestRequestSec = Infinity }) => longestRequestSec >= value;
  }
  return undefined;
}
