import { useRef } from "react";
import type { KeyboardEvent, PointerEvent } from "react";
import "./column-grip.css";

const STEP_PX = 10;
const LARGE_STEP_PX = 50;

/** The edge of a column, to be dragged or moved by the arrows; a double click or Enter gives the usual width back. */
export function ColumnGrip({
  name,
  width,
  least,
  most,
  onWidth,
}: {
  /** Of the column. */
  name: string;
  /** Pixels, as the others. */
  width: number;
  least: number;
  most: number;
  /** Undefined: the usual one. */
  onWidth: (width: number | undefined) => void;
}) {
  const drag = useRef<{ x: number; width: number }>(undefined);
  const set = (next: number) => onWidth(Math.round(Math.min(most, Math.max(least, next))));
  function onKeyDown(event: KeyboardEvent): void {
    const step = event.shiftKey ? LARGE_STEP_PX : STEP_PX;
    if (event.key === "ArrowLeft") set(width - step);
    else if (event.key === "ArrowRight") set(width + step);
    else if (event.key === "Home") set(least);
    else if (event.key === "End") set(most);
    else if (event.key === "Enter") onWidth(undefined);
    else return;
    event.preventDefault();
  }
  function onPointerMove({ clientX }: PointerEvent): void {
    if (drag.current !== undefined) set(drag.current.width + clientX - drag.current.x);
  }
  return (
    <div
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={`Width of ${name}`}
      aria-valuenow={Math.round(width)}
      aria-valuemin={Math.round(least)}
      aria-valuemax={Math.round(most)}
      className="column-grip"
      title="Drag, or use the arrows. A double click gives the usual width back."
      onKeyDown={onKeyDown}
      onDoubleClick={() => onWidth(undefined)}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { x: event.clientX, width };
      }}
      onPointerMove={onPointerMove}
      onPointerUp={() => (drag.current = undefined)}
      onPointerCancel={() => (drag.current = undefined)}
    />
  );
}
