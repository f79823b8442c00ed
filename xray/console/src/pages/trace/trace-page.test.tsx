// @vitest-environment jsdom
import { screen, within } from "@testing-library/react";
import { describe, expect, test, vi } from "vitest";
import { makeRequest, stepIdOf, traceIdOf } from "../../testing/app-requests.ts";
import { passTime } from "../../testing/clock.ts";
import { errorAnswer } from "../../testing/fake-xray.ts";
import { openConsole, settle, theXray } from "../../testing/open-console.tsx";
import { textOf } from "../../testing/read-table.ts";

const NEWER = traceIdOf(1, 30);
const TRACE = traceIdOf(2, 60);
const OLDER = traceIdOf(3, 90);
const DOCUMENTS = [
  makeRequest(NEWER, { agoSec: 30, status: 500 }),
  makeRequest(TRACE, { durationMs: 120, path: "/api/activities/home?limit=20" }),
  makeRequest(OLDER, { agoSec: 90, durationMs: 30 }),
];
const path = (id: string, query = "") => `/traces/${id}${query}`;
/** What a view changes is in the address once it has settled. */
const SETTLED_MS = 200;

const main = () => within(screen.getByRole("main"));
const head = () => textOf(screen.getByRole("heading", { level: 1 }).parentElement);
const steps = () => within(screen.getByRole("treegrid", { name: "Steps of the trace" })).getAllByRole("row");

describe("the head", () => {
  test("tells what was asked, how it ended, how long it took and when", async () => {
    await openConsole(path(TRACE), DOCUMENTS);
    expect(textOf(screen.getByRole("heading", { level: 1 }))).toBe(
      "GET localhost:5000/api/activities/home?limit=20",
    );
    expect(head()).toContain("200120ms14:39:00.000");
    expect(head()).toContain(TRACE);
  });

  test("marks a fault by more than a colour", async () => {
    await openConsole(path(NEWER), DOCUMENTS);
    expect(main().getAllByRole("img", { name: "fault" }).length).toBeGreaterThan(0);
    expect(head()).toContain("500");
  });

  test("copies the id, and a link to what is on screen", async () => {
    const { user } = await openConsole(path(TRACE, "?zoom=0~0.05"), DOCUMENTS);
    await user.click(screen.getByRole("button", { name: "Copy the trace id" }));
    expect(await navigator.clipboard.readText()).toBe(TRACE);
    await user.click(screen.getByRole("button", { name: "Copy link" }));
    expect(await navigator.clipboard.readText()).toMatch(new RegExp(`/traces/${TRACE}\\?zoom=0~0.05$`));
  });

  test("copies a link to the row and the zoom that a person has gone to", async () => {
    const { user } = await openConsole(path(TRACE), DOCUMENTS);
    await user.keyboard("j");
    await passTime(SETTLED_MS);
    await user.click(screen.getByRole("button", { name: "Copy link" }));
    expect(await navigator.clipboard.readText()).toContain(`row=${stepIdOf(TRACE, 2)}`);
  });

  test("leads back to the list with its filter, range and group", async () => {
    await openConsole(path(TRACE, "?filter=ok&timeRange=PT1H"), DOCUMENTS);
    expect(screen.getByRole("link", { name: "Back to the list" }).getAttribute("href")).toBe(
      "/traces?filter=ok&timeRange=PT1H",
    );
  });

  test("leads back to the list as it was left, with its order", async () => {
    const { user, address } = await openConsole("/traces?sort=-response", DOCUMENTS);
    await user.click(screen.getByRole("link", { name: "/api/activities/home?limit=20" }));
    await settle();
    expect(screen.getByRole("link", { name: "Back to the list" }).getAttribute("href")).toBe(
      "/traces?sort=-response",
    );
    await user.keyboard("j");
    await passTime(SETTLED_MS);
    await user.keyboard("{Escape}");
    expect(address()).toBe("/traces?sort=-response");
  });

  test("leads to the next slowest of all in the list, and says the rank", async () => {
    const { user, address } = await openConsole(path(TRACE, "?view=steps"), DOCUMENTS);
    expect(screen.getByTitle("The slowest of the list")).toBeDefined();
    await user.click(screen.getByRole("button", { name: "More of this trace" }));
    expect(textOf(screen.getByRole("menuitem", { name: /^Next slowest/ }))).toBe("Next slowest, 40 msS");
    await user.keyboard("{Escape}");
    await user.keyboard("s");
    await settle();
    expect(address()).toBe(path(NEWER, "?view=steps"));
    await user.keyboard("s");
    await settle();
    expect(address()).toBe(path(OLDER, "?view=steps"));
    await user.keyboard("s");
    await settle();
    expect(address()).toBe(path(OLDER, "?view=steps"));
  });

  test("gives the documents as they came, one a line", async () => {
    const files: { name: string; blob: Blob }[] = [];
    let blob = new Blob([]);
    URL.createObjectURL = (given) => {
      blob = given as Blob;
      return "blob:documents";
    };
    URL.revokeObjectURL = () => undefined;
    vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function click(
      this: HTMLAnchorElement,
    ) {
      files.push({ name: this.download, blob });
    });
    const { user } = await openConsole(path(TRACE), DOCUMENTS);
    await user.click(screen.getByRole("button", { name: "More of this trace" }));
    await user.click(screen.getByRole("menuitem", { name: /^Download/ }));
    expect(files.map(({ name }) => name)).toEqual([`${TRACE}.ndjson`]);
    const lines = (await files[0]?.blob.text())?.trimEnd().split("\n") ?? [];
    expect(lines.map((line): unknown => JSON.parse(line))).toEqual([DOCUMENTS[1]]);
  });

  test("leads to a comparison with a usual request of this URL", async () => {
    await openConsole(path(NEWER), DOCUMENTS);
    expect(screen.getByRole("link", { name: "Compare" }).getAttribute("href")).toMatch(
      new RegExp(`^/compare/${NEWER}/(${TRACE}|${OLDER})$`),
    );
  });
});

