import { describe, expect, it } from "vitest";
import { makeSegment } from "../testing/make-segment.ts";
import { makeStore } from "../testing/make-store.ts";
import { occupiedSlots } from "./occupied-slots.ts";
import { divide } from "./time-slots.ts";

const ALL_OF_TIME = { startSec: 0, endSec: 8.64e12 };

async function storeOf(...startsSec: number[]) {
  const store = makeStore();
  await store.put(startsSec.map((start_time) => JSON.stringify(makeSegment({ start_time }))));
  return store;
}

describe("occupiedSlots", () => {
  it("are as many as minutes in which traces start, however long the range is", async () => {
    const store = await storeOf(5, 59, 61, 4.2e9 + 1);
    const minutes = [4.2e9, 60, 0].map((startSec) => ({ startSec, endSec: startSec + 60 }));
    expect([...occupiedSlots(store, ALL_OF_TIME)]).toEqual(minutes);
  });

  it("are divided at the ends of the range as the range is", async () => {
    const store = await storeOf(61, 119);
    const range = { startSec: 58.5, endSec: 119.5 };
    expect([...occupiedSlots(store, range)]).toEqual(divide({ startSec: 60, endSec: 119.5 }).toReversed());
  });

  it("are none where nothing starts", async () => {
    const store = await storeOf(61);
    for (const range of [
      { startSec: 0, endSec: 61 },
      { startSec: 62, endSec: 8.64e12 },
    ]) {
      expect([...occupiedSlots(store, range)]).toEqual([]);
    }
    expect([...occupiedSlots(makeStore(), ALL_OF_TIME)]).toEqual([]);
  });

  it("meet what arrives while they are walked", async () => {
    const store = await storeOf(1201);
    const slots = occupiedSlots(store, ALL_OF_TIME);
    slots.next();
    await store.put([JSON.stringify(makeSegment({ start_time: 601 }))]);
    expect([...slots]).toEqual([{ startSec: 600, endSec: 660 }]);
  });
});
