import { expect, test } from "@playwright/test";
import type { APIRequestContext, Page } from "@playwright/test";
import { addresses } from "../../scripts/e2e/addresses.ts";
import { HOME, openHome, traceIdOf, traceLink, writeCrud } from "./support.ts";

interface Entity {
  id: string;
  parent_id?: string;
  name: string;
  origin?: string;
  user?: string;
  in_progress?: boolean;
  start_time: number;
  end_time?: number;
  fault?: boolean;
  cause?: { exceptions?: readonly { type: string; message: string; stack: readonly unknown[] }[] };
  annotations?: Readonly<Record<string, unknown>>;
  http?: { request?: { url?: string; method?: string } };
  subsegments?: readonly Entity[];
}

async function segmentsOf(request: APIRequestContext, traceId: string): Promise<readonly Entity[]> {
  const answer = await request.post(`${addresses.console}/Traces`, { data: { TraceIds: [traceId] } });
  const { Traces } = (await answer.json()) as { Traces: { Segments: { Document: string }[] }[] };
  return (Traces[0]?.Segments ?? []).map(({ Document }) => JSON.parse(Document) as Entity);
}

/** The page's segment, once it is complete. */
async function pageSegment(request: APIRequestContext, traceId: string): Promise<Entity> {
  let found: Entity | undefined;
  await expect
    .poll(
      async () => {
        found = (await segmentsOf(request, traceId)).find(({ name }) => name === "cruddur-web");
        return found?.end_time;
      },
      { timeout: 15_000 },
    )
    .toBeGreaterThan(0);
  if (!found) throw new Error("no segment of the page");
  return found;
}

function callTo(segment: Entity, path: string): Entity | undefined {
  return segment.subsegments?.find(({ http }) => new URL(http?.request?.url ?? HOME).pathname === path);
}

/** Seconds. */
function durationOf(entity: Entity | undefined): number {
  if (entity?.end_time === undefined) throw new Error(`${entity?.name ?? "The entity"} has no end`);
  return entity.end_time - entity.start_time;
}

/** Headers of the requests to the API, by path. */
function watchHeaders(page: Page) {
  const headers: [path: string, header: string][] = [];
  page.on("request", (each) => {
    const header = each.headers()["x-amzn-trace-id"];
    if (header) headers.push([new URL(each.url()).pathname, header]);
  });
  return headers;
}

test("one page load is one trace, from the browser over Express to Postgres", async ({ page, request }) => {
  await openHome(page);
  const traceId = await traceIdOf(traceLink(page));
  const segment = await pageSegment(request, traceId);
  expect(segment).toMatchObject({
    origin: "AWS::RUM::AppMonitor",
    user: "andrewbrown",
    annotations: { activity: "page_load", page: "/" },
    http: { request: { url: `${HOME}/` } },
  });
  expect(segment.parent_id).toBeUndefined();
  for (const vital of ["ttfb_ms", "fcp_ms", "lcp_ms"])
    expect(segment.annotations?.[vital]).toBeGreaterThan(0);
  expect(segment.annotations?.["cls"]).toBeLessThan(0.1);

  const names = segment.subsegments?.map(({ name }) => name) ?? [];
  expect(names[0]).toBe("navigation");
  expect(names.some((name) => name.endsWith(".js"))).toBe(true);
  const call = callTo(segment, "/api/activities/home");
  const segments = await segmentsOf(request, traceId);
  const express = segments.find(({ parent_id }) => parent_id === call?.id);
  expect(express?.name).toBe("backend-flask");
  const query = express?.subsegments?.find(({ name }) => name.includes("@"));
  const database = segments.find(({ parent_id }) => parent_id === query?.id);
  expect(database?.origin).toBe("Database::SQL");

  // What was caused took no longer than what caused it, each by its own clock.
  expect(durationOf(database)).toBeLessThanOrEqual(durationOf(express));
  expect(durationOf(express)).toBeLessThanOrEqual(durationOf(call));
  expect(durationOf(call)).toBeLessThanOrEqual(durationOf(segment));
});

