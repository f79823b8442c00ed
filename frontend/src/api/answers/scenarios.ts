import { parseFields, parseFlag, parseList, parseText } from "./fields.ts";

/** A fault that can be switched on, to be found in a trace. */
export interface Scenario {
  name: string;
  title: string;
  isOn: boolean;
  /** What it lacks to happen here, as a sentence. */
  needs: string | undefined;
  question: string;
  /** What to do once it is on. */
  action: string;
  lookFor: string;
}

export interface Scenarios {
  scenarios: readonly Scenario[];
  /** Ids of traces that never arrive. */
  heldTraces: readonly string[];
}

/** The answer of /api/scenarios. */
export function parseScenarios(value: unknown): Scenarios {
  const fields = parseFields(value, "answer");
  return {
    scenarios: parseList(fields["scenarios"], "scenarios").map(parseScenario),
    heldTraces: parseList(fields["held_traces"], "held_traces").filter((id) => typeof id === "string"),
  };
}

function parseScenario(value: unknown): Scenario {
  const fields = parseFields(value, "a scenario");
  return {
    name: parseText(fields, "name"),
    title: parseText(fields, "title"),
    isOn: parseFlag(fields, "is_on"),
    needs: fields["needs"] === null ? undefined : parseText(fields, "needs"),
    question: parseText(fields, "question"),
    action: parseText(fields, "action"),
    lookFor: parseText(fields, "look_for"),
  };
}
