// @vitest-environment jsdom
import { screen, within } from "@testing-library/react";
import { describe, expect, test, vi } from "vitest";
import { makeRequest, stepIdOf, traceIdOf } from "../testing/app-requests.ts";
import { NOW_SEC, passTime, sleepFor } from "../testing/clock.ts";
import { openConsole, settle, theXray } from "../testing/open-console.tsx";
import { readTable, textOf } from "../testing/read-table.ts";

const GOOD = makeRequest(traceIdOf(1));
/** The server tells its status once a second. */
const STATUS_MS = 1000;

const verdict = () => textOf(screen.getByRole("heading", { level: 1 }).parentElement);
const fact = (name: string) => textOf(screen.getByText(name, { selector: "dt" }).nextElementSibling);
const side = () => within(screen.getByRole("complementary", { name: "Store and clients" }));

describe("the verdict", () => {
  test("before anything came is that everything listens", async () => {
    await openConsole("/health");
    expect(verdict()).toContain("Everything listens. Nothing has arrived yet.");
    expect(verdict()).toContain("No segment since the start at 14:40:00.");
    expect(screen.getByText("Nothing was received since the start.")).toBeDefined();
  });

  test("while traces arrive and none is lost says both", async () => {
    await openConsole("/health", [GOOD]);
    expect(verdict()).toContain("Traces arrive. Nothing is lost.");
    expect(verdict()).toContain("1 segment since 14:40:00, all of them stored.");
    expect(screen.getByText("Nothing. The one document was taken since the start.")).toBeDefined();
  });

  test("follows what arrives", async () => {
    const { xray } = await openConsole("/health");
    await xray.receive(GOOD);
    await passTime(STATUS_MS);
    expect(verdict()).toContain("Traces arrive. Nothing is lost.");
    await xray.receive("not json");
    await passTime(STATUS_MS);
    expect(verdict()).toContain("Traces arrive. One thing loses some of them.");
    expect(verdict()).toContain("1 of 2 segments was rejected");
  });

  test("after a minute without segments is that it is quiet", async () => {
    await openConsole("/health", [GOOD]);
    await sleepFor(120_000);
    await passTime(STATUS_MS);
    expect(verdict()).toContain("It is quiet. Nothing was lost.");
    expect(verdict()).toContain("The last segment came at 14:40:00.");
  });

  test("while the server is away is that it does not answer", async () => {
    const { xray } = await openConsole("/health", [GOOD]);
    await xray.goAway();
    expect(verdict()).toBe(
      "The local X-Ray does not answer.What is on screen is the last it told. Trying again.",
    );
    await xray.comeBack();
    expect(verdict()).toContain("Traces arrive.");
  });

  test("of a server that never answered stands in place of the page", async () => {
    await theXray().goAway();
    await openConsole("/health");
    expect(screen.getByRole("heading", { name: "The local X-Ray does not answer" })).toBeDefined();
    await theXray().comeBack();
    expect(verdict()).toContain("Everything listens.");
  });
});

