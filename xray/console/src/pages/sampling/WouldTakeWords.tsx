import type { SamplingRule } from "xray-local/protocol/api-types.ts";
import { formatCount } from "../../lib/format.ts";
import { matchesTheSame, wouldTake } from "../../sampling/would-take.ts";
import { WINDOW_SEC, WINDOWS } from "../../sampling/windows.ts";
import type { RuleWindows } from "../../sampling/windows.ts";

/** What a rule as it is edited would have taken of the requests of the last minutes. */
export function WouldTakeWords({
  rule,
  draft,
  windows,
}: {
  rule: SamplingRule;
  draft: SamplingRule;
  windows: RuleWindows;
}) {
  const lately = `in the last ${formatCount((WINDOWS * WINDOW_SEC) / 60)} min`;
  if (windows.seen === 0) return <p className="rule-would">No request matched it {lately}.</p>;
  if (!matchesTheSame(rule, draft)) {
    return (
      <p className="rule-would">
        It would match other requests: what it would take is seen once it is saved.
      </p>
    );
  }
  const { seen, taken, would } = wouldTake(windows, draft);
  if (!Number.isFinite(would)) return <p className="rule-would" />;
  return (
    <p className="rule-would">
      <b>
        Would have taken {formatCount(would)} of {formatCount(seen)}
      </b>{" "}
      {lately}, where {formatCount(taken)} {taken === 1 ? "was" : "were"} taken. Of slow and failed ones it
      takes the same share: a rule cannot know how a request ends.
    </p>
  );
}