describe("the neighbours", () => {
  test("are the newer and the older trace of the list, with the place in it", async () => {
    const { user, address } = await openConsole(path(TRACE), DOCUMENTS);
    expect(screen.getByText("2 of 3")).toBeDefined();
    await user.click(screen.getByRole("link", { name: "Older trace" }));
    await settle();
    expect(address()).toBe(path(OLDER));
    expect(screen.getByText("3 of 3")).toBeDefined();
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Older trace" }).disabled).toBe(true);
  });

  test("are reached with [ and ]", async () => {
    const { user, address } = await openConsole(path(TRACE), DOCUMENTS);
    await user.keyboard("[[");
    await settle();
    expect(address()).toBe(path(NEWER));
    await user.keyboard("]");
    await user.keyboard("]");
    await settle();
    expect(address()).toBe(path(OLDER));
    await user.keyboard("]");
    expect(address()).toBe(path(OLDER));
  });

  test("are those of the filter", async () => {
    const { address, user } = await openConsole(path(TRACE, "?filter=ok"), DOCUMENTS);
    expect(screen.getByText("1 of 2")).toBeDefined();
    await user.keyboard("]");
    expect(address()).toBe(path(OLDER, "?filter=ok"));
  });

  test("are not there for a trace outside of the list", async () => {
    await openConsole(path(TRACE, "?filter=fault"), DOCUMENTS);
    expect(screen.queryByText(/^\d of \d$/)).toBeNull();
    expect(screen.queryByRole("link", { name: "Older trace" })).toBeNull();
  });

  test("keep what was on screen until the next is there", async () => {
    const { user, xray } = await openConsole(path(TRACE), DOCUMENTS);
    const release = xray.hold("/Traces");
    await user.keyboard("]");
    await passTime(300);
    expect(steps()).toHaveLength(2);
    expect(document.querySelector(".view-stale")).not.toBeNull();
    await release();
    await settle();
    expect(head()).toContain("30ms");
    expect(document.querySelector(".view-stale")).toBeNull();
  });
});

