import { useEffect, useId, useRef } from "react";
import { Link } from "react-router";
import type { Scenario } from "../api/answers/scenarios.ts";
import {
  whySwitchFailed,
  useRefreshScenarios,
  useScenarios,
  useSwitchScenario,
} from "../api/use-scenarios.ts";
import { links } from "../links.ts";
import { Dialog } from "../ui/Dialog.tsx";
import { LastTrace } from "./LastTrace.tsx";
import "./scenarios.css";

/** Every fault with its switch, and for those that are on, what to do and what to look for. */
export function ScenarioDialog({ onClose }: { onClose: () => void }) {
  const { scenarios = [], heldTraces = [] } = useScenarios() ?? {};
  const refresh = useRefreshScenarios();
  const refreshOnce = useRef(refresh);
  useEffect(() => void refreshOnce.current(), []);
  return (
    <Dialog title="Scenarios" onClose={onClose}>
      <p className="scenario-intro">
        Each switches on a real fault. Do what it says, open the trace, and find the answer there.
      </p>
      <ul aria-label="Scenarios">
        {scenarios.map((scenario) => (
          <li key={scenario.name} className="scenario">
            <ScenarioView scenario={scenario} onLeave={onClose} />
          </li>
        ))}
      </ul>
      {heldTraces.length > 0 && (
        <p className="scenario-intro">
          Never sent, since a step of theirs was not closed: {heldTraces.join(", ")}
        </p>
      )}
    </Dialog>
  );
}

function ScenarioView({ scenario, onLeave }: { scenario: Scenario; onLeave: () => void }) {
  const { name, title, isOn, needs, question, action, lookFor } = scenario;
  const { mutate, error, isPending } = useSwitchScenario();
  const [titleId, noteId] = [useId(), useId()];
  const note = needs ?? (isPending ? "One moment…" : whySwitchFailed(error));
  return (
    <>
      <div className="scenario-head">
        <h3 id={titleId}>{title}</h3>
        <button
          type="button"
          role="switch"
          className="switch"
          aria-checked={isOn}
          aria-busy={isPending}
          aria-labelledby={titleId}
          aria-describedby={note === undefined ? undefined : noteId}
          aria-disabled={needs !== undefined && !isOn}
          onClick={() => {
            if ((needs === undefined || isOn) && !isPending) mutate({ name, isOn: !isOn });
          }}
        />
      </div>
      <p>{question}</p>
      {note !== undefined && (
        <p id={noteId} className="scenario-note" role={error ? "alert" : "status"}>
          {note}
        </p>
      )}
      {isOn && (
        <dl>
          <dt>Do</dt>
          <dd>{action}</dd>
          <dt>Look for</dt>
          <dd>{lookFor}</dd>
        </dl>
      )}
      <p className="scenario-links">
        <Link className="link" to={links.lesson(name)} onClick={onLeave}>
          Lesson<span className="visually-hidden"> about {title}</span>
        </Link>
        {isOn && <LastTrace />}
      </p>
    </>
  );
}
