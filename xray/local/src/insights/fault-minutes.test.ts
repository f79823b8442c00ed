import { describe, expect, it } from "vitest";
import { deriveTraceFacts } from "../trace/facts/derive-facts.ts";
import { createFaultMinutes, MAX_SERVICES } from "./fault-minutes.ts";

let made = 0;

function makeFacts(startSec: number, fields: Readonly<Record<string, unknown>>) {
  made += 1;
  const document = {
    trace_id: `1-6b05a5e0-${made.toString(16).padStart(24, "0")}`,
    id: made.toString(16).padStart(16, "0"),
    name: "backend",
    start_time: startSec,
    end_time: startSec + 0.1,
    ...fields,
  };
  return deriveTraceFacts([document], 1);
}

const failingQuery = {
  id: "ffffffffffffffff",
  name: "cruddur@db",
  namespace: "remote",
  start_time: 120,
  end_time: 120.05,
  fault: true,
  sql: { database_type: "PostgreSQL" },
};

describe("createFaultMinutes", () => {
  it("counts where faults began and what they touched, by minute", () => {
    const faults = createFaultMinutes();
    faults.add(makeFacts(179, {}));
    faults.add(makeFacts(120, { fault: true, subsegments: [failingQuery] }));
    faults.add(makeFacts(125, { fault: true }));
    faults.add(makeFacts(60, {}));
    const [first, second] = faults.minutes();
    expect(first).toMatchObject({ startSec: 60, traces: 1, faults: 0 });
    expect(second).toMatchObject({ startSec: 120, traces: 3, faults: 2 });
    const counts = [...(second?.services.values() ?? [])].map(({ id, traces, caused, touched }) => [
      id.Name,
      traces,
      caused,
      touched,
    ]);
    expect(counts).toEqual([
      ["backend", 3, 1, 2],
      ["cruddur@db", 1, 1, 1],
    ]);
  });

  it("leaves faults out that the client did not see", () => {
    const faults = createFaultMinutes();
    faults.add(makeFacts(120, { subsegments: [failingQuery] }));
    expect(faults.minutes()).toMatchObject([{ traces: 1, faults: 0 }]);
    const caused = faults
      .minutes()
      .flatMap(({ services }) => [...services.values()].map((each) => each.caused));
    expect(caused).toEqual([0, 0]);
  });

  it("holds a bounded number of services a minute, and has room for one that fails behind all others", () => {
    const faults = createFaultMinutes();
    for (let number = 0; number < 3 * MAX_SERVICES; number += 1)
      faults.add(makeFacts(120, { name: `s${number}` }));
    faults.add(makeFacts(125, { name: "checkout", fault: true }));
    const [minute] = faults.minutes();
    expect(minute).toMatchObject({ traces: 3 * MAX_SERVICES + 1, faults: 1 });
    expect(minute?.services.size).toBe(MAX_SERVICES + 1);
    const failing = [...(minute?.services.values() ?? [])].find(({ id }) => id.Name === "checkout");
    expect(failing).toMatchObject({ caused: 1, touched: 1 });
  });
});
