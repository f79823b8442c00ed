import { HttpError } from "../http/errors.ts";
import { SCENARIO_NAMES, SCENARIOS } from "./catalog.ts";
import type { ScenarioName } from "./catalog.ts";

/** What switching a scenario on and off does, beyond the switch. */
export interface Effect {
  /** Throws when it cannot be done; the scenario then stays as it was. */
  on?(): Promise<void>;
  off?(): Promise<void>;
}

export interface ScenarioState {
  name: ScenarioName;
  title: string;
  is_on: boolean;
  needs: string | null;
  question: string;
  action: string;
  look_for: string;
  lesson: string;
}

export interface Switchboard {
  isOn: (name: ScenarioName) => boolean;
  /** Throws 409 `scenario_unavailable` for a scenario that is impossible here. */
  set(name: ScenarioName, isOn: boolean): Promise<void>;
  clear(): Promise<void>;
  list(): readonly ScenarioState[];
}

export interface SwitchboardOptions {
  effects: Partial<Record<ScenarioName, Effect>>;
  /** What scenarios need to be possible here, as a sentence. */
  needs: Partial<Record<ScenarioName, string>>;
}

/** Which scenarios are on. Switches one at a time. */
export function createSwitchboard({ effects, needs }: SwitchboardOptions): Switchboard {
  const on = new Set<ScenarioName>();
  let turn: Promise<unknown> = Promise.resolve();

  async function switchNow(name: ScenarioName, isOn: boolean): Promise<void> {
    if (on.has(name) === isOn) return;
    const lacking = needs[name];
    if (lacking !== undefined) throw new HttpError(409, "scenario_unavailable", lacking);
    if (isOn) {
      await effects[name]?.on?.();
      on.add(name);
    } else {
      // One that could not be undone stays on, so that it can be tried again.
      await effects[name]?.off?.();
      on.delete(name);
    }
  }

  function set(name: ScenarioName, isOn: boolean): Promise<void> {
    const result = turn.then(() => switchNow(name, isOn));
    turn = result.catch(() => undefined);
    return result;
  }

  return {
    isOn: (name) => on.has(name),
    set,
    async clear() {
      // First those that keep connections: the others may need one to be undone.
      const names = SCENARIO_NAMES.filter((name) => on.has(name));
      names.sort((a, b) => Number(b === "pool-exhausted") - Number(a === "pool-exhausted"));
      const outcomes = [];
      for (const name of names) outcomes.push(...(await Promise.allSettled([set(name, false)])));
      const failed = outcomes.find((outcome) => outcome.status === "rejected");
      if (failed) throw failed.reason;
    },
    list: () =>
      SCENARIO_NAMES.map((name) => {
        const { title, question, action, lookFor } = SCENARIOS[name];
        return {
          name,
          title,
          is_on: on.has(name),
          needs: needs[name] ?? null,
          question,
          action,
          look_for: lookFor,
          lesson: `docs/lessons/${name}.md`,
        };
      }),
  };
}
