import { useDelayed } from "../../ui/use-delayed.ts";
import "./home.css";

/** An answer that is quicker shows no sign of waiting. */
const DELAY_MS = 200;

/** Three rows that keep the place of what is on its way. */
export function LoadingRows() {
  const isShown = useDelayed(true, DELAY_MS);
  return (
    <div role="status">
      {isShown && (
        <>
          <span className="visually-hidden">Loading the feed</span>
          <div className="loading-row" />
          <div className="loading-row" />
          <div className="loading-row" />
        </>
      )}
    </div>
  );
}
