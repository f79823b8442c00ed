import { againstWords, DEFAULT_AGAINST } from "../../lib/against.ts";
import { tracesPath } from "../../links.ts";
import type { Brush, Scope } from "../../links.ts";
import type { ServiceSubject } from "../../service-link.ts";
import { changeLink } from "../services/compare-links.ts";
import { subjectFilter } from "../services/service-filter.ts";
import type { FigureRow } from "../services/service-rows.ts";
import { Exceptions, Examples } from "./Examples.tsx";
import { RelatedTables } from "./RelatedTables.tsx";
import { ServiceEndpoints } from "./ServiceEndpoints.tsx";
import { ServiceFindings } from "./ServiceFindings.tsx";
import { ServicePlots } from "./ServicePlots.tsx";
import type { ServiceModel } from "./service-model.ts";
import { TargetSection } from "./TargetSection.tsx";
import type { ServiceFigures } from "./use-service-figures.ts";
import type { TargetFigures } from "./use-target.ts";

/** What changed, the plots, who calls and is called; at the side the target and traces to look at. */
export function ServiceBody({
  subject,
  name,
  scope,
  figures,
  model,
  row,
  target,
  nowSec,
  isStale,
  brush,
  onBrush,
}: {
  subject: ServiceSubject;
  /** Of what is looked at. */
  name: string;
  scope: Scope;
  figures: ServiceFigures;
  model: ServiceModel;
  row: FigureRow;
  target: TargetFigures;
  nowSec: number;
  isStale: boolean;
  brush: Brush | undefined;
  onBrush: (brush: Brush | undefined) => void;
}) {
  const { against = DEFAULT_AGAINST, range } = scope;
  const toFaults = tracesPath(scope, { filter: subjectFilter(subject, ["fault"]) });
  return (
    <div className={isStale ? "service-body answer-stale" : "service-body"}>
      <div className="service-main">
        <div className="service-say">
          <ServiceFindings
            row={row}
            requests={model.set}
            parts={figures.parts}
            calls={figures.calls}
            failedCalls={figures.failedCalls}
            columnSec={figures.columnSec}
            nowSec={nowSec}
            toLink={(change) => changeLink(subject, scope, change, figures.bounds.endSec, "Compare")}
          />
        </div>
        {subject.endpoint === "" ? (
          <ServiceEndpoints rows={model.endpoints} bounds={figures.bounds} scope={scope} nowSec={nowSec} />
        ) : null}
        <ServicePlots
          model={model}
          layers={figures.layers}
          bounds={figures.bounds}
          nowSec={nowSec}
          sinceSec={figures.sinceSec}
          targetSec={target.target?.withinSec}
          brush={brush}
          onBrush={onBrush}
        />
        <RelatedTables model={model} calls={figures.calls} bounds={figures.bounds} scope={scope} />
      </div>
      <aside className="service-side" aria-label="Target and examples">
        <TargetSection
          figures={target}
          name={name}
          medianSec={row.times.p50Sec}
          earlierWords={againstWords(against, range)}
          nowSec={nowSec}
        />
        {model.set.examples === undefined ? null : (
          <Examples
            examples={model.set.examples}
            usual={model.usual}
            faults={model.set.outcomes.fault}
            scope={scope}
            nowSec={nowSec}
            toFaults={toFaults}
          />
        )}
        {figures.exceptions === undefined ? null : (
          <Exceptions exceptions={figures.exceptions} scope={scope} />
        )}
      </aside>
    </div>
  );
}