test("the first request asks the rules, the others of the trace say what was answered", async ({ page }) => {
  const headers = watchHeaders(page);
  await openHome(page);
  await expect.poll(() => headers.length).toBeGreaterThan(2);
  const [first, ...others] = headers;
  expect(first?.[0]).toBe("/api/activities/home");
  expect(first?.[1]).toMatch(/;Parent=[0-9a-f]{16};Sampled=\?$/);
  // One that waited too long for the answer asks itself.
  for (const [, header] of others) expect(header).toMatch(/;Sampled=[1?]$/);
  expect(new Set(headers.map(([, header]) => header.split(";")[0])).size).toBe(1);
});

test("what the rules let go is not told", async ({ page }) => {
  const told: string[] = [];
  page.on("request", (each) => {
    if (each.url().endsWith("/api/xray/segments")) told.push(each.url());
  });
  await page.route(/\/api\/(activities|session|trending|users|scenarios)/, async (route) => {
    const answer = await route.fetch();
    const decision = answer.headers()["x-amzn-trace-id"]?.replace("Sampled=1", "Sampled=0");
    const headers = { ...answer.headers(), ...(decision ? { "x-amzn-trace-id": decision } : {}) };
    await route.fulfill({ response: answer, headers });
  });
  const headers = watchHeaders(page);
  await openHome(page);
  const link = page.getByRole("link", { name: /^Loaded in .+, not sampled$/ });
  await expect(link).toHaveAttribute("href", new RegExp(`^${addresses.console}/sampling\\?try=`));
  // One that waited too long for the answer asks itself.
  for (const [, header] of headers) expect(header).toMatch(/;Sampled=[0?]$/);
  await page.goto("about:blank");
  expect(told).toEqual([]);
});

test("another page and what is sent are traces of their own", async ({ page, request }) => {
  await openHome(page);
  const loadId = await traceIdOf(traceLink(page));
  await page.getByRole("link", { name: "Notifications" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Notifications" })).toBeVisible();
  await expect(traceLink(page)).toBeVisible();
  const changeId = await traceIdOf(traceLink(page));
  expect(changeId).not.toBe(loadId);
  const change = await pageSegment(request, changeId);
  expect(change.annotations).toMatchObject({ activity: "route_change", page: "/notifications" });
  expect(callTo(change, "/api/activities/notifications")).toBeDefined();

  await page.getByRole("link", { name: "Home" }).click();
  await writeCrud(page, `Traced at ${Date.now()}`);
  const sentLink = page.getByRole("status").getByRole("link", { name: /^Sent in / });
  const action = await pageSegment(request, await traceIdOf(sentLink));
  expect(action.annotations).toMatchObject({ activity: "action", page: "/" });
  expect(callTo(action, "/api/activities")?.http?.request?.method).toBe("POST");
});

test("an error that nobody caught is told with its cause", async ({ page, request }) => {
  await page.addInitScript(() => {
    addEventListener("load", () => {
      setTimeout(() => {
        throw new RangeError("a crud too far");
      });
    });
  });
  await openHome(page);
  const segment = await pageSegment(request, await traceIdOf(traceLink(page)));
  expect(segment.fault).toBe(true);
  expect(segment.cause?.exceptions?.[0]).toMatchObject({ type: "RangeError", message: "a crud too far" });
});

test("a page that is left at once is told all the same", async ({ page, request }) => {
  await page.goto(HOME);
  const traceId = await traceIdOf(traceLink(page));
  await page.goto("about:blank");
  const segment = await pageSegment(request, traceId);
  expect(segment.annotations).toMatchObject({ activity: "page_load" });
});

test("a failed request marks the trace of the page", async ({ page, request }) => {
  await openHome(page);
  await page.goto(`${HOME}/@nobody_at_all`);
  await expect(page.getByText("Gone, or never here.")).toBeVisible();
  const segment = await pageSegment(request, await traceIdOf(traceLink(page)));
  expect(segment).toMatchObject({ error: true, annotations: { page: "/@:handle" } });
});
