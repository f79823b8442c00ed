import { describe, expect, it } from "vitest";
import { writeMatrix } from "./matrix.ts";
import type { ClientReport, Outcome, Result } from "./result.ts";

const PASSED: Outcome = { kind: "passed" };

function makeReport(client: string, outcomes: Readonly<Record<string, Outcome>>): ClientReport {
  const results = Object.entries(outcomes).map(([row, outcome]): Result => ({
    section: "operations",
    row,
    column: client,
    outcome,
  }));
  return { client, presence: { version: "1" }, results, durationMs: 1 };
}

describe("writeMatrix", () => {
  const matrix = writeMatrix([
    makeReport("a", { GetGroup: PASSED, GetGroups: { kind: "failed", message: "not\n  this | that" } }),
    makeReport("b", { GetGroups: { kind: "unable", reason: "has no such call" }, GetInsight: PASSED }),
    { client: "c", presence: { missing: "c is not on PATH" }, results: [], durationMs: 0 },
  ]);

  it("has a row for what any client did and a column for each client, empty where nothing was asked", () => {
    expect(matrix).toContain(
      "| Operation | a | b |\n| --- | --- | --- |\n| GetGroup | ✓ |  |\n| GetGroups | ✗ | – |\n| GetInsight |  | ✓ |\n",
    );
  });

  it("counts what a client was able to do, and names clients that are missing", () => {
    expect(matrix).toContain(
      "| a | 1 | 1 of 2 |\n| b | 1 | 1 of 1 |\n| c |  | skipped: c is not on PATH |\n",
    );
  });

  it("tells why something failed, and apart from that what the client itself cannot do", () => {
    expect(matrix).toContain("## ✗\n\n* a, GetGroups: not this | that\n");
    expect(matrix).toContain("## –\n\n* b, GetGroups: has no such call\n");
  });

  it("says of a part that no client ran that it was skipped", () => {
    expect(matrix).toMatch(/## Terraform\n\n.+\n\nSkipped\.\n/);
  });
});
