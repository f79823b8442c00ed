import { z } from "zod";
import { isEntityId, timeOfTraceId } from "../tracing/trace-id.ts";

/** What a page may say of itself is in openapi.yaml (BrowserSegment); a segment with another member is rejected. */
export interface SegmentRules {
  /** Epoch seconds. */
  nowSec: () => number;
  /** Whether a URL has the front end's origin. */
  isFrontendUrl: (url: string) => boolean;
}

/** A page that slept may report what is past, and clocks differ. */
const MAX_AGE_SEC = 3_600;
const MAX_AHEAD_SEC = 300;
const MAX_DURATION_MS = 600_000;
const MAX_SUBSEGMENTS = 200;

/** The names that X-Ray accepts (Developer Guide, "Segment documents"). */
const NAME = /^[\p{L}\p{N}\s_.:/%&#=+\\\-@]{1,200}$/u;
const PAGE = /^(\*|\/[a-z@:/_-]{0,99})$/;

const idSchema = z.string().refine(isEntityId);
const flag = z.literal(true).optional();
const flags = { error: flag, throttle: flag, fault: flag };

const causeSchema = z.strictObject({
  exceptions: z
    .array(
      z.strictObject({
        id: idSchema,
        type: z.string().max(100),
        message: z.string().max(500),
        stack: z
          .array(
            z.strictObject({
              path: z.string().max(200),
              line: z.int().min(0),
              label: z.string().max(200),
            }),
          )
          .max(20)
          .optional(),
      }),
    )
    .min(1)
    .max(3),
});

const durationSchema = z.number().min(0).max(MAX_DURATION_MS).optional();
const annotationsSchema = z.strictObject({
  activity: z.enum(["page_load", "route_change", "action", "error"]),
  page: z.string().regex(PAGE),
  ttfb_ms: durationSchema,
  fcp_ms: durationSchema,
  lcp_ms: durationSchema,
  inp_ms: durationSchema,
  cls: z.number().min(0).max(1_000).optional(),
});

/** The body of POST /api/xray/segments. */
export function createSegmentsSchema(rules: SegmentRules) {
  return z.strictObject({ segments: z.array(segmentSchema(rules)).min(1).max(20) });
}

export type BrowserSegment = z.output<ReturnType<typeof segmentSchema>>;

function segmentSchema(rules: SegmentRules) {
  const isTimely = isTimelyFor(rules);
  return z
    .strictObject({
      // A page may not speak for another service.
      name: z.literal("cruddur-web"),
      origin: z.literal("AWS::RUM::AppMonitor"),
      id: idSchema,
      trace_id: z.string().refine((id) => isTimely(timeOfTraceId(id) ?? Number.NaN)),
      ...times(rules),
      user: z.string().max(250).optional(),
      ...flags,
      cause: causeSchema.optional(),
      http: z.strictObject({
        request: z.strictObject({
          method: z.literal("GET"),
          url: z.string().max(1_000).refine(rules.isFrontendUrl),
          user_agent: z.string().max(500).optional(),
        }),
      }),
      annotations: annotationsSchema,
      subsegments: z.array(subsegmentSchema(rules)).max(MAX_SUBSEGMENTS).optional(),
    })
    .superRefine(checkTimes)
    .superRefine((segment, context) => {
      const ids = idsOf(segment);
      const isTooMuch = ids.length > MAX_SUBSEGMENTS + 1;
      if (isTooMuch || new Set(ids).size < ids.length)
        context.addIssue({ code: "custom", path: ["subsegments"] });
    });
}

function subsegmentSchema(rules: SegmentRules) {
  const members = {
    id: idSchema,
    name: z.string().regex(NAME),
    ...times(rules),
    namespace: z.literal("remote").optional(),
    ...flags,
    cause: causeSchema.optional(),
    http: z
      .strictObject({
        request: z.strictObject({
          method: z.enum(["GET", "POST", "PUT", "DELETE"]),
          url: z.string().max(1_000).refine(isHttpUrl),
          traced: z.literal(true).optional(),
        }),
        response: z
          .strictObject({
            status: z.int().min(100).max(599),
            content_length: z.int().min(0).optional(),
          })
          .optional(),
      })
      .optional(),
  };
  const check = checkSubsegment(rules);
  const leaf = z.strictObject(members).superRefine(checkTimes).superRefine(check);
  const nested = z.array(leaf).max(20).optional();
  return z
    .strictObject({ ...members, subsegments: nested })
    .superRefine(checkTimes)
    .superRefine(check);
}

function times(rules: SegmentRules) {
  const time = z.number().refine(isTimelyFor(rules));
  return { start_time: time, end_time: time.optional(), in_progress: z.literal(true).optional() };
}

function isTimelyFor({ nowSec }: SegmentRules): (timeSec: number) => boolean {
  return (timeSec) => {
    const ageSec = nowSec() - timeSec;
    return ageSec <= MAX_AGE_SEC && ageSec >= -MAX_AHEAD_SEC;
  };
}

interface Timed {
  start_time: number;
  end_time?: number | undefined;
  in_progress?: true | undefined;
}

/** Has an end that is not before the start, or is in progress. */
function checkTimes(
  { start_time: start, end_time: end, in_progress: inProgress }: Timed,
  context: z.RefinementCtx,
): void {
  const isRight = end === undefined ? inProgress === true : inProgress === undefined && end >= start;
  if (!isRight) context.addIssue({ code: "custom", path: ["end_time"] });
}

/**
 * A remote call becomes a node of the map under its name, so it may only name what the page calls, which is this API.
 */
function checkSubsegment({ isFrontendUrl }: SegmentRules) {
  return (
    subsegment: {
      namespace?: string | undefined;
      name: string;
      http?: { request: { url: string } } | undefined;
    },
    context: z.RefinementCtx,
  ): void => {
    if (subsegment.namespace === undefined) return;
    const url = subsegment.http?.request.url ?? "";
    if (isFrontendUrl(url) && URL.parse(url)?.host === subsegment.name) return;
    context.addIssue({ code: "custom", path: ["name"] });
  };
}

function isHttpUrl(text: string): boolean {
  const protocol = URL.parse(text)?.protocol;
  return protocol === "http:" || protocol === "https:";
}

interface Identified {
  id: string;
  subsegments?: readonly Identified[] | undefined;
}

function idsOf({ id, subsegments = [] }: Identified): string[] {
  return [id, ...subsegments.flatMap(idsOf)];
}
