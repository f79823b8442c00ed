import { useMemo } from "react";
import { formatDuration, formatShare } from "../../../lib/format.ts";
import type { Flame, FlameFrame } from "../../../trace-model/flame.ts";
import { callersOf, layoutFlame, neighbourFrame } from "../../../trace-model/flame-layout.ts";
import type { PlacedFrame } from "../../../trace-model/flame-layout.ts";
import { leadersOf } from "../../../trace-model/flame-leaders.ts";
import { OutcomeMark } from "../../../ui/OutcomeMark.tsx";
import { useKeys } from "../../../ui/use-keys.ts";
import { useSize } from "../../../ui/use-size.ts";
import { FlameLeaders, leadersHeight } from "./FlameLeaders.tsx";
import { useWindow } from "../../../ui/use-window.ts";

const LEVEL_HEIGHT = 33;
/** Pixels. Narrower frames would not be seen. */
const LEAST_WIDTH = 1;
const NAMED_FROM = 36;
const TIMED_FROM = 120;
/** Narrower frames have their name below the flame, where that is not too far away. */
const LED_BELOW = 70;
const MOST_LEVELS_WITH_NAMES = 24;

/** The frames of a flame, and below them who waited for the selected one. */
export function FlameChart({
  flame,
  responseMs,
  selected,
  zoomed,
  isStale,
  onChoose,
  onZoom,
}: {
  flame: Flame;
  /** What shares are of. */
  responseMs: number;
  selected: FlameFrame | undefined;
  zoomed: FlameFrame | undefined;
  /** Another flame is being added up. */
  isStale: boolean;
  onChoose: (frame: FlameFrame) => void;
  onZoom: (id: number) => void;
}) {
  const [measure, size] = useSize();
  const width = size?.width ?? 0;
  const placed = useMemo(
    () => (width > 0 ? layoutFlame(flame, zoomed, LEAST_WIDTH / width) : []),
    [flame, zoomed, width],
  );
  const levels = (placed.at(-1)?.level ?? 0) + 1;
  const leaders = useMemo(
    () => (levels <= MOST_LEVELS_WITH_NAMES ? leadersOf(placed, width, LED_BELOW) : []),
    [placed, width, levels],
  );
  const { start, end, attach, onScroll, scrollTo } = useWindow(levels, LEVEL_HEIGHT);
  function go(towards: Parameters<typeof neighbourFrame>[2]): void {
    const next = neighbourFrame(placed, selected, towards);
    if (next === undefined) return;
    scrollTo(placed.find(({ frame }) => frame === next)?.level ?? 0);
    onChoose(next);
  }
  const zoomToSelected = (event: KeyboardEvent): void | false => {
    const isElsewhere =
      event.target instanceof Element && event.target.closest("button, a, summary") !== null;
    if (isElsewhere || selected === undefined) return false;
    onZoom(selected.id);
  };
  useKeys({
    ArrowUp: () => go("up"),
    ArrowDown: () => go("down"),
    ArrowLeft: () => go("left"),
    ArrowRight: () => go("right"),
    k: () => go("up"),
    j: () => go("down"),
    "0": () => onZoom(0),
    Enter: zoomToSelected,
  });
  return (
    <div className="flame-scroll" ref={attach} onScroll={onScroll}>
      <div
        ref={measure}
        className={isStale ? "flame-frames flame-adding" : "flame-frames"}
        role="tree"
        aria-label="Frames of the flame"
        aria-activedescendant={selected === undefined ? undefined : `frame-${selected.id}`}
        tabIndex={0}
        style={{ height: levels * LEVEL_HEIGHT + leadersHeight(leaders) }}
      >
        {leaders.length > 0 ? (
          <FlameLeaders leaders={leaders} levels={levels} levelHeight={LEVEL_HEIGHT} width={width} />
        ) : null}
        {placed.map((each) =>
          each.level >= start && each.level < end ? (
            <Frame
              key={each.frame.id}
              placed={each}
              width={width}
              responseMs={responseMs}
              isSelected={each.frame === selected}
              onChoose={onChoose}
              onZoom={onZoom}
            />
          ) : null,
        )}
      </div>
      {selected === undefined ? null : <Upwards frame={selected} onChoose={onChoose} />}
    </div>
  );
}

