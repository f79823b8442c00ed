import { Link } from "react-router";
import { CopyButton } from "../../../ui/CopyButton.tsx";
import { Icon } from "../../../ui/Icon.tsx";
import type { Fact } from "./facts.ts";

/** Names and values; each value can be copied, and added to the list's filter where a condition finds it. */
export function ValueList({
  facts,
  filterPath,
}: {
  facts: readonly Fact[];
  filterPath: (condition: string) => string;
}) {
  return (
    <dl className="values">
      {facts.map((fact) => (
        <div key={fact.term}>
          <dt>{fact.term}</dt>
          <dd>
            <span className="value-text">
              {fact.isStrong ? <b>{fact.value}</b> : fact.value}
              {fact.note === undefined ? null : <i> {fact.note}</i>}
            </span>
            <span className="value-tools">
              {fact.condition === undefined ? null : (
                <Link
                  className="value-tool"
                  to={filterPath(fact.condition)}
                  aria-label={`Add ${fact.term} to the filter`}
                  title={fact.condition}
                >
                  <Icon name="filter" size={14} />
                </Link>
              )}
              <CopyButton text={fact.value} label={`Copy ${fact.term}`} className="value-tool" />
            </span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
