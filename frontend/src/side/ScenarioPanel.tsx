import type { Scenario } from "../api/answers/scenarios.ts";
import { useDialogs } from "../frame/dialogs-context.ts";
import { LastTrace } from "./LastTrace.tsx";
import "./scenarios.css";

/** The faults that are on. */
export function ScenarioPanel({ scenarios }: { scenarios: readonly Scenario[] }) {
  const { openScenarios } = useDialogs();
  const on = scenarios.filter(({ isOn }) => isOn);
  return (
    <section aria-labelledby="scenarios">
      <h2 id="scenarios">Scenarios</h2>
      <div className="scenario-state">
        {on.length === 0 ? (
          <span>Everything works</span>
        ) : (
          <ul>
            {on.map(({ name, title }) => (
              <li key={name} className="scenario-on">
                {title} is on
              </li>
            ))}
          </ul>
        )}
        <button type="button" className="link" aria-label="Change scenarios" onClick={openScenarios}>
          Change
        </button>
      </div>
      {on.length > 0 && <LastTrace />}
    </section>
  );
}
