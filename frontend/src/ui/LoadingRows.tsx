import { useDelayed } from "shared-ui/use-delayed.ts";
import "./states.css";

/** A quicker answer shows no sign of waiting. */
const DELAY_MS = 200;

/** Three rows that keep the place of what is loaded; `what` as in `Loading the feed`. */
export function LoadingRows({ what }: { what: string }) {
  const isShown = useDelayed(true, DELAY_MS);
  return (
    <div role="status">
      {isShown && (
        <>
          <span className="visually-hidden">Loading {what}</span>
          <div className="loading-row" />
          <div className="loading-row" />
          <div className="loading-row" />
        </>
      )}
    </div>
  );
}
