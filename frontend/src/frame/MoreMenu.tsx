import { Link } from "react-router";
import { useScenarios } from "../api/use-scenarios.ts";
import { links } from "../links.ts";
import { traceConsole } from "../trace-console.ts";
import { Icon } from "../ui/Icon.tsx";
import { closePopoverOf, Popover } from "../ui/Popover.tsx";
import { TraceGlyph } from "shared-ui/TraceGlyph.tsx";
import { useDialogs } from "./dialogs-context.ts";

/** Links that are needed less often. */
export function MoreMenu() {
  const button = (
    <>
      <Icon name="more" />
      <span>More</span>
    </>
  );
  return (
    <Popover className="nav-item" title="More" button={button}>
      <MoreLinks />
    </Popover>
  );
}

export function MoreLinks() {
  const scenarios = useScenarios();
  const { openScenarios } = useDialogs();
  return (
    <ul>
      <li>
        <a className="popover-item" href={traceConsole.tracesUrl} target="_blank" rel="noreferrer">
          <TraceGlyph size={16} />
          <span>
            Traces<span className="visually-hidden">, in a new tab</span>
          </span>
        </a>
      </li>
      {scenarios && (
        <li>
          <button
            type="button"
            className="popover-item"
            onClick={({ currentTarget }) => {
              closePopoverOf(currentTarget);
              openScenarios();
            }}
          >
            <Icon name="scenario" />
            <span>Scenarios</span>
          </button>
        </li>
      )}
      <li>
        <Link className="popover-item" to={links.about}>
          <Icon name="bomb" />
          <span>About Cruddur</span>
        </Link>
      </li>
    </ul>
  );
}