describe("what arrives", () => {
  test("is drawn over the range, with its figures", async () => {
    await openConsole("/health", [GOOD, makeRequest(traceIdOf(2)), "not json"]);
    expect(screen.getByRole("img", { name: "3 segments in the last 15 minutes, 1 rejected" })).toBeDefined();
    expect(fact("received since the start")).toBe("3");
    expect(fact("stored")).toBe("2");
    expect(fact("rejected")).toBe("1");
    expect(fact("receive buffer")).toBe("4.0 MB");
  });

  test("again, word for word, is told apart and is no arrival", async () => {
    await openConsole("/health", [GOOD, GOOD, GOOD]);
    expect(fact("received since the start")).toBe("1");
    expect(fact("came again, stored once")).toBe("2");
    expect(screen.getByRole("img", { name: "1 segment in the last 15 minutes, 0 rejected" })).toBeDefined();
  });

  test("is drawn by the second for a short range", async () => {
    await openConsole("/health?timeRange=PT1M", [GOOD]);
    expect(screen.getByRole("img", { name: "1 segment in the last minute, 0 rejected" })).toBeDefined();
    expect(screen.getByText(/^segments a second over the last minute/)).toBeDefined();
  });

  test("that the system dropped is told, with what to do", async () => {
    theXray().dropInKernel(12);
    await openConsole("/health", [GOOD]);
    expect(fact("dropped by the kernel")).toBe("12");
    const [, row] = readTable("Dropped");
    expect(row?.slice(0, 2)).toEqual(["dropped by the kernel", "12"]);
    expect(row?.[3]).toContain("sysctl -w net.core.rmem_max");
  });

  test("that could not be stored is told apart from what was rejected, with the cause", async () => {
    const { store } = theXray().server.context;
    const problem = "The disk of the data folder /data is full.";
    const drop = {
      reason: "NotStored",
      count: 41,
      lastAtMs: Date.now(),
      remedy: "Make room.",
      problem,
    } as const;
    vi.spyOn(store, "drops").mockReturnValue([drop]);
    vi.spyOn(store, "status").mockReturnValue({ ...store.status(), problem });
    await openConsole("/health");
    expect(verdict()).toContain("What arrives cannot be stored.");
    const [, row] = readTable("Dropped");
    expect(row?.slice(0, 2)).toEqual(["refused by the disk", "41"]);
    expect(row?.[2]).toContain(problem);
    expect(screen.queryByRole("table", { name: "Rejected" })).toBeNull();
  });

  test("and cannot be read any more is told where the store is", async () => {
    const { store } = theXray().server.context;
    vi.spyOn(store, "status").mockReturnValue({ ...store.status(), damagedChunks: 2 });
    await openConsole("/health", [GOOD]);
    expect(fact("Damaged")).toContain("2 parts cannot be read");
  });

  test("cannot be known to be dropped where the system does not tell", async () => {
    theXray().dropInKernel(undefined);
    await openConsole("/health", [GOOD]);
    expect(fact("dropped by the kernel")).toBe("not told");
  });
});

describe("a rejection", () => {
  const BAD_NAME = { ...GOOD, name: "crud(expired)" };

  test("tells the reason, how often, where, when, and what to do", async () => {
    await openConsole("/health", [BAD_NAME, BAD_NAME, "not json"]);
    const [, name, json] = readTable("Rejected");
    expect(name?.slice(0, 2)).toEqual(["InvalidName", "2"]);
    expect(name?.[2]).toContain("crud(expired)");
    expect(name?.[3]).toContain("Rename the segment or subsegment.");
    expect(json?.slice(0, 2)).toEqual(["ParseError", "1"]);
  });

  test("shows its newest documents on demand, which the address keeps", async () => {
    const { user, query, reload } = await openConsole("/health", [BAD_NAME]);
    expect(screen.queryByRole("figure")).toBeNull();
    await user.click(screen.getByRole("button", { name: "Show InvalidName" }));
    expect(screen.getByRole("figure").querySelector("pre")?.textContent).toBe(JSON.stringify(BAD_NAME));
    expect(query()).toEqual({ reason: "InvalidName" });
    await reload();
    expect(screen.getByRole("button", { name: "Hide InvalidName" }).ariaExpanded).toBe("true");
    await user.click(screen.getByRole("button", { name: "Hide InvalidName" }));
    expect(screen.queryByRole("figure")).toBeNull();
    expect(query()).toEqual({});
  });

  test("lets its document be copied", async () => {
    const { user } = await openConsole("/health?reason=ParseError", ["not json"]);
    await user.click(screen.getByRole("button", { name: "Copy the document" }));
    expect(await navigator.clipboard.readText()).toBe("not json");
  });
});

describe("what AWS would not take so", () => {
  const LOST = { ...makeRequest(traceIdOf(7)), parent_id: "ffffffffffffffff" };

  test("is found in the traces of the range, and told in the verdict", async () => {
    await openConsole("/health", [LOST]);
    const [, row] = readTable("AWS compatibility");
    expect(row?.slice(0, 3)).toEqual(["parent missing", "1", "backend-flask"]);
    expect(screen.getByText("in the 1 trace of the range")).toBeDefined();
    expect(verdict()).toMatch(/1 thing is not compatible with AWS\.$/);
  });

  test("leads to the step of the trace", async () => {
    const { user, address } = await openConsole("/health", [LOST]);
    await user.click(screen.getByRole("button", { name: "Show parent missing" }));
    await user.click(screen.getByRole("link", { name: "backend-flask" }));
    expect(address()).toBe(`/traces/${traceIdOf(7)}?row=${stepIdOf(traceIdOf(7), 0)}`);
  });

  test("is nothing where all is well, and nothing where there is no trace", async () => {
    const { user } = await openConsole("/health", [GOOD]);
    expect(screen.getByText("Nothing was found.")).toBeDefined();
    await user.click(screen.getByRole("button", { name: /^Time range/ }));
    await user.click(screen.getByRole("menuitemradio", { name: "Last minute" }));
    await settle();
    expect(screen.getByText("No trace in this range.")).toBeDefined();
  });
});

