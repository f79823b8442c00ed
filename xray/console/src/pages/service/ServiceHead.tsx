import { Link, useNavigate } from "react-router";
import type { SetFigures } from "xray-local/console-wire/figures.ts";
import type { Bounds } from "../../api/use-figures.ts";
import {
  formatCount,
  formatCounted,
  formatDuration,
  formatMinute,
  formatPerMinute,
  formatShare,
} from "../../lib/format.ts";
import { viewPath } from "../../links.ts";
import type { Brush, Scope } from "../../links.ts";
import { servicePath } from "../../service-link.ts";
import type { ServiceSubject } from "../../service-link.ts";
import { placeOfType } from "../../trace-model/place.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Menu, MenuItem } from "../../ui/overlays/Menu.tsx";
import { AgainstMenu } from "../AgainstMenu.tsx";
import { faultShare } from "../services/change.ts";
import type { ServiceModel } from "./service-model.ts";

const WHOLE = "The whole service";

/** What is looked at, since which version, and what it is compared with; with a brush what that holds. */
export function ServiceHead({
  subject,
  scope,
  model,
  bounds,
  siblings,
  nowSec,
  adding,
  toTraces,
  toBefore,
  selection,
}: {
  subject: ServiceSubject;
  scope: Scope;
  model: ServiceModel | undefined;
  bounds: Bounds;
  siblings: readonly string[];
  nowSec: number;
  /** What is being added up, and how far it is; empty: nothing. */
  adding: string;
  /** The list of its traces. */
  toTraces: string;
  /** Compares it before and after its largest change; undefined where nothing changed within the range. */
  toBefore: string | undefined;
  selection: Selection | undefined;
}) {
  const navigate = useNavigate();
  const { service, type, endpoint } = subject;
  const open = (next: string) => void navigate(servicePath({ service, type, endpoint: next }, scope));
  return (
    <header className="service-head">
      <Link className="ctl ctl-square" to={viewPath("services", scope)} aria-label="All services">
        <Icon name="chevron-left" />
      </Link>
      <Icon name={placeOfType(type)} size={15} />
      <h1>
        {endpoint === "" ? (
          service
        ) : (
          <>
            <Link to={servicePath({ service, type, endpoint: "" }, scope)}>{service}</Link> <i>/</i>{" "}
            <span>{endpoint}</span>
          </>
        )}
      </h1>
      <Menu
        label={`Endpoints of ${service}`}
        className="ctl ctl-square"
        button={<Icon name="chevron-down" />}
      >
        {["", ...siblings].map((each) => (
          <MenuItem key={each} kind="radio" checked={each === endpoint} onPick={() => open(each)}>
            {each === "" ? WHOLE : each}
          </MenuItem>
        ))}
      </Menu>
      <span className="service-meta" role="status">
        {adding !== "" || model === undefined ? (
          adding
        ) : (
          <Meta model={model} bounds={bounds} nowSec={nowSec} />
        )}
      </span>
      <span className="grow" />
      {selection === undefined ? (
        <>
          <span className="service-wide">
            <AgainstMenu />
          </span>
          {toBefore === undefined ? null : (
            <Link className="ctl ctl-line service-wide service-compare" to={toBefore}>
              <Icon name="compare" />
              Compare before and after
            </Link>
          )}
          {model === undefined || model.set.count === 0 ? null : (
            <Link
              className="ctl ctl-line"
              to={toTraces}
              aria-label={`View ${formatCounted(model.set.traces, "trace")}`}
            >
              <span className="service-wide">View {formatCounted(model.set.traces, "trace")}</span>
              <span className="service-narrow">
                <Icon name="table" />
              </span>
            </Link>
          )}
        </>
      ) : (
        <SelectionWords selection={selection} nowSec={nowSec} />
      )}
    </header>
  );
}

/** `version 2.4.1 since 14:18 · 3,060 requests, 51 a minute`. */
function Meta({ model, bounds, nowSec }: { model: ServiceModel; bounds: Bounds; nowSec: number }) {
  const { version, needles, set } = model;
  const since = needles.findLast((needle) => needle.version === version)?.atSec;
  return (
    <>
      {version === undefined ? null : (
        <>
          version <b>{version}</b>
          {since === undefined ? null : (
            <>
              {" "}
              since <b>{formatMinute(since, nowSec)}</b>
            </>
          )}
          {" · "}
        </>
      )}
      {formatCounted(set.count, "request")}, {formatPerMinute(set.count / (bounds.endSec - bounds.startSec))}{" "}
      a minute
    </>
  );
}

/** What a brush holds, and what can be done with it. */
export interface Selection {
  brush: Brush;
  /** Undefined while they are added up. */
  figures: SetFigures | undefined;
  /** Compares it with the rest. */
  toSets: string;
  toTraces: string;
  onClear: () => void;
}

function SelectionWords({
  selection: { brush, figures, toSets, toTraces, onClear },
  nowSec,
}: {
  selection: Selection;
  nowSec: number;
}) {
  return (
    <>
      <span className="service-selection" role="status">
        {formatMinute(brush.startSec, nowSec)} to {formatMinute(brush.endSec, nowSec)}
        {figures === undefined ? (
          ""
        ) : (
          <>
            : <b>{formatCount(figures.count)}</b> {figures.count === 1 ? "request" : "requests"}, p95{" "}
            {formatDuration(figures.p95Sec)}, {formatShare(faultShare(figures))} faults
          </>
        )}
      </span>
      <Link className="ctl ctl-line" to={toSets}>
        Compare with the rest <kbd className="key">D</kbd>
      </Link>
      <Link className="ctl ctl-line service-wide" to={toTraces}>
        View traces
      </Link>
      <button type="button" className="ctl ctl-square" aria-label="Clear the selection" onClick={onClear}>
        <Icon name="close" />
      </button>
    </>
  );
}
