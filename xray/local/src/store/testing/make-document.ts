/** The trace id `1-00000000-…` of a small number; the ids sort as the numbers do. */
export function makeTraceId(number: number): string {
  return `1-00000000-${number.toString(16).padStart(24, "0")}`;
}

/** A complete segment of one second in the trace of that number, as text. */
export function makeDocument(number: number, members: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    trace_id: makeTraceId(number),
    id: number.toString(16).padStart(16, "0"),
    name: "backend-flask",
    start_time: 1000 + number,
    end_time: 1001 + number,
    ...members,
  });
}
