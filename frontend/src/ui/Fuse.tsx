import { isBurningLow } from "../lib/fuse.ts";
import "./fuse.css";

/** The line under a crud: as long as the share (0 to 1) of its life that is left, with a spark at its end. */
export function Fuse({ share }: { share: number }) {
  const percent = Math.round(share * 1_000) / 10;
  return (
    <div
      className={isBurningLow(share) ? "fuse low" : "fuse"}
      role="img"
      aria-label={`${Math.round(percent)} % of its time is left`}
    >
      <i style={{ width: `${percent}%` }} />
    </div>
  );
}
