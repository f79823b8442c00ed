import { toBoundedUrl } from "./activity.ts";
import type { BrowserSubsegment } from "./browser-segment.ts";

/**
 * The part of PerformanceNavigationTiming that is used. Milliseconds since `timeOriginMs`; 0 for what did not happen.
 */
export type NavigationTiming = Pick<
  PerformanceNavigationTiming,
  | "name"
  | "redirectStart"
  | "redirectEnd"
  | "domainLookupStart"
  | "domainLookupEnd"
  | "connectStart"
  | "connectEnd"
  | "requestStart"
  | "responseStart"
  | "responseEnd"
  | "domComplete"
  | "loadEventStart"
  | "loadEventEnd"
>;

export type ResourceTiming = Pick<
  PerformanceResourceTiming,
  "name" | "initiatorType" | "startTime" | "responseEnd" | "responseStatus" | "encodedBodySize"
>;

interface TimingContext {
  timeOriginMs: number;
  makeId: () => string;
}

/** A page has a dozen; more would fill the document. */
const MAX_RESOURCES = 40;
/** These are calls and reports, which are recorded separately. */
const OWN_REQUESTS = new Set(["fetch", "xmlhttprequest", "beacon"]);
const MAX_NAME_LENGTH = 200;

/** How the page was loaded: `navigation` with its phases, then each file, in order of start. */
export function toPageTimings(
  navigation: NavigationTiming | undefined,
  resources: readonly ResourceTiming[],
  context: TimingContext,
): readonly BrowserSubsegment[] {
  const files = resources
    .filter((resource) => !OWN_REQUESTS.has(resource.initiatorType) && resource.responseEnd > 0)
    .toSorted((a, b) => a.startTime - b.startTime)
    .slice(0, MAX_RESOURCES)
    .map((resource) => toFile(resource, context));
  return navigation ? [toNavigation(navigation, context), ...files] : files;
}

const PHASES = [
  ["redirect", "redirectStart", "redirectEnd"],
  ["name lookup", "domainLookupStart", "domainLookupEnd"],
  ["connect", "connectStart", "connectEnd"],
  ["request", "requestStart", "responseStart"],
  ["response", "responseStart", "responseEnd"],
  ["document", "responseEnd", "domComplete"],
  ["load event", "loadEventStart", "loadEventEnd"],
] as const;

function toNavigation(
  navigation: NavigationTiming,
  { timeOriginMs, makeId }: TimingContext,
): BrowserSubsegment {
  const phases = PHASES.flatMap(([name, start, end]) => {
    const [startMs, endMs] = [navigation[start], navigation[end]];
    // A kept connection or a cache makes a phase as short as nothing.
    if (endMs <= startMs) return [];
    return [
      { id: makeId(), name, start_time: toSec(timeOriginMs, startMs), end_time: toSec(timeOriginMs, endMs) },
    ];
  });
  const endMs = Math.max(navigation.responseEnd, navigation.domComplete, navigation.loadEventEnd);
  return {
    id: makeId(),
    name: "navigation",
    start_time: toSec(timeOriginMs, 0),
    end_time: toSec(timeOriginMs, endMs),
    subsegments: phases,
  };
}

function toFile(resource: ResourceTiming, { timeOriginMs, makeId }: TimingContext): BrowserSubsegment {
  const { name: url, responseStatus: status, encodedBodySize } = resource;
  return {
    id: makeId(),
    name: fileName(url),
    start_time: toSec(timeOriginMs, resource.startTime),
    end_time: toSec(timeOriginMs, resource.responseEnd),
    http: {
      request: { method: "GET", url: toBoundedUrl(url) },
      // 0 where the browser does not tell.
      ...(status > 0 ? { response: { status, content_length: encodedBodySize } } : {}),
    },
  };
}

/** The last part of the path, in characters that a name may have (segment documents, `name`). */
function fileName(url: string): string {
  const last = URL.parse(url)?.pathname.split("/").findLast(Boolean) ?? "file";
  return last.replaceAll(/[^\p{L}\p{N}\s_.:/%&#=+\\\-@]/gu, "_").slice(0, MAX_NAME_LENGTH);
}

/** Epoch seconds, exact to the microsecond, from milliseconds since the page's origin. */
export function toSec(timeOriginMs: number, ms: number): number {
  return Math.round((timeOriginMs + ms) * 1_000) / 1_000_000;
}