function Frame({
  placed: { frame, level, x, width: share, ownShare },
  width,
  responseMs,
  isSelected,
  onChoose,
  onZoom,
}: {
  placed: PlacedFrame;
  /** Of the whole flame, pixels. */
  width: number;
  responseMs: number;
  isSelected: boolean;
  onChoose: (frame: FlameFrame) => void;
  onZoom: (id: number) => void;
}) {
  const { name, detail, outcome, place, count, sumMs, widthMs } = frame;
  const px = share * width;
  const words = frameWords(frame, responseMs);
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the tree has the focus, and the view answers its keys
    <div
      id={`frame-${frame.id}`}
      role="treeitem"
      tabIndex={-1}
      aria-level={level + 1}
      aria-selected={isSelected}
      aria-label={words}
      title={words}
      className={[
        "frame",
        px < NAMED_FROM ? "" : "frame-named",
        outcome === "ok" ? "" : `frame-${outcome}`,
      ].join(" ")}
      style={{
        left: x * width,
        top: level * LEVEL_HEIGHT,
        width: Math.max(LEAST_WIDTH, px - (px > 4 ? 1 : 0)),
        color: `var(--${outcome === "ok" ? place : outcome})`,
      }}
      onClick={() => onChoose(frame)}
      onDoubleClick={() => onZoom(frame.id)}
    >
      {px < NAMED_FROM ? null : (
        <span className="frame-words">
          {outcome === "ok" ? null : <OutcomeMark outcome={outcome} size={10} label="" />}
          <b>{name}</b> {detail}
          {count > 1 ? <i> ×{count}</i> : null}
        </span>
      )}
      {px < TIMED_FROM ? null : (
        <span className="frame-time">{formatDuration((count > 1 ? sumMs : widthMs) / 1000)}</span>
      )}
      <i className="frame-own" style={{ width: `${ownShare * 100}%` }} />
    </div>
  );
}

/** `stripe.com POST /v1/charges, 1.95 s, 88 % of the response, own 1.95 s`. */
function frameWords(frame: FlameFrame, responseMs: number): string {
  const { name, detail, count, sumMs, widthMs, ownMs, outcome } = frame;
  return [
    [name, detail].filter(Boolean).join(" "),
    ...(count > 1 ? [`${count} steps`] : []),
    formatDuration(sumMs / 1000),
    ...(sumMs - widthMs > 0.5 ? [`${formatDuration(widthMs / 1000)} of it alone or as its share`] : []),
    ...(responseMs > 0 ? [`${formatShare(widthMs / responseMs)} of the time`] : []),
    `own ${formatDuration(ownMs / 1000)}`,
    ...(outcome === "ok" ? [] : [`${outcome} began here`]),
  ].join(", ");
}

/** The selected frame and those that waited for it, up to the root. */
function Upwards({ frame, onChoose }: { frame: FlameFrame; onChoose: (frame: FlameFrame) => void }) {
  const callers = callersOf(frame);
  return (
    <section className="upwards" aria-label="Upwards">
      <h2>
        Upwards from {frame.name} <span>who waited for it, {formatDuration(frame.widthMs / 1000)}</span>
      </h2>
      <ol>
        {callers.slice(0, MOST_CALLERS).map((each, index) => (
          <li key={each.id}>
            <button type="button" style={{ paddingLeft: index * INDENT }} onClick={() => onChoose(each)}>
              <i className="upwards-spine" style={{ background: `var(--${each.place})` }} />
              <b>{each.name}</b>
              <span>{each.detail}</span>
              <em>{formatDuration(each.widthMs / 1000)}</em>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

const MOST_CALLERS = 30;
/** Pixels a level. */
const INDENT = 10;
