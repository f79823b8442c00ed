import { describe, expect, it } from "vitest";
import { makeSettings, NOW_SEC } from "./testing/make-settings.ts";

const job = { token: "token", traceIds: ["1-a", "1-b"], startSec: 1.5, endSec: 2 };

describe("retrieval settings", () => {
  it("keep a job until it times out after an hour, and forget it after a day", () => {
    let nowMs = NOW_SEC * 1_000;
    const { retrievals } = makeSettings({ nowMs: () => nowMs });
    retrievals.start(job);
    expect(retrievals.find("token")).toEqual({ ...job, status: "COMPLETE" });
    nowMs += 3_600_000;
    expect(retrievals.find("token")?.status).toBe("TIMEOUT");
    nowMs += 24 * 3_600_000;
    retrievals.start({ ...job, token: "other", traceIds: [] });
    expect(retrievals.find("token")).toBeUndefined();
    expect(retrievals.find("other")?.traceIds).toEqual([]);
  });

  it("remember that a job was cancelled", () => {
    const { retrievals } = makeSettings();
    retrievals.start(job);
    retrievals.cancel("token");
    expect(retrievals.find("token")?.status).toBe("CANCELLED");
    expect(retrievals.find("unknown")).toBeUndefined();
  });
});
