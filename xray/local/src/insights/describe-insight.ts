import type { Impact, Insight } from "./find-insights.ts";

/** For example `50 of 120 requests (42 %) failed at cruddur@localhost, where usually 1 in 100 does.` */
export function describeInsight({ rootCause, usualRate, moments }: Insight): string {
  const impact = (moments.at(-1) ?? moments[0]).rootCause;
  const failed = `${count(impact.faults)} of ${count(impact.total)} requests (${percent(impact)}) failed`;
  return `${failed} at ${rootCause.Name}, where usually ${usually(usualRate)}.`;
}

/** What one moment adds: `50 of 120 requests (42 %) failed so far.` */
export function describeMoment(impact: Impact): string {
  return `${count(impact.faults)} of ${count(impact.total)} requests (${percent(impact)}) failed so far.`;
}

function usually(rate: number): string {
  const inHundred = Math.round(rate * 100);
  if (inHundred === 0) return "hardly any does";
  return inHundred === 1 ? "1 in 100 does" : `${inHundred} in 100 do`;
}

function percent({ faults, total }: Impact): string {
  return `${total === 0 ? 0 : Math.round((faults / total) * 100)} %`;
}

function count(value: number): string {
  return value.toLocaleString("en-US");
}
