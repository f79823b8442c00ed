// @vitest-environment jsdom
import { screen, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { makeRequest, stepIdOf, traceIdOf } from "../../testing/app-requests.ts";
import { resizeWindow } from "../../testing/browser/layout.ts";
import { passTime } from "../../testing/clock.ts";
import { openConsole, settle } from "../../testing/open-console.tsx";
import { textOf } from "../../testing/read-table.ts";

const ID = traceIdOf(1);
const OTHER = traceIdOf(2, 90);
const SELECT =
  "SELECT a.uuid, a.message FROM public.activities a WHERE a.expires_at > $1 ORDER BY a.created_at";
const FAILED = makeRequest(ID, {
  durationMs: 120,
  status: 500,
  queries: [SELECT, "UPDATE activities SET replies = replies + 1 WHERE uuid = $1"],
  user: "andrew",
  annotations: { tenant: "acme", retries: 2, beta: true },
  metadata: { cart: { items: 3 } },
});
const DOCUMENTS = [
  FAILED,
  makeRequest(OTHER, { agoSec: 90, status: 500 }),
  makeRequest(traceIdOf(3, 120), { agoSec: 120, durationMs: 30 }),
];
const SEGMENT = `/traces/${ID}`;
const QUERY = `/traces/${ID}?row=${stepIdOf(ID, 2)}`;
const THROWER = `/traces/${ID}?row=${stepIdOf(ID, 3)}`;

const details = () => within(screen.getByRole("complementary", { name: "Details" }));
const section = (name: string) => within(details().getByRole("region", { name }));
const tabs = () => within(details().getByRole("navigation", { name: "Details" }));
const facts = (name: string) =>
  Object.fromEntries(
    section(name)
      .getAllByRole("term")
      .map((term) => [textOf(term), textOf(term.nextElementSibling)]),
  );
const filterOf = (link: HTMLElement) =>
  new URLSearchParams(link.getAttribute("href")?.split("?")[1]).get("filter");

describe("the details of a segment", () => {
  test("name it and what it was asked", async () => {
    await openConsole(SEGMENT, DOCUMENTS);
    expect(textOf(details().getByRole("heading", { level: 2 }))).toBe("backend-flask");
    expect(details().getByText("GET /api/activities/home")).toBeDefined();
  });

  test("tell its times, its request and who asked", async () => {
    await openConsole(SEGMENT, DOCUMENTS);
    const overview = facts("Overview");
    expect(overview["Took"]).toMatch(
      /^120 ms 100 % of the response, \d+(\.\d+)? ms of its own, \d+ ms below$/,
    );
    expect(overview["Started"]).toBe("0 ms after the trace");
    expect(overview["Status"]).toBe("500");
    expect(overview["User"]).toBe("andrew");
    expect(overview["User agent"]).toBe("curl/8");
  });

  test.each([
    ["Method", 'fault AND http.method = "GET"'],
    ["Status", "fault AND http.status = 500"],
    ["User", 'fault AND user = "andrew"'],
    ["tenant", 'fault AND annotation.tenant = "acme"'],
    ["retries", "fault AND annotation.retries = 2"],
    ["beta", "fault AND annotation.beta = true"],
  ])("add %s to the filter that is there", async (term, filter) => {
    await openConsole(`${SEGMENT}?filter=fault`, DOCUMENTS);
    expect(filterOf(details().getByRole("link", { name: `Add ${term} to the filter` }))).toBe(filter);
  });

  test("copy a value, and a link to the row", async () => {
    const { user } = await openConsole(SEGMENT, DOCUMENTS);
    await user.click(details().getByRole("button", { name: "Copy User" }));
    expect(await navigator.clipboard.readText()).toBe("andrew");
    await user.click(details().getByRole("button", { name: "Copy a link to this row" }));
    expect(await navigator.clipboard.readText()).toContain(`/traces/${ID}`);
  });

  test("copy a link that names the row which was gone to", async () => {
    const { user } = await openConsole(SEGMENT, DOCUMENTS);
    await user.keyboard("j");
    await passTime(200);
    await user.click(details().getByRole("button", { name: "Copy a link to this row" }));
    expect(await navigator.clipboard.readText()).toContain(`row=${stepIdOf(ID, 2)}`);
  });

  test("have the metadata and the document as they were sent", async () => {
    const { user } = await openConsole(SEGMENT, DOCUMENTS);
    expect(textOf(section("Metadata").getByText(/cart/))).toContain('"cart": { "items": 3 }');
    const raw = JSON.parse(section("Raw").getByText(/"trace_id"/).textContent) as Record<string, unknown>;
    expect(raw).toMatchObject({ id: stepIdOf(ID, 0), name: "backend-flask", subsegments: "2 more rows" });
    await user.click(section("Raw").getByRole("button", { name: "Copy the document" }));
    expect(JSON.parse(await navigator.clipboard.readText())).toEqual(raw);
  });

  test("show a long document in part until it is asked for", async () => {
    const notes = Object.fromEntries(
      Array.from({ length: 900 }, (_, index) => [`key${index}`, "a longer value"]),
    );
    const { user } = await openConsole(SEGMENT, [makeRequest(ID, { metadata: notes })]);
    const shown = () => section("Raw").getByText(/"trace_id"/).textContent.length;
    expect(shown()).toBe(20_000);
    await user.click(section("Raw").getByRole("button", { name: /^Show all [\d,]+ characters$/ }));
    expect(shown()).toBeGreaterThan(30_000);
    expect(section("Raw").queryByRole("button", { name: /^Show all/ })).toBeNull();
  });
});

describe("the tabs", () => {
  test("name the sections with how much is in them", async () => {
    await openConsole(SEGMENT, DOCUMENTS);
    expect(tabs().getAllByRole("link").map(textOf)).toEqual([
      "Exceptions1",
      "Overview",
      "Annotations3",
      "Metadata1",
      "Raw",
    ]);
  });

  test("lead to a section, without a new address", async () => {
    const { user, address } = await openConsole(SEGMENT, DOCUMENTS);
    expect(tabs().getByRole("link", { name: /^Exceptions/ }).ariaCurrent).toBe("true");
    await user.click(tabs().getByRole("link", { name: "Raw" }));
    expect(tabs().getByRole("link", { name: "Raw" }).ariaCurrent).toBe("true");
    expect(tabs().getByRole("link", { name: /^Exceptions/ }).ariaCurrent).toBeNull();
    expect(address()).toBe(SEGMENT);
  });

  test("of what a step does not have are no links", async () => {
    await openConsole(QUERY, DOCUMENTS);
    expect(tabs().getAllByRole("link").map(textOf)).toEqual(["Overview", "SQL", "Annotations1", "Raw"]);
    expect(tabs().getByText("Exceptions")).toBeDefined();
  });
});

describe("a query", () => {
  test("shows its statement in lines, and copies it in one", async () => {
    const { user } = await openConsole(QUERY, DOCUMENTS);
    const box = details().getByRole("region", { name: "SQL" }).querySelector("pre");
    const lines = (box?.textContent ?? "").trim().split("\n");
    expect(lines.length).toBeGreaterThan(3);
    expect(lines[0]).toMatch(/^SELECT/);
    await user.click(section("SQL").getByRole("button", { name: "Copy the SQL" }));
    expect(await navigator.clipboard.readText()).toBe(SELECT);
  });

  test("tells where it went and what it returned", async () => {
    await openConsole(QUERY, DOCUMENTS);
    expect(facts("Overview")).toMatchObject({
      Returned: "24 rows",
      Database: "PostgreSQL",
      Address: "postgresql://127.0.0.1:5432/cruddur",
    });
  });

  test("says in whose service it ran", async () => {
    await openConsole(QUERY, DOCUMENTS);
    expect(details().getByText("in backend-flask")).toBeDefined();
  });
});

describe("an exception", () => {
  test("is told with its kind and its stack, that of the runtime folded away", async () => {
    const { user } = await openConsole(THROWER, DOCUMENTS);
    const exceptions = section("Exceptions");
    expect(exceptions.getByText("deadlock detected")).toBeDefined();
    expect(exceptions.getByText("DatabaseError")).toBeDefined();
    expect(exceptions.getByText("listHome")).toBeDefined();
    expect(exceptions.getByText("repository.ts:42")).toBeDefined();
    expect(exceptions.queryByRole("listitem", { name: /processTicks/ })).toBeNull();
    await user.click(exceptions.getByText("1 frame of node"));
    expect(exceptions.getByText("processTicksAndRejections")).toBeDefined();
  });

  test("says who passed it on, and leads from there to where it was thrown", async () => {
    const { user } = await openConsole(SEGMENT, DOCUMENTS);
    await user.click(section("Exceptions").getByRole("button", { name: "update activities" }));
    expect(section("Exceptions").getByText("Recorded here, passed on by backend-flask.")).toBeDefined();
    expect(textOf(screen.getByRole("row", { selected: true }))).toContain("update activities");
  });

  test("says how many traces of the list have it, and leads to them", async () => {
    const { user, query } = await openConsole(THROWER, DOCUMENTS);
    expect(section("Exceptions").getByText(/^2 traces of 3 have this exception\./)).toBeDefined();
    await user.click(section("Exceptions").getByRole("link", { name: "Show the 2" }));
    await settle();
    expect(query()["filter"]).toContain("deadlock detected");
    expect(screen.getByRole("table", { name: "Traces" }).getAttribute("aria-rowcount")).toBe("3");
  });

  test("can be compared with a like request that worked", async () => {
    await openConsole(THROWER, DOCUMENTS);
    const link = section("Exceptions").getByRole("link", { name: "compare with one that worked" });
    expect(link.getAttribute("href")).toBe(`/compare/${ID}/${traceIdOf(3, 120)}`);
  });
});

describe("a run of alike steps", () => {
  const RUN = `/traces/${ID}?row=~${stepIdOf(ID, 2)}`;
  const six = makeRequest(ID, { durationMs: 120, queries: Array.from({ length: 6 }, () => SELECT) });

  test("is told together, and leads to each of them", async () => {
    const { user } = await openConsole(RUN, [six]);
    expect(textOf(details().getByRole("heading", { level: 2 }))).toBe("cruddur@127.0.0.1 ×6");
    expect(facts("Overview")["Took"]).toMatch(/together, 6 times$/);
    expect(tabs().getAllByRole("link").map(textOf)).toEqual(["Overview", "Steps"]);
    const steps = section("Steps").getAllByRole("button");
    expect(steps).toHaveLength(6);
    await user.click(steps[2] ?? document.body);
    await passTime(200);
    expect(location.search).toContain(stepIdOf(ID, 4));
  });
});

describe("the map of the trace", () => {
  const map = () => within(details().getByRole("group", { name: "Map of this trace" }));

  test("has the services that took part, with their times", async () => {
    await openConsole(SEGMENT, DOCUMENTS);
    const names = map()
      .getAllByRole("button")
      .map((node) => node.ariaLabel?.replaceAll(/\s/g, " "));
    expect(names).toContain("backend-flask, 120 ms");
    expect(names.find((name) => name?.startsWith("cruddur@127.0.0.1"))).toMatch(/2 calls$/);
  });

  test.each(["click", "Enter"])("leads to the first step of a node by %s", async (way) => {
    const { user } = await openConsole(SEGMENT, DOCUMENTS);
    const node = map().getByRole("button", { name: /^cruddur/ });
    if (way === "click") await user.click(node);
    else {
      node.focus();
      await user.keyboard("{Enter}");
    }
    expect(textOf(screen.getByRole("row", { selected: true }))).toContain("cruddur@127.0.0.1");
  });
});

describe("linked traces", () => {
  const first = stepIdOf(OTHER, 0);
  const linked = {
    ...makeRequest(ID),
    links: [
      {
        trace_id: OTHER,
        id: first,
        attributes: { "messaging.system": "sqs", "messaging.destination": "mail" },
      },
    ],
  };
  const rows = () =>
    within(details().getByRole("list", { name: "Linked traces" }))
      .getAllByRole("listitem")
      .map((row) => textOf(row).replaceAll(/\s/g, " "));

  test("are told in the order of time, with what led to what and how much later", async () => {
    const { user, address } = await openConsole(SEGMENT, [linked, DOCUMENTS[1] ?? {}]);
    expect(rows()).toEqual([
      expect.stringMatching(
        /^backend-flask GET \/api\/.*through queue mail, 3\d.0 s before, to backend-flask/,
      ),
      expect.stringMatching(/^this trace/),
    ]);
    await user.click(details().getByRole("link", { name: /^backend-flask GET/ }));
    await settle();
    expect(address()).toBe(`/traces/${OTHER}?row=${first}`);
    expect(textOf(screen.getByRole("row", { selected: true }))).toContain("backend-flask");
    expect(rows()).toEqual([
      expect.stringMatching(/^this trace/),
      expect.stringMatching(/^backend-flask GET .*through queue mail, 3\d.0 s later/),
    ]);
  });

  test("are drawn on one map, which stands in the address and closes with Escape", async () => {
    const { user, query } = await openConsole(SEGMENT, [linked, DOCUMENTS[1] ?? {}]);
    await user.click(details().getByRole("button", { name: "One map of the 2" }));
    const map = within(screen.getByRole("dialog", { name: "One map of the 2 traces" }));
    await settle();
    expect(map.getAllByRole("button", { name: /^backend-flask, .*2 calls/ })).toHaveLength(1);
    await passTime(200);
    expect(query()["map"]).toBe("linked");
    await user.click(map.getByRole("button", { name: "Close the map" }));
    await passTime(200);
    expect(query()["map"]).toBeUndefined();
  });

  test("are told of where nothing of them is kept", async () => {
    await openConsole(SEGMENT, [linked]);
    expect(rows().at(-1)).toContain(`${OTHER}, not kept`);
  });
});

describe("in a narrower window", () => {
  test("the details are a sheet that a row opens, and Escape closes", async () => {
    resizeWindow({ width: 1000 });
    const { user, address } = await openConsole(SEGMENT, DOCUMENTS);
    expect(screen.queryByRole("complementary", { name: "Details" })).toBeNull();
    await user.click(within(screen.getByRole("treegrid")).getByText("update activities"));
    const sheet = screen.getByRole("dialog", { name: "Details" });
    expect(document.activeElement).toBe(sheet);
    expect(within(sheet).getByText("deadlock detected")).toBeDefined();
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("dialog", { name: "Details" })).toBeNull();
    await passTime(200);
    expect(address()).toBe(THROWER);
  });

  test("the sheet is opened from the keyboard with Enter, and closed by its button", async () => {
    resizeWindow({ width: 1000 });
    const { user } = await openConsole(SEGMENT, DOCUMENTS);
    screen.getByRole("treegrid").focus();
    await user.keyboard("j{Enter}");
    expect(
      within(screen.getByRole("dialog", { name: "Details" })).getByRole("region", { name: "SQL" }),
    ).toBeDefined();
    await user.click(screen.getByRole("button", { name: "Close details" }));
    expect(screen.queryByRole("dialog", { name: "Details" })).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole("treegrid"));
  });
});
