import { describe, expect, it } from "vitest";
import { createClientRegistry } from "./client-registry.ts";

describe("createClientRegistry", () => {
  it("shares a rule among those that reported on it in the last 30 seconds, the earliest first", () => {
    const registry = createClientRegistry();
    registry.report("b", "Flask", 1, 100);
    registry.report("a", "Flask", 1, 105);
    registry.report("c", "Default", 1, 105);
    registry.report("b", "Flask", 1, 110);
    expect(registry.sharing("Flask", 110)).toEqual(["b", "a"]);
    expect(registry.sharing("Flask", 135)).toEqual(["b"]);
    expect(registry.sharing("Flask", 140)).toEqual([]);
    expect(registry.sharing("unknown", 110)).toEqual([]);
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
    const registry = createClientRegistry();
    for (let i = 0; i < 5_000; i += 1) registry.report(`client-${i}`, "Flask", 1, 1_000 + i / 1_000);
    const clients = registry.clients(1_005);
    expect(clients).toHaveLength(1_000);
    expect(clients[0]?.id).toBe("client-4999");
  });
});
