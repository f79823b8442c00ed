import type { TraceSummary } from "../../protocol/api-types.ts";
import type { AnnotationValue } from "../../protocol/segment-document.ts";
import type { FilterContext, KeywordName } from "../keywords.ts";

type ReadValues = (summary: TraceSummary, context: FilterContext) => readonly (AnnotationValue | undefined)[];

/** Reads the values of a keyword in a trace summary. Keywords that are not listed have no values to offer. */
const VALUES: Readonly<Partial<Record<KeywordName, ReadValues>>> = {
  "http.url": ({ Http }) => [Http.HttpURL],
  "http.method": ({ Http }) => [Http.HttpMethod],
  "http.status": ({ Http }) => [Http.HttpStatus],
  "http.useragent": ({ Http }) => [Http.UserAgent],
  "http.clientip": ({ Http }) => [Http.ClientIp],
  user: ({ Users }) => Users.map(({ UserName }) => UserName),
  name: namesIn,
  type: ({ ServiceIds }) => ServiceIds.map(({ Type }) => Type),
  "account.id": ({ ServiceIds }) => ServiceIds.map(({ AccountId }) => AccountId),
  message: (summary) => exceptionsOf(summary).map(({ Message }) => Message),
  "resource.arn": ({ ResourceARNs }) => ResourceARNs.map(({ ARN }) => ARN),
  "instance.id": ({ InstanceIds }) => InstanceIds.map(({ Id }) => Id),
  availabilityzone: ({ AvailabilityZones }) => AvailabilityZones.map(({ Name }) => Name),
};

/** The values of a keyword in one trace, in this context; a value may occur several times. */
export function keywordValues(
  name: KeywordName,
  context: FilterContext,
  summary: TraceSummary,
): readonly AnnotationValue[] {
  return (VALUES[name]?.(summary, context) ?? []).filter((value) => value !== undefined);
}

function namesIn(summary: TraceSummary, context: FilterContext): readonly (string | undefined)[] {
  if (context === "service" || context === "rootcause.service") {
    return summary.ServiceIds.map(({ Name }) => Name);
  }
  if (context === "rootcause.exception") return exceptionsOf(summary).map(({ Name }) => Name);
  return entitiesOf(summary).map(({ Name }) => Name);
}

function exceptionsOf({ FaultRootCauses, ErrorRootCauses }: TraceSummary) {
  return [...FaultRootCauses, ...ErrorRootCauses].flatMap(({ Services }) =>
    Services.flatMap(({ EntityPath }) => EntityPath.flatMap(({ Exceptions }) => Exceptions)),
  );
}

function entitiesOf(summary: TraceSummary): readonly { Name: string }[] {
  const causes = [...summary.FaultRootCauses, ...summary.ErrorRootCauses, ...summary.ResponseTimeRootCauses];
  return causes.flatMap(({ Services }) =>
    Services.flatMap(({ EntityPath }): readonly { Name: string }[] => EntityPath),
  );
}
