// @vitest-environment jsdom
import { beforeEach, describe, expect, test, vi } from "vitest";

const KEY = "xray-console";

beforeEach(() => {
  localStorage.clear();
  vi.resetModules();
});

/** The module as a page that was just opened has it. */
const open = () => import("./settings.ts");

describe("what a person chose", () => {
  test("is the usual at first", async () => {
    const { readSettings } = await open();
    expect(readSettings()).toEqual({ singleKeys: true });
  });

  test("is kept for the next page", async () => {
    const { changeSettings } = await open();
    changeSettings({ singleKeys: false });
    vi.resetModules();
    expect((await open()).readSettings()).toEqual({ singleKeys: false });
  });

  test("has the widths of columns, where somebody chose them", async () => {
    localStorage.setItem(KEY, '{"requestPx":420,"stepsPx":"wide"}');
    const { changeSettings, readSettings } = await open();
    expect(readSettings()).toEqual({ singleKeys: true, requestPx: 420 });
    changeSettings({ requestPx: undefined });
    vi.resetModules();
    expect((await open()).readSettings()).toEqual({ singleKeys: true });
  });

  test("is told to who listens, until they stop", async () => {
    const { changeSettings, subscribeToSettings } = await open();
    const listener = vi.fn<() => void>();
    const stop = subscribeToSettings(listener);
    changeSettings({ singleKeys: false });
    stop();
    changeSettings({ singleKeys: true });
    expect(listener).toHaveBeenCalledTimes(1);
  });

  test.each(["not json", "[]", "null", '{"singleKeys":"maybe"}', '{"other":1}'])(
    "is the usual where %s was stored",
    async (stored) => {
      localStorage.setItem(KEY, stored);
      expect((await open()).readSettings()).toEqual({ singleKeys: true });
    },
  );

  test("holds for this page where nothing can be stored", async () => {
    vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
      throw new DOMException("full", "QuotaExceededError");
    });
    const { changeSettings, readSettings } = await open();
    changeSettings({ singleKeys: false });
    expect(readSettings()).toEqual({ singleKeys: false });
    vi.restoreAllMocks();
  });
});
