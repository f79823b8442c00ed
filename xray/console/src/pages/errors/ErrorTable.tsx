import type { ErrorKind } from "../../errors/error-kinds.ts";
import { fateWords, messageRuns, serviceName } from "../../errors/error-words.ts";
import { trendScale } from "../../errors/trend.ts";
import { clockParts, exactTime, formatCount, formatDateUnlessToday, formatMinute } from "../../lib/format.ts";
import { Icon } from "../../ui/Icon.tsx";
import { OutcomeMark } from "../../ui/OutcomeMark.tsx";
import { Trend } from "./Trend.tsx";

/** A kind a row: what it is, where it was thrown and what became of it, and how often it came. */
export function ErrorTable({
  kinds,
  all,
  selected,
  bounds,
  nowSec,
  isStale,
  onSelect,
}: {
  kinds: readonly ErrorKind[];
  /** Also those that are not shown: the scale stays the same. */
  all: readonly ErrorKind[];
  selected: string;
  bounds: { startSec: number; endSec: number };
  nowSec: number;
  isStale: boolean;
  onSelect: (hash: string) => void;
}) {
  const perMinute = trendScale(all.flatMap(({ columns }) => (columns === undefined ? [] : [columns])));
  return (
    <table className={isStale ? "errors-table answer-stale" : "errors-table"} aria-busy={isStale}>
      <caption className="visually-hidden">Kinds of exceptions</caption>
      <thead>
        <tr>
          <th scope="col" className="errors-col-what">
            Type, message, place and way
          </th>
          <th scope="col" className="errors-col-trend">
            <span className="visually-hidden">times over time</span>
            <span className="errors-axis" aria-hidden="true">
              <span>{formatMinute(bounds.startSec, nowSec)}</span>
              <span>0 to {perMinute} a minute</span>
              <span>{formatMinute(bounds.endSec, nowSec)}</span>
            </span>
          </th>
          <th scope="col" className="errors-col-count">
            times
          </th>
          <th scope="col" className="errors-col-traces">
            traces
          </th>
          <th scope="col" className="errors-col-first">
            first seen
          </th>
          <th scope="col" className="errors-col-last">
            last
          </th>
        </tr>
      </thead>
      <tbody>
        {kinds.map((kind) => (
          <ErrorRow
            key={kind.key}
            kind={kind}
            isSelected={kind.hash === selected}
            perMinute={perMinute}
            nowSec={nowSec}
            onSelect={onSelect}
          />
        ))}
      </tbody>
    </table>
  );
}

function ErrorRow({
  kind,
  isSelected,
  perMinute,
  nowSec,
  onSelect,
}: {
  kind: ErrorKind;
  isSelected: boolean;
  perMinute: number;
  nowSec: number;
  onSelect: (hash: string) => void;
}) {
  const {
    type,
    message,
    frame,
    follows,
    way,
    outcome,
    count,
    traces,
    firstEverSec,
    lastSec,
    isNew,
    reachedClient,
  } = kind;
  return (
    <tr className={isSelected ? "errors-selected" : undefined}>
      <th scope="row" className="errors-col-what">
        <OutcomeMark outcome={outcome} size={10} />
        <p className="errors-line">
          <button
            type="button"
            className="errors-row-button"
            data-row=""
            aria-pressed={isSelected}
            onClick={() => onSelect(kind.hash)}
          >
            {type}
          </button>{" "}
          <span>
            <Message text={message} />
          </span>
        </p>
        <p className="errors-line errors-place">
          {frame === undefined ? null : <code>{frame}</code>}
          <span className="errors-way">
            {way.map((service, index) => (
              <span key={way.slice(0, index + 1).join()}>
                {index === 0 ? null : <Icon name="chevron-right" size={12} />}
                {serviceName(service)}
              </span>
            ))}
          </span>
          {follows === undefined ? null : <span>follows {typeOfKey(follows)}</span>}
          <span className={reachedClient > 0 ? "errors-client" : undefined}>{fateWords(kind)}</span>
        </p>
      </th>
      <td className="errors-col-trend">
        <Trend kind={kind} perMinute={perMinute} />
      </td>
      <td className="errors-col-count">{formatCount(count)}</td>
      <td className="errors-col-traces">{formatCount(traces)}</td>
      <td className="errors-col-first" title={exactTime(firstEverSec)}>
        {whenWords(firstEverSec, nowSec)}
        {isNew ? <b className="errors-new">new</b> : null}
      </td>
      <td className="errors-col-last" title={exactTime(lastSec)}>
        {whenWords(lastSec, nowSec)}
      </td>
    </tr>
  );
}

/** What stands in the place of a value is quieter. */
function Message({ text }: { text: string }) {
  return messageRuns(text).map(({ text: run, isValue, at }) => (isValue ? <i key={at}>{run}</i> : run));
}

/** `PaymentTimeout` of the key of its kind. */
function typeOfKey(key: string): string {
  return key.split(": ", 1)[0] ?? key;
}

/** Of today the time, else the day. */
function whenWords(timeSec: number, nowSec: number): string {
  return formatDateUnlessToday(timeSec, nowSec) || clockParts(timeSec).clock;
}
