import { expect, test } from "vitest";
import type { FaultRootCause } from "xray-local/protocol/api-types.ts";
import { countException } from "./exception-counts.ts";
import { makeSummary } from "../../../testing/make-summary.ts";

function cause(name: string, message: string): FaultRootCause {
  const entity = { Name: "db", Remote: true, Exceptions: [{ Name: name, Message: message }] };
  return {
    ClientImpacting: true,
    Services: [{ Name: "api", Names: ["api"], Inferred: false, EntityPath: [entity] }],
  };
}

const summaries = [
  makeSummary({ StartTime: 0, Id: "1", FaultRootCauses: [cause("DatabaseError", 'say "deadlock"')] }),
  makeSummary({ StartTime: 0, Id: "2", FaultRootCauses: [cause("DatabaseError", "other")] }),
  makeSummary({ StartTime: 0, Id: "3", ErrorRootCauses: [cause("TypeError", "late")] }),
  makeSummary({ StartTime: 0, Id: "4" }),
];

test("countException counts the list's traces that failed for the same reason", () => {
  expect(countException(summaries, { type: "DatabaseError", message: 'say "deadlock"' })).toEqual({
    count: 1,
    of: 4,
    atSec: [0],
    fromSec: 0,
    toSec: 0,
    condition: String.raw`rootcause.fault.exception { name = "DatabaseError" AND message = "say \"deadlock\"" }`,
  });
});

test("countException looks among errors too, and for what has no message", () => {
  expect(countException(summaries, { type: "TypeError" })).toMatchObject({
    count: 1,
    condition: 'rootcause.error.exception { name = "TypeError" }',
  });
});

test("countException says nothing of what no trace has", () => {
  expect(countException(summaries, { message: "unheard of" })).toBeUndefined();
  expect(countException(summaries, {})).toBeUndefined();
});
