import { OutcomeMark } from "../../ui/OutcomeMark.tsx";
import { Icon } from "../../ui/Icon.tsx";

const OUTCOMES = [
  { outcome: "ok", words: "ok" },
  { outcome: "error", words: "error 4xx" },
  { outcome: "throttle", words: "throttled 429" },
  { outcome: "fault", words: "fault 5xx" },
] as const;

/** The meaning of marks and lines, and the zoom buttons. */
export function MapLegend({ onFit, onZoom }: { onFit: () => void; onZoom: (factor: number) => void }) {
  return (
    <>
      <div className="map-legend">
        {OUTCOMES.map(({ outcome, words }) => (
          <span key={outcome}>
            <OutcomeMark outcome={outcome} size={10} label="" />
            {words}
          </span>
        ))}
        <span>
          <svg width="14" height="10" aria-hidden="true">
            <circle cx="7" cy="5" r="4" className="map-halo" />
          </svg>
          inferred, sends no segments
        </span>
        <span>
          <svg width="18" height="10" aria-hidden="true">
            <path d="M0 5h18" className="map-edge-line" strokeWidth="1.5" strokeDasharray="2 4" />
          </svg>
          asynchronous
        </span>
      </div>
      <div className="map-zoom">
        <button
          type="button"
          className="ctl ctl-square"
          aria-label="Fit the map"
          title="Fit (0)"
          onClick={onFit}
        >
          <Icon name="fit" />
        </button>
        <button
          type="button"
          className="ctl ctl-square"
          aria-label="Zoom out"
          onClick={() => onZoom(1 / 1.3)}
        >
          <Icon name="minus" />
        </button>
        <button type="button" className="ctl ctl-square" aria-label="Zoom in" onClick={() => onZoom(1.3)}>
          <Icon name="plus" />
        </button>
      </div>
    </>
  );
}
