import { describe, expect, it } from "vitest";
import { createClientRegistry, TOLD_CLIENTS } from "./client-registry.ts";
import { reservoirQuota } from "./reservoir.ts";

describe("createClientRegistry", () => {
  it("shares a rule among those that reported on it in the last 30 seconds, the earliest first", () => {
    const registry = createClientRegistry();
    registry.report("b", "Flask", 1, 100);
    registry.report("a", "Flask", 1, 105);
    registry.report("c", "Default", 1, 105);
    registry.report("b", "Flask", 1, 110);
    expect(registry.sharing("b", "Flask", 110)).toEqual({ place: 0, clients: 2 });
    expect(registry.sharing("a", "Flask", 110)).toEqual({ place: 1, clients: 2 });
    expect(registry.sharing("b", "Flask", 135)).toEqual({ place: 0, clients: 1 });
    registry.report("a", "Flask", 1, 135);
    expect(registry.sharing("a", "Flask", 135)).toEqual({ place: 1, clients: 2 });
    expect(registry.sharing("a", "Flask", 150)).toEqual({ place: 0, clients: 1 });
  });

  it("tells who reported in the last five minutes, on what and how much", () => {
    const registry = createClientRegistry();
    registry.report("a", "Flask", 3, 100);
    registry.report("b", "Flask", 1, 200);
    registry.report("a", "Default", 4, 210);
    expect(registry.clients(210)).toEqual([
      { id: "a", rules: ["Flask", "Default"], requests: 7, lastSeenSec: 210 },
      { id: "b", rules: ["Flask"], requests: 1, lastSeenSec: 200 },
    ]);
    expect(registry.clients(505).map(({ id }) => id)).toEqual(["a"]);
  });

  it("stays bounded under made-up ids and forgets the longest silent", () => {
    const registry = createClientRegistry(2_000);
    for (let i = 0; i < 5_000; i += 1) registry.report(`client-${i}`, "Flask", 1, 1_000 + i / 1_000);
    const clients = registry.clients(1_005);
    expect(clients).toHaveLength(TOLD_CLIENTS);
    expect(clients[0]?.id).toBe("client-4999");
    registry.report("client-4999", "Flask", 1, 1_006);
    expect(registry.sharing("client-4999", "Flask", 1_006)).toEqual({ place: 1_999, clients: 2_000 });
  });

  it("shares a rule exactly among ten thousand, round after round, though it forgets who fell silent", () => {
    const registry = createClientRegistry();
    const takers = (nowSec: number): number => {
      let count = 0;
      for (let i = 0; i < 10_000; i += 1) {
        registry.report(`client-${i}`, "Flask", 1, nowSec + i / 1_000);
        const { place, clients } = registry.sharing(`client-${i}`, "Flask", nowSec + i / 1_000);
        count += reservoirQuota(5, place, clients);
      }
      return count;
    };
    takers(1_000);
    expect([1_010, 1_020, 1_030].map(takers)).toEqual([5, 5, 5]);
    expect(registry.clients(1_400)).toEqual([]);
  });
});