describe("the store and those who use it", () => {
  test("are told beside it", async () => {
    await openConsole("/health", [GOOD]);
    const words = textOf(screen.getByRole("complementary", { name: "Store and clients" }));
    expect(words).toContain("Traces1 of 1 segment");
    expect(words).toContain("Oldest1 min 0 s of 30 days kept");
    expect(words).toContain("No SDK has asked for its rules since the start.");
    expect(words).toContain("SegmentsUDP 127.0.0.1:2000");
    expect(side().getByRole("img", { name: "0 % full" })).toBeDefined();
  });

  test("name the clients that were heard lately", async () => {
    const counts = { RequestCount: 1, SampledCount: 1, BorrowCount: 0, Timestamp: NOW_SEC };
    const document = { RuleName: "Default", ClientID: "abcdef0123456789abcdef01", ...counts };
    await theXray().call("/SamplingTargets", { SamplingStatisticsDocuments: [document] });
    await openConsole("/health");
    expect(side().getByText("abcdef0123456789abcdef01")).toBeDefined();
    expect(side().getByRole("img", { name: "heard in the last minute" })).toBeDefined();
    await sleepFor(70_000);
    await passTime(STATUS_MS);
    expect(side().queryByRole("img", { name: "heard in the last minute" })).toBeNull();
    expect(side().getByText("1 min ago")).toBeDefined();
  });
});

describe("No SDK has asked", () => {
  const none = "No SDK has asked for its rules since the start.";

  test("is said only where none did", async () => {
    const { xray } = await openConsole("/health");
    expect(side().getByText(none)).toBeDefined();
    // As the console and the CLI do.
    await xray.call("/GetSamplingRules", {});
    await passTime(STATUS_MS);
    expect(side().getByText(none)).toBeDefined();
    xray.server.context.sampling.noteQuestion();
    await passTime(STATUS_MS);
    expect(side().queryByText(none)).toBeNull();
    expect(side().getByText(/An SDK asked for its rules last \d s ago\.$/)).toBeDefined();
  });

  test("is not said of one that has been silent for so long that it is listed no more", async () => {
    const counts = { RequestCount: 1, SampledCount: 1, BorrowCount: 0, Timestamp: NOW_SEC };
    const document = { RuleName: "Default", ClientID: "abcdef0123456789abcdef01", ...counts };
    await theXray().call("/SamplingTargets", { SamplingStatisticsDocuments: [document] });
    await openConsole("/health");
    await sleepFor(400_000);
    await passTime(STATUS_MS);
    expect(side().queryByText("abcdef0123456789abcdef01")).toBeNull();
    expect(side().getByText(/An SDK asked for its rules last 6 min ago\.$/)).toBeDefined();
  });
});

describe("the badge of Health", () => {
  const badge = () => screen.queryByTitle(/of rejected documents, not looked at yet$/)?.title;

  test("counts kinds of rejections until they are looked at, and again when more of them come", async () => {
    const { user, xray, reload } = await openConsole("/traces", ["not json"]);
    expect(badge()).toBe("1 kind of rejected documents, not looked at yet");
    const nav = () => within(screen.getByRole("navigation", { name: "Views" }));
    await user.click(nav().getByRole("link", { name: /^Health/ }));
    await settle();
    expect(badge()).toBeUndefined();
    await user.click(nav().getByRole("link", { name: "Traces" }));
    await reload();
    expect(badge()).toBeUndefined();
    await xray.receive("not json", "{}");
    await passTime(STATUS_MS);
    expect(badge()).toBe("2 kinds of rejected documents, not looked at yet");
  });
});
