import { describe, expect, it } from "vitest";
import { createClientBook } from "./client-book.ts";

describe("createClientBook", () => {
  it("shares a rule among those that reported on it in the last 30 seconds, the earliest first", () => {
    const book = createClientBook();
    book.report("b", "Flask", 1, 100);
    book.report("a", "Flask", 1, 105);
    book.report("c", "Default", 1, 105);
    book.report("b", "Flask", 1, 110);
    expect(book.sharing("Flask", 110)).toEqual(["b", "a"]);
    expect(book.sharing("Flask", 135)).toEqual(["b"]);
    expect(book.sharing("Flask", 140)).toEqual([]);
    expect(book.sharing("unknown", 110)).toEqual([]);
  });

  it("tells who reported in the last five minutes, on what and how much", () => {
    const book = createClientBook();
    book.report("a", "Flask", 3, 100);
    book.report("b", "Flask", 1, 200);
    book.report("a", "Default", 4, 210);
    expect(book.clients(210)).toEqual([
      { id: "a", rules: ["Flask", "Default"], requests: 7, lastSeenSec: 210 },
      { id: "b", rules: ["Flask"], requests: 1, lastSeenSec: 200 },
    ]);
    expect(book.clients(505).map(({ id }) => id)).toEqual(["a"]);
  });

  it("stays bounded under made-up ids and forgets the longest silent", () => {
    const book = createClientBook();
    for (let i = 0; i < 5_000; i += 1) book.report(`client-${i}`, "Flask", 1, 1_000 + i / 1_000);
    const clients = book.clients(1_005);
    expect(clients).toHaveLength(1_000);
    expect(clients[0]?.id).toBe("client-4999");
  });
});
