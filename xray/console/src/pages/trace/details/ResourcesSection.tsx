import { quoteString } from "xray-local/filter/format-filter.ts";
import { segmentEntity } from "../../../trace-model/segment-entity.ts";
import type { Step } from "../../../trace-model/step.ts";
import type { Fact } from "./facts.ts";
import { Section } from "./Section.tsx";
import { ValueList } from "./ValueList.tsx";

/** Where a segment ran, from the blocks that the SDK's plugins add. */
export function ResourcesSection({
  step,
  filterPath,
}: {
  step: Step;
  filterPath: (condition: string) => string;
}) {
  const facts = resourceFacts(step);
  if (facts.length === 0) return null;
  return (
    <Section id="resources" title="Resources">
      <ValueList facts={facts} filterPath={filterPath} />
    </Section>
  );
}

const BLOCKS = ["ec2", "ecs", "eks", "elastic_beanstalk"];

export function resourceFacts(step: Step): Fact[] {
  const segment = segmentEntity(step);
  if (!segment) return [];
  const facts: Fact[] = [];
  if (segment.origin !== undefined) facts.push({ term: "Type", value: segment.origin });
  if (segment.resource_arn !== undefined) {
    facts.push({
      term: "ARN",
      value: segment.resource_arn,
      condition: `resource.arn = ${quoteString(segment.resource_arn)}`,
    });
  }
  if (segment.aws?.account_id !== undefined) facts.push({ term: "Account", value: segment.aws.account_id });
  for (const block of BLOCKS) {
    const values = segment.aws?.[block];
    if (typeof values !== "object" || values === null) continue;
    for (const [key, value] of Object.entries(values)) {
      if (typeof value === "string" || typeof value === "number") {
        facts.push({ term: key.replaceAll("_", " "), value: String(value) });
      }
    }
  }
  return facts;
}
