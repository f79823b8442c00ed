import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseSegmentDocument } from "../protocol/parse-segment-document.ts";
import type { SegmentDocument } from "../protocol/segment-document.ts";
import { assembleTrace } from "../trace/assemble-trace.ts";
import { splitDocument } from "./split-document.ts";

const TRACE_ID = "1-6743d2a0-0123456789abcdef01234567";
let made = 0;

interface Made {
  id: string;
  name: string;
  start_time: number;
  end_time: number;
  metadata: { filler: string };
  subsegments?: Made[];
}

function makeStep(bytes: number, subsegments: Made[] = []): Made {
  made += 1;
  return {
    id: made.toString(16).padStart(16, "0"),
    name: "step",
    start_time: 1,
    end_time: 2,
    metadata: { filler: "x".repeat(bytes) },
    ...(subsegments.length === 0 ? {} : { subsegments }),
  };
}

const stepOf: fc.Memo<Made> = fc.memo((depth) =>
  fc
    .tuple(fc.nat(20_000), depth > 1 ? fc.array(stepOf(), { maxLength: 5 }) : fc.constant<Made[]>([]))
    .map(([bytes, below]): Made => makeStep(bytes, below)),
);

/** Of each step the parent that it has in the trace. */
function parentsOf(texts: readonly string[]): Record<string, string | undefined> {
  const documents = texts.map((text) => JSON.parse(text) as SegmentDocument);
  const { steps: all } = assembleTrace(documents);
  return Object.fromEntries(all.map((step) => [step.entity.id, step.parent?.entity.id]));
}

describe("a document that is too large", () => {
  it("is taken apart into documents that fit and are the same trace", () => {
    fc.assert(
      fc.property(stepOf(4), (step) => {
        const text = JSON.stringify({ ...step, trace_id: TRACE_ID });
        const parts = splitDocument(text);
        for (const part of parts) expect(parseSegmentDocument(part)).toMatchObject({ ok: true });
        expect(parentsOf(parts)).toEqual(parentsOf([text]));
      }),
      { numRuns: 60 },
    );
  });

  it("stays as it is where it fits, to the letter", () => {
    const text = `{ "id": "1" ,"name":"a"}`;
    expect(splitDocument(text)).toEqual([text]);
  });

  it("stays whole where there is nothing to take apart", () => {
    const text = JSON.stringify({ ...makeStep(70_000), trace_id: TRACE_ID });
    expect(splitDocument(text)).toEqual([text]);
  });
});
