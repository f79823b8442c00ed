import { useRef } from "react";
import type { ReactNode } from "react";
import type { TraceSummary } from "xray-local/protocol/api-types.ts";
import type { ExceptionRecord } from "xray-local/protocol/segment-document.ts";
import { addCondition } from "xray-local/filter/format-filter.ts";
import { comparePath, tracesPath } from "../../../links.ts";
import type { Scope } from "../../../links.ts";
import { resolveCause } from "../../../trace-model/failures/cause.ts";
import type { TimelineEntry } from "../../../timeline/fold-rows.ts";
import { PlaceIcon } from "../../../timeline/PlaceIcon.tsx";
import { stepDetail } from "../../../trace-model/step-words.ts";
import type { Step, TraceTree } from "../../../trace-model/step.ts";
import { CopyButton } from "../../../ui/CopyButton.tsx";
import { countException } from "./exception-counts.ts";
import { ExceptionsSection } from "./ExceptionsSection.tsx";
import { annotationCondition, overviewFacts } from "./facts.ts";
import { MetadataSection } from "./MetadataSection.tsx";
import { RawSection } from "./RawSection.tsx";
import { ResourcesSection, resourceFacts } from "./ResourcesSection.tsx";
import { RunSection } from "./RunSection.tsx";
import { Section } from "./Section.tsx";
import { SqlSection } from "./SqlSection.tsx";
import { DetailTabs } from "./DetailTabs.tsx";
import type { Tab } from "./DetailTabs.tsx";
import { usualTrace } from "../usual-trace.ts";
import { ValueList } from "./ValueList.tsx";

/** Everything about the selected line, in one scroll; the tabs link into it. */
export function Details({
  traceId,
  tree,
  entry,
  summaries,
  scope,
  filter,
  linked,
  onStep,
}: {
  traceId: string;
  tree: TraceTree;
  entry: TimelineEntry;
  summaries: readonly TraceSummary[];
  scope: Scope;
  filter: string;
  /** The section of linked traces and their number, if there are any. */
  linked: { count: number; section: ReactNode } | undefined;
  onStep: (id: string) => void;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const step = entry.kind === "row" ? entry.row.step : entry.rows[0]?.step;
  if (!step) return null;
  const isRun = entry.kind === "run";
  const filterPath = (condition: string) => tracesPath(scope, { filter: addCondition(filter, condition) });
  return (
    <>
      <header className="details-head">
        <h2>
          <PlaceIcon place={step.place} size={16} />
          <span className="details-name" title={step.name}>
            {step.name}
            {isRun ? ` ×${entry.rows.length}` : ""}
          </span>
          <CopyButton text={globalThis.location.href} label="Copy a link to this row" />
        </h2>
        <p>
          {stepDetail(step)} <span>{whereWords(step)}</span>
        </p>
      </header>
      <DetailTabs
        tabs={isRun ? runTabs(linked?.count) : tabsOf(tree, step, linked?.count)}
        scroller={scroller}
        key={`tabs ${entry.id}`}
      />
      <div
        className="details-body"
        key={`body ${entry.id}`}
        ref={scroller}
        role="region"
        aria-label="Details of the step"
      >
        {isRun ? <RunSection run={entry} onStep={onStep} /> : null}
        {isRun && step.entity.sql?.sanitized_query !== undefined ? (
          <SqlSection statement={step.entity.sql.sanitized_query} />
        ) : null}
        {isRun ? linked?.section : null}
        {isRun ? null : (
          <NodeSections
            traceId={traceId}
            tree={tree}
            step={step}
            summaries={summaries}
            scope={scope}
            filterPath={filterPath}
            linked={linked?.section}
            onStep={onStep}
          />
        )}
      </div>
    </>
  );
}

function runTabs(links: number | undefined): readonly Tab[] {
  return [{ id: "overview", label: "Overview" }, { id: "steps", label: "Steps" }, ...linkTabs(links)];
}

function linkTabs(links: number | undefined): readonly Tab[] {
  return links === undefined ? [] : [{ id: "links", label: "Links", count: links }];
}

function NodeSections({
  traceId,
  tree,
  step,
  summaries,
  scope,
  filterPath,
  linked,
  onStep,
}: {
  traceId: string;
  tree: TraceTree;
  step: Step;
  summaries: readonly TraceSummary[];
  scope: Scope;
  filterPath: (condition: string) => string;
  linked: ReactNode;
  onStep: (id: string) => void;
}) {
  const { sql, annotations = {}, metadata = {} } = step.entity;
  const usual = usualTrace(tree, traceId, summaries);
  const howOften = (exception: ExceptionRecord) => {
    const found = countException(summaries, exception);
    return (
      found && {
        ...found,
        words: oftenWords(found.count, found.of),
        path: filterPath(found.condition),
        comparison: usual && comparePath(traceId, usual.Id, scope),
      }
    );
  };
  const annotationFacts = Object.entries(annotations).map(([key, value]) => ({
    term: key,
    value: String(value),
    condition: annotationCondition(key, value),
  }));
  return (
    <>
      <ExceptionsSection tree={tree} step={step} howOften={howOften} onStep={onStep} />
      <Section id="overview" title="Overview">
        <ValueList facts={overviewFacts(tree, step)} filterPath={filterPath} />
      </Section>
      {sql?.sanitized_query === undefined ? null : <SqlSection statement={sql.sanitized_query} />}
      <ResourcesSection step={step} filterPath={filterPath} />
      {annotationFacts.length > 0 ? (
        <Section id="annotations" title="Annotations">
          <ValueList facts={annotationFacts} filterPath={filterPath} />
        </Section>
      ) : null}
      {Object.keys(metadata).length > 0 ? <MetadataSection metadata={metadata} /> : null}
      {linked}
      <RawSection step={step} key={step.id} />
    </>
  );
}

function oftenWords(count: number, of: number): string {
  return `${count === 1 ? "1 trace" : `${count} traces`} of ${of} ${count === 1 ? "has" : "have"} this exception.`;
}

/** In the order of the sections below. */
function tabsOf(tree: TraceTree, step: Step, links: number | undefined): readonly Tab[] {
  const { sql, annotations = {}, metadata = {} } = step.entity;
  const exceptions = resolveCause(tree, step)?.exceptions.length ?? 0;
  const hasResources = resourceFacts(step).length > 0;
  return [
    ...(exceptions > 0 ? [{ id: "exceptions", label: "Exceptions", count: exceptions }] : []),
    { id: "overview", label: "Overview" },
    ...(sql?.sanitized_query === undefined ? [] : [{ id: "sql", label: "SQL" }]),
    ...(hasResources ? [{ id: "resources", label: "Resources" }] : []),
    { id: "annotations", label: "Annotations", count: Object.keys(annotations).length },
    { id: "metadata", label: "Metadata", count: Object.keys(metadata).length },
    ...(exceptions > 0 ? [] : [{ id: "exceptions", label: "Exceptions", count: 0 }]),
    ...linkTabs(links),
    { id: "raw", label: "Raw" },
  ];
}

/** The steps above it, up to its service. */
function whereWords(step: Step): string {
  const names: string[] = [];
  for (let above = step.parent; above; above = above.parent) {
    names.push(above.name);
    if (above.kind === "segment") break;
  }
  return names.length === 0 ? "" : `in ${names.join(", ")}`;
}
