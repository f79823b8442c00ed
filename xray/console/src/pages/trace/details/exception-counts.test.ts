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

test("an exception is counted over the list with the times of those that have it", () => {
  const causes = [cause("Timeout", "no answer")];
  const list = [
    makeSummary({ Id: "1", StartTime: 30, FaultRootCauses: causes }),
    makeSummary({ Id: "2", StartTime: 10 }),
    makeSummary({ Id: "3", StartTime: 20, FaultRootCauses: causes }),
    makeSummary({ Id: "4", StartTime: 40, FaultRootCauses: [cause("Timeout", "other")] }),
  ];
  expect(countException(list, { type: "Timeout", message: "no answer" })).toMatchObject({
    count: 2,
    of: 4,
    atSec: [30, 20],
    fromSec: 10,
    toSec: 40,
  });
  expect(countException(list, { message: "no answer" })).toMatchObject({
    count: 2,
    condition: 'rootcause.fault.exception { message = "no answer" }',
  });
  expect(countException(list, { type: "Timeout" })?.count).toBe(3);
});
