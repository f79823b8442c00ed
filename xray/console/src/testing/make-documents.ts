import type { SegmentDocument, Subsegment } from "xray-local/protocol/segment-document.ts";

/** The start of all test traces, epoch seconds. */
export const T0_SEC = 1_795_218_986;

type Extra = Partial<Omit<Subsegment, "id" | "name" | "start_time" | "end_time">>;

/** A subsegment with times in milliseconds after `T0_SEC`. Its name is its id, unless another is given. */
export function makeSub(
  id: string,
  startMs: number,
  endMs: number,
  extra: Extra & { name?: string } = {},
): Subsegment {
  return { id, name: id, start_time: at(startMs), end_time: at(endMs), ...extra };
}

/** A segment, like `makeSub`. */
export function makeSegment(
  id: string,
  startMs: number,
  endMs: number,
  extra: Partial<SegmentDocument> = {},
): SegmentDocument {
  return {
    trace_id: "1-6b00de2a-29d8800d391ab00f001fc444",
    id,
    name: id,
    start_time: at(startMs),
    end_time: at(endMs),
    ...extra,
  };
}

/** The epoch seconds of a time in milliseconds after `T0_SEC`. */
export function at(ms: number): number {
  return Math.round((T0_SEC + ms / 1000) * 1e6) / 1e6;
}
