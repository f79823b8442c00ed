import { beforeEach, describe, expect, test, vi } from "vitest";

const KEY = "xray-console-targets";
const TARGET = { share: 0.95, withinSec: 0.3, overSec: 86_400, alarm: false };
const LATER = { share: 0.99, withinSec: 1, overSec: 3600, alarm: true };

let stored: Map<string, string>;
let isFull: boolean;
let page: EventTarget;

/** A page that was just opened: nothing is remembered but what is stored. */
async function openPage() {
  vi.resetModules();
  return import("./stored-targets.ts");
}

beforeEach(() => {
  stored = new Map();
  isFull = false;
  page = new EventTarget();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, text: string) => {
      if (isFull) throw new Error("the quota is used up");
      stored.set(key, text);
    },
  });
  vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
  vi.stubGlobal("removeEventListener", page.removeEventListener.bind(page));
  return () => vi.unstubAllGlobals();
});

describe("targets of this browser", () => {
  test("are none at first, and those that were set when the page is opened again", async () => {
    const first = await openPage();
    expect(first.readTargets()).toEqual({});
    first.changeTarget("pay", TARGET);
    first.changeTarget("shop", LATER);
    const again = await openPage();
    expect(again.readTargets()).toEqual({ pay: TARGET, shop: LATER });
  });

  test("are the same object until one changes, as React asks of a store", async () => {
    const { readTargets, changeTarget } = await openPage();
    changeTarget("pay", TARGET);
    const before = readTargets();
    expect(readTargets()).toBe(before);
    changeTarget("pay", LATER);
    expect(readTargets()).not.toBe(before);
    expect(before).toEqual({ pay: TARGET });
  });

  test("change one by one: the others stay, and undefined takes one away", async () => {
    const { readTargets, changeTarget } = await openPage();
    changeTarget("pay", TARGET);
    changeTarget("shop", TARGET);
    changeTarget("pay", LATER);
    expect(readTargets()).toEqual({ pay: LATER, shop: TARGET });
    changeTarget("pay", undefined);
    expect(readTargets()).toEqual({ shop: TARGET });
    changeTarget("never set", undefined);
    expect(readTargets()).toEqual({ shop: TARGET });
  });

  test("hold while the page is open where nothing can be stored", async () => {
    const { readTargets, changeTarget, subscribeToTargets } = await openPage();
    const heard = vi.fn<() => void>();
    subscribeToTargets(heard);
    isFull = true;
    changeTarget("pay", TARGET);
    changeTarget("shop", LATER);
    expect(readTargets()).toEqual({ pay: TARGET, shop: LATER });
    expect(heard).toHaveBeenCalledTimes(2);
    expect((await openPage()).readTargets()).toEqual({});
  });

  test("are none where storage cannot even be read", async () => {
    const refuse = () => {
      throw new Error("forbidden");
    };
    vi.stubGlobal("localStorage", { getItem: refuse, setItem: refuse });
    const { readTargets, changeTarget } = await openPage();
    expect(readTargets()).toEqual({});
    changeTarget("pay", TARGET);
    expect(readTargets()).toEqual({ pay: TARGET });
  });

  test("are told to all who listen, and to nobody who stopped", async () => {
    const { changeTarget, subscribeToTargets } = await openPage();
    const [one, other] = [vi.fn<() => void>(), vi.fn<() => void>()];
    const stop = subscribeToTargets(one);
    subscribeToTargets(other);
    changeTarget("pay", TARGET);
    stop();
    changeTarget("pay", LATER);
    expect([one.mock.calls.length, other.mock.calls.length]).toEqual([1, 2]);
  });

  test("that another tab changed are read, and told until nobody listens", async () => {
    const { readTargets, subscribeToTargets } = await openPage();
    const heard = vi.fn<() => void>();
    const stop = subscribeToTargets(heard);
    stored.set(KEY, JSON.stringify({ pay: LATER }));
    page.dispatchEvent(new Event("storage"));
    expect(heard).toHaveBeenCalledTimes(1);
    expect(readTargets()).toEqual({ pay: LATER });
    stop();
    page.dispatchEvent(new Event("storage"));
    expect(heard).toHaveBeenCalledTimes(1);
  });
});

describe("what somebody else stored there", () => {
  test.each([
    ["no JSON", "{pay"],
    ["a number", "7"],
    ["null", "null"],
    ["a text", '"pay"'],
    ["an empty list", "[]"],
  ])("is no target: %s", async (_, text) => {
    stored.set(KEY, text);
    expect((await openPage()).readTargets()).toEqual({});
  });

  test.each([
    ["null", null],
    ["no share", { ...TARGET, share: undefined }],
    ["a share in words", { ...TARGET, share: "0.95" }],
    ["a share of nothing", { ...TARGET, share: 0 }],
    ["a share that leaves no budget", { ...TARGET, share: 1 }],
    ["a share in percent", { ...TARGET, share: 95 }],
    ["no length", { ...TARGET, withinSec: 0 }],
    ["a length in words", { ...TARGET, withinSec: "300 ms" }],
    ["a time that is over", { ...TARGET, overSec: -1 }],
    ["no time", { ...TARGET, overSec: null }],
  ])("is left out, and what stands beside it is kept: %s", async (_, wrong) => {
    stored.set(KEY, JSON.stringify({ wrong, pay: TARGET }));
    expect((await openPage()).readTargets()).toEqual({ pay: TARGET });
  });

  test("has no alarm unless it says so, and nothing more than a target has", async () => {
    const { alarm: _, ...silent } = TARGET;
    stored.set(KEY, JSON.stringify({ silent, loud: { ...TARGET, alarm: "yes", colour: "red" } }));
    expect((await openPage()).readTargets()).toEqual({ silent: TARGET, loud: TARGET });
  });
});