describe("a trace that is not there", () => {
  test("is told, and its minute can be searched", async () => {
    const gone = traceIdOf(9, 90);
    const { user, query } = await openConsole(path(gone), DOCUMENTS);
    expect(screen.getByRole("heading", { name: `No trace ${gone}` })).toBeDefined();
    expect(screen.getByText(/It was never received, or was older than 30 days\./)).toBeDefined();
    await user.click(screen.getByRole("link", { name: "Search its minute" }));
    expect(query()["timeRange"]).toMatch(/^2026-11-24T14:3.*~2026-11-24T14:3/);
  });

  test("because the address has no id leads back to the list", async () => {
    const { user, address } = await openConsole(path("yesterday"), DOCUMENTS);
    expect(screen.getByText(/That is not the id of a trace\./)).toBeDefined();
    await user.click(
      within(screen.getByRole("main")).getAllByRole("link", { name: "Back to the list" })[0] ?? document.body,
    );
    expect(address()).toBe("/traces");
  });

  test("appears by itself when it arrives", async () => {
    const { xray } = await openConsole(path(TRACE), [DOCUMENTS[0] ?? {}]);
    expect(screen.getByRole("heading", { name: `No trace ${TRACE}` })).toBeDefined();
    await xray.receive(DOCUMENTS[1] ?? {});
    await settle();
    expect(steps()).toHaveLength(2);
  });
});

describe("while it loads", () => {
  test("nothing is said at first, then that it does", async () => {
    const release = theXray().hold("/Traces");
    await openConsole(path(TRACE), DOCUMENTS);
    expect(screen.queryByRole("status")).toBeNull();
    await passTime(300);
    expect(textOf(screen.getByRole("status"))).toBe("Loading the trace");
    await release();
    await settle();
    expect(screen.queryByRole("status")).toBeNull();
    expect(steps()).toHaveLength(2);
  });

  test("a failure is told with its cause, and can be tried again", async () => {
    const stop = theXray().answerInstead("/Traces", () => errorAnswer(429, "ThrottledException", "Too fast"));
    const { user } = await openConsole(path(TRACE), DOCUMENTS);
    expect(textOf(screen.getByRole("alert"))).toContain("Too fast");
    stop();
    await user.click(screen.getByRole("button", { name: "Try again" }));
    await settle();
    expect(screen.queryByRole("alert")).toBeNull();
    expect(steps()).toHaveLength(2);
  });

  test("a server that does not answer is told, and asked again when it is back", async () => {
    await theXray().receive(...DOCUMENTS);
    await theXray().goAway();
    await openConsole(path(TRACE));
    await passTime(1500);
    expect(screen.getAllByRole("alert").map(textOf).join(" ")).toContain("The local X-Ray does not answer");
    await theXray().comeBack();
    await settle();
    expect(steps()).toHaveLength(2);
  });
});

describe("a trace that is still written", () => {
  const open = { agoSec: 2, durationMs: 80, isOpen: true } as const;

  test("says so, and grows on screen", async () => {
    const { xray } = await openConsole(path(TRACE), [makeRequest(TRACE, open)]);
    expect(head()).toContain("in progress");
    expect(screen.getByText(/^Nothing stands out so far\. The trace is still in progress\.$/)).toBeDefined();
    await xray.receive(makeRequest(TRACE, { agoSec: 2, durationMs: 300, queries: ["SELECT 1", "SELECT 2"] }));
    await settle();
    expect(head()).toContain("300ms");
    expect(steps()).toHaveLength(3);
  });

  test("stays as it is while updates are paused, and is brought up to date after", async () => {
    const { user, xray } = await openConsole(path(TRACE), [makeRequest(TRACE, open)]);
    await user.keyboard(" ");
    await xray.receive(makeRequest(TRACE, { agoSec: 2, durationMs: 300 }));
    await settle();
    expect(head()).toContain("in progress");
    await user.keyboard(" ");
    await settle();
    expect(head()).toContain("300ms");
  });

  test("brings what came while the server was out of reach", async () => {
    const { xray } = await openConsole(path(TRACE), [makeRequest(TRACE, open)]);
    await xray.goAway();
    await xray.receive(makeRequest(TRACE, { agoSec: 2, durationMs: 300 }));
    await xray.comeBack();
    await settle();
    expect(head()).toContain("300ms");
  });
});

describe("Escape", () => {
  test("leads back to the list, as the sheet of shortcuts says", async () => {
    const { user, address } = await openConsole(path(TRACE, "?filter=ok"), DOCUMENTS);
    await user.keyboard("{Escape}");
    expect(address()).toBe("/traces?filter=ok");
  });

  test("in a field leaves the field alone", async () => {
    const { user, address } = await openConsole(path(TRACE), DOCUMENTS);
    await user.keyboard("f");
    await user.keyboard("sel{Escape}");
    expect(address()).toBe(path(TRACE));
    expect(screen.getByRole<HTMLInputElement>("textbox", { name: "Find a row" }).value).toBe("");
  });
});
