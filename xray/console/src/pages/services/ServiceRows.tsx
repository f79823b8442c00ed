import { memo } from "react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { formatMinute, formatPerMinute, formatShare } from "../../lib/format.ts";
import { Duration } from "../../ui/Figure.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { faultShare, isWorse, listChanges } from "./change.ts";
import { ChangeWords } from "./ChangeWords.tsx";
import type { RowFrame } from "./row-frame.ts";
import { nameOfRow } from "./service-rows.ts";
import type { FigureRow, ServiceRow } from "./service-rows.ts";
import { Spark } from "./Spark.tsx";

/** A service with its version. Folded, or without endpoints, it shows its own figures. */
const ServiceHead = memo(function ServiceHead({
  row,
  isFolded,
  onFold,
  frame,
}: {
  row: ServiceRow;
  isFolded: boolean;
  onFold: (key: string) => void;
  frame: RowFrame;
}) {
  const { version, endpoints } = row;
  const name = (
    <>
      <i className={`services-spine services-place-${row.place}`} />
      {endpoints.length === 0 ? (
        <Link to={frame.toView(row)} data-row="" className="services-name">
          <Icon name={row.place} size={15} />
          <b>{row.service}</b>
        </Link>
      ) : (
        <button
          type="button"
          data-row=""
          data-service={row.key}
          className="services-name"
          aria-expanded={!isFolded}
          onClick={() => onFold(row.key)}
        >
          <Icon name={isFolded ? "chevron-right" : "chevron-down"} size={14} />
          <Icon name={row.place} size={15} />
          <b>{row.service}</b>
        </button>
      )}
      {version === undefined ? null : (
        <span className="services-version">
          <code>{version.text}</code>
          {version.sinceSec === undefined ? "" : ` since ${formatMinute(version.sinceSec, frame.nowSec)}`}
        </span>
      )}
    </>
  );
  return (
    <tr className="services-service">
      <th scope="row" className="services-col-name">
        {name}
      </th>
      <FigureCells row={row} frame={frame} isQuiet={!isFolded && endpoints.length > 0} />
    </tr>
  );
});

/** A service, and below it its endpoints unless they are folded. */
export function ServiceGroup({
  service,
  isFolded,
  onFold,
  frame,
}: {
  service: ServiceRow;
  isFolded: boolean;
  onFold: (key: string) => void;
  frame: RowFrame;
}) {
  return (
    <>
      <ServiceHead row={service} isFolded={isFolded} onFold={onFold} frame={frame} />
      {isFolded
        ? null
        : service.endpoints.map((row) => <EndpointRow key={row.key} row={row} frame={frame} />)}
    </>
  );
}

export const EndpointRow = memo(function EndpointRow({
  row,
  frame,
  withService = false,
}: {
  row: FigureRow;
  frame: RowFrame;
  /** Its service is not told by a row above. */
  withService?: boolean;
}) {
  const changes = listChanges(row.changes);
  return (
    <tr className={changes.some(isWorse) ? "services-endpoint services-worse" : "services-endpoint"}>
      <th scope="row" className="services-col-name">
        <i className={`services-spine services-place-${row.place}`} />
        <span className="services-method">{row.url === "" ? "" : row.method}</span>
        <Link to={frame.toView(row)} data-row="" className="services-url" title={nameOfRow(row)}>
          <Url text={row.url === "" ? nameOfRow(row) : row.url} />
        </Link>
        {withService ? <span className="services-of">{row.service}</span> : null}
      </th>
      <FigureCells row={row} frame={frame} />
    </tr>
  );
});

/** Longer ones are cut in the middle where there is no room: what tells them apart is at the end. */
const LONG_URL = 32;

/** What stands for an id is dim. */
function Url({ text }: { text: string }): ReactNode {
  const at = text.length > LONG_URL ? text.lastIndexOf("/", text.length - LONG_URL / 2) : 0;
  if (at <= 0) return <UrlText text={text} />;
  return (
    <>
      <span className="services-url-start">
        <UrlText text={text.slice(0, at)} />
      </span>
      <span>
        <UrlText text={text.slice(at)} />
      </span>
    </>
  );
}

function UrlText({ text }: { text: string }): ReactNode {
  let at = 0;
  return text.split(/(:[a-z]+)(?=\/|$)/).map((part) => {
    at += part.length;
    return part.startsWith(":") ? <i key={at}>{part}</i> : part;
  });
}

function FigureCells({
  row,
  frame: { scale, rangeSec, nowSec, toList },
  isQuiet = false,
}: {
  row: FigureRow;
  frame: RowFrame;
  /** Only what endpoints add up to. */
  isQuiet?: boolean;
}) {
  const { times: shown, figures, changes } = row;
  const whole = (sec: number) =>
    shown === figures ? undefined : `${(sec * 1000).toPrecision(3)} ms over the whole range`;
  const times = [
    ["p50", shown.p50Sec, figures.p50Sec],
    ["p95", shown.p95Sec, figures.p95Sec],
    ["p99", shown.p99Sec, figures.p99Sec],
  ] as const;
  return (
    <>
      <td className="services-col-rate" title={`${figures.count} requests`}>
        {formatPerMinute(figures.count / rangeSec)}
      </td>
      {times.map(([name, sec, wholeSec]) => (
        <td key={name} className={`services-col-${name}`} title={whole(wholeSec)}>
          {isQuiet ? null : <Duration sec={sec} />}
        </td>
      ))}
      <td className="services-col-worse">
        {isQuiet ? null : (
          <ChangeWords
            changes={changes}
            count={figures.count}
            nowSec={nowSec}
            toList={(change) => toList(row, change)}
          />
        )}
      </td>
      <td className="services-col-spark">{isQuiet ? null : <Spark row={row} scale={scale} />}</td>
      <Share outcome="error" row={row} />
      <Share outcome="throttle" row={row} />
      <Share outcome="fault" row={row} />
    </>
  );
}

/** A few errors are usual: they are loud from here on. */
const LOUD_ERRORS = 0.02;

function Share({
  outcome,
  row: { shares, changes },
}: {
  outcome: "error" | "throttle" | "fault";
  row: FigureRow;
}) {
  const share = shares.count === 0 ? 0 : shares.outcomes[outcome] / shares.count;
  const isLoud = outcome === "error" ? share >= LOUD_ERRORS : share > 0;
  const className = share === 0 ? "services-quiet" : isLoud ? `services-${outcome}` : "";
  const was = outcome === "fault" ? changes.faults : undefined;
  return (
    <td className={`services-col-${outcome}`}>
      <span className={className}>{share === 0 ? "0" : formatShare(share)}</span>
      {was === undefined ? null : <small>was {formatShare(faultShare(was.before))}</small>}
    </td>
  );
}
