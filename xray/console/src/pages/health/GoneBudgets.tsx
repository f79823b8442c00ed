import { Link } from "react-router";
import { formatCount } from "../../lib/format.ts";
import type { Scope } from "../../links.ts";
import { servicePath } from "../../service-link.ts";
import { lengthText, OVER_CHOICES, shareText } from "../../targets/target-budget.ts";
import { useGoneBudgets } from "../../targets/use-gone-budgets.ts";

/** Targets with an alarm whose budget is gone; nothing where none is. */
export function GoneBudgets({ scope }: { scope: Scope }) {
  const gone = useGoneBudgets();
  if (gone.length === 0) return null;
  return (
    <section className="section" aria-labelledby="gone-budgets">
      <h2 id="gone-budgets">Targets missed</h2>
      <ul className="health-targets">
        {gone.map(({ subject, target, budget }) => {
          const { service, endpoint } = subject;
          const over = OVER_CHOICES.find(({ sec }) => sec === target.overSec)?.label;
          return (
            <li key={`${service} ${endpoint}`}>
              <Link className="link" to={servicePath(subject, scope)}>
                {endpoint === "" ? service : `${endpoint} of ${service}`}
              </Link>{" "}
              was slower than {lengthText(target.withinSec)} or failed {formatCount(budget.used)} times in{" "}
              {over}: {shareText(1 - target.share)} would be {formatCount(budget.allowed)}.
            </li>
          );
        })}
      </ul>
    </section>
  );
}
