import { Link } from "react-router";
import type { Difference } from "xray-local/console-wire/figures.ts";
import { useFigures } from "../../api/use-figures.ts";
import type { ErrorKind } from "../../errors/error-kinds.ts";
import { setsOfKind, sharedBy } from "../../errors/what-they-share.ts";
import { formatCount, formatShare } from "../../lib/format.ts";
import { setsPath } from "../../links.ts";
import type { Scope } from "../../links.ts";
import { conditionWords, fieldLabel } from "../../sets/field-words.ts";
import { toFigureSets } from "../../sets/sets-query.ts";
import { setsValues } from "../../sets/sets-view.ts";

/** What its traces have more of than those that went well through the same service. */
export function WhatTheyShare({ kind, scope }: { kind: ErrorKind; scope: Scope }) {
  const view = setsOfKind(kind);
  const { data, isStale } = useFigures(["errors share", kind.key, scope.group], scope.range, (bounds) => ({
    sets: toFigureSets(view, scope.group, bounds),
    compare: true,
  }));
  const [with_, without] = isStale ? [] : (data?.answer.sets ?? []);
  const shared = isStale ? [] : sharedBy(data?.answer.differences ?? [], view);
  const canTell = with_ !== undefined && without !== undefined && without.count > 0;
  return (
    <section className="side-section errors-share">
      <h2>
        What they share{" "}
        <span>
          {with_ === undefined || without === undefined
            ? ""
            : `${formatCount(with_.count)} against the ${formatCount(without.count)} that worked`}
        </span>
        <Link className="link errors-go" to={setsPath(scope, setsValues(view))}>
          Compare
        </Link>
      </h2>
      {canTell && shared.length > 0 ? (
        <dl className="pairs">
          {shared.map((difference) => (
            <Shared key={difference.field} difference={difference} />
          ))}
        </dl>
      ) : (
        <p className="errors-quiet">
          {with_ === undefined
            ? ""
            : canTell
              ? "Nothing tells them apart from those that worked."
              : "None that went the same way worked."}
        </p>
      )}
    </section>
  );
}

function Shared({
  difference: { field, value, values, isOrMore = false, shares },
}: {
  difference: Difference;
}) {
  const [inA, inB] = shares;
  return (
    <>
      <dt title={fieldLabel(field)}>{fieldLabel(field)}</dt>
      <dd>
        {conditionWords({ field, value, atLeast: isOrMore }, values)}{" "}
        <i>{inA === inB ? "the same in both" : `${formatShare(inA)} against ${formatShare(inB)}`}</i>
      </dd>
    </>
  );
}
