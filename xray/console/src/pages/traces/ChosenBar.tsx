import { Link } from "react-router";
import { comparePath } from "../../links.ts";
import { useScope } from "../../use-scope.ts";
import { Icon } from "../../ui/Icon.tsx";

/** The trace that was chosen with X, until a second is chosen. */
export function ChosenBar({ chosen, onClear }: { chosen: readonly string[]; onClear: () => void }) {
  const scope = useScope();
  const [a, b] = chosen;
  if (a === undefined) return null;
  return (
    <div className="waiting waiting-paused chosen" aria-live="polite">
      {b === undefined ? (
        <span>
          <b>One trace chosen.</b> X on another chooses what to compare it with.
        </span>
      ) : (
        <Link className="ctl ctl-primary" to={comparePath(a, b, scope)}>
          Compare the two
        </Link>
      )}
      <button type="button" className="ctl ctl-square" aria-label="Choose none" onClick={onClear}>
        <Icon name="close" />
      </button>
    </div>
  );
}
