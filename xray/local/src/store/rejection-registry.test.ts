import { expect, it } from "vitest";
import { RejectionRegistry } from "./rejection-registry.ts";

function remedyOf(reason: string): string {
  const registry = new RejectionRegistry();
  registry.add([{ reason, count: 1, samples: [] }], 0);
  return registry.list()[0]?.remedy ?? "";
}

it.each([
  ["MissingId", "`id`", "16 hexadecimal digits"],
  ["InvalidId", "`id`", "16 hexadecimal digits"],
  ["MissingName", "`name`", "1 to 200 characters"],
  ["InvalidName", "name", "letters, digits, spaces"],
  ["MissingTraceId", "`trace_id`", "1-58406520-a006649127e371903a2de979"],
  ["InvalidTraceId", "trace id", "1-58406520-a006649127e371903a2de979"],
  ["MissingParentId", "`parent_id`", "16 hexadecimal digits"],
  ["InvalidParentId", "`parent_id`", "16 hexadecimal digits"],
  ["MissingStartTime", "`start_time`", "seconds since 1970"],
  ["InvalidStartTime", "`start_time`", "seconds since 1970"],
  ["MissingEndTime", "Close the segment", '"in_progress": true'],
  ["InvalidEndTime", "`end_time`", "seconds since 1970"],
  ["ParseError", "not JSON", "cut off"],
  ["SegmentTooLarge", "64 KB", "metadata"],
])("the remedy for %s names the member, %s, and its form, %s", (reason, member, form) => {
  expect(remedyOf(reason)).toContain(member);
  expect(remedyOf(reason)).toContain(form);
});
