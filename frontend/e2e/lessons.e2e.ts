/** Each lesson as a person goes through it: switch on, do what it says, find in the console what the answer says. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import type { APIRequestContext, Locator, Page } from "@playwright/test";
import { addresses } from "../../scripts/e2e/addresses.ts";
import { crudWith, HOME, openHome, traceIdOf, traceLink, writeCrud } from "./support.ts";

const LESSONS = join(import.meta.dirname, "../../docs/lessons");

interface Entity {
  name: string;
  start_time: number;
  end_time?: number;
  fault?: boolean;
  throttle?: boolean;
  namespace?: string;
  annotations?: Readonly<Record<string, string | number | boolean>>;
  http?: { request?: { url?: string }; response?: { status?: number; content_length?: number } };
  cause?: { exceptions?: readonly { type: string; message: string; stack: readonly { path: string }[] }[] };
  subsegments?: readonly Entity[];
}

/** The filter of a lesson: the first thing under "What to look for". */
function filterOf(lesson: string): string {
  const text = readFileSync(join(LESSONS, `${lesson}.md`), "utf8");
  const filter = /\*\*What to look for\.\*\* `([^`]+)`/.exec(text)?.[1];
  if (filter === undefined) throw new Error(`${lesson} has no filter`);
  return filter;
}

async function switchOn(page: Page, title: string): Promise<void> {
  await page.getByRole("button", { name: "Change scenarios" }).click();
  const control = page.getByRole("dialog", { name: "Scenarios" }).getByRole("switch", { name: title });
  test.skip((await control.getAttribute("aria-disabled")) === "true", `${title} needs a Postgres server`);
  await control.click();
  await expect(control).toHaveAttribute("aria-checked", "true", { timeout: 60_000 });
  await page.keyboard.press("Escape");
}

const lastRequest = (page: Page) => page.getByRole("link", { name: /^Last request took / }).first();

/** Chooses Home, and answers the id of the trace that this made. */
async function chooseHome(page: Page): Promise<string> {
  const before = (await lastRequest(page).getAttribute("href")) ?? "";
  await page.getByRole("link", { name: "Home" }).click();
  await expect(lastRequest(page)).not.toHaveAttribute("href", before, { timeout: 15_000 });
  return traceIdOf(lastRequest(page));
}

/** Puts the filter of a lesson into the console's box, as typed, and opens the trace from its row. */
async function findTrace(page: Page, lesson: string, traceId: string): Promise<void> {
  await page.goto(`${addresses.console}/traces`);
  const filter = page.getByRole("combobox", { name: "Filter expression" });
  await filter.fill(filterOf(lesson));
  await expect(page.getByText(/^[1-9][\d,]* matched of [\d,]+ scanned$/)).toBeVisible();
  const row = page.getByRole("row").locator(`a[href*="${traceId}"]`).first();
  await expect(row).toBeVisible();
  await row.click();
  await expect(page.getByRole("treegrid", { name: "Steps of the trace" })).toBeVisible();
}

/** The segment of the API in a trace, once it is there. */
async function segmentOf(request: APIRequestContext, traceId: string, path: string): Promise<Entity> {
  let found: Entity | undefined;
  await expect
    .poll(
      async () => {
        const answer = await request.post(`${addresses.console}/Traces`, { data: { TraceIds: [traceId] } });
        const { Traces } = (await answer.json()) as { Traces: { Segments: { Document: string }[] }[] };
        const segments = (Traces[0]?.Segments ?? []).map(({ Document }) => JSON.parse(Document) as Entity);
        found = segments.find(
          ({ name, http }) =>
            name === "backend-flask" && new URL(http?.request?.url ?? HOME).pathname.startsWith(path),
        );
        return found !== undefined;
      },
      { timeout: 20_000 },
    )
    .toBe(true);
  if (!found) throw new Error("no segment of the API");
  return found;
}

function stepsOf(entity: Entity): Entity[] {
  return (entity.subsegments ?? []).flatMap((step) => [step].concat(stepsOf(step)));
}

const durationOf = ({ start_time: start, end_time: end = Number.NaN }: Entity) => end - start;
const queryOf = ({ annotations }: Entity) => annotations?.["query"];

function stepOf(segment: Entity, query: string): Entity {
  const found = stepsOf(segment).find((step) => queryOf(step) === query);
  if (!found) throw new Error(`no step ${query} among ${stepsOf(segment).map(queryOf).join(", ")}`);
  return found;
}

const stepRows = (page: Page): Locator =>
  page.getByRole("treegrid", { name: "Steps of the trace" }).getByRole("row");

test.beforeEach(async ({ page }) => {
  test.setTimeout(120_000);
  await openHome(page);
});
test.afterEach(async ({ request }) => {
  const answer = await request.delete(`${addresses.api}/api/scenarios`, { timeout: 60_000 });
  expect(answer.ok()).toBe(true);
});

test("slow-query: the feed's statement fills the request, waits for nothing, and reads what it does not give", async ({
  page,
  request,
}) => {
  // The first request after a start is slow by itself: the shortest of three is what the statement usually takes.
  const usualSec: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    const before = await segmentOf(request, await chooseHome(page), "/api/activities/home");
    usualSec.push(durationOf(stepOf(before, "home-activities")));
  }
  await switchOn(page, "Slow query");
  const traceId = await chooseHome(page);
  const segment = await segmentOf(request, traceId, "/api/activities/home");
  const query = stepOf(segment, "home-activities");
  expect(durationOf(query)).toBeGreaterThan(3 * Math.min(...usualSec));
  expect(durationOf(query)).toBeGreaterThan(durationOf(segment) / 2);
  expect(query.annotations?.["rows"]).toBeLessThan(100);
  const steps = stepsOf(segment);
  expect(steps.filter(({ annotations }) => annotations?.["wait"] === true)).toEqual([]);
  const plan = steps.find(({ name }) => name === "plan of home-activities");
  expect(plan?.annotations?.["plan"]).toBe("Seq Scan on activities");
  expect(plan?.annotations?.["rows_read"]).toBeGreaterThan(40_000);
  await findTrace(page, "slow-query", traceId);
  await stepRows(page).filter({ hasText: "plan of home-activities" }).click();
  const annotations = page.getByRole("complementary", { name: "Details" }).getByRole("region", {
    name: "Annotations",
  });
  await expect(annotations).toContainText("Seq Scan on activities");
});

test("n-plus-one: a pair of statements for each crud, one after the other", async ({ page, request }) => {
  await switchOn(page, "N+1 queries");
  const traceId = await chooseHome(page);
  const count = await page
    .getByRole("main")
    .getByRole("article", { name: /^Crud by / })
    .count();
  const segment = await segmentOf(request, traceId, "/api/activities/home");
  const queries = stepsOf(segment).map(queryOf);
  expect(count).toBeGreaterThanOrEqual(10);
  expect(queries.filter((query) => query === "feed-author").length).toBeGreaterThanOrEqual(10);
  expect(queries.filter((query) => query === "feed-replies")).toHaveLength(
    queries.filter((query) => query === "feed-author").length,
  );
  await findTrace(page, "n-plus-one", traceId);
  await stepRows(page)
    .filter({ hasText: /select users|feed-author/ })
    .first()
    .click();
  await expect(page.getByRole("complementary", { name: "Details" })).toContainText("feed-author");
});

test("lock-wait: a like takes as long as a report that has nothing to do with it", async ({
  page,
  request,
}) => {
  await switchOn(page, "Lock wait");
  const { segment, traceId } = await likeCloud(page, request);
  expect(durationOf(stepOf(segment, "like-activity"))).toBeGreaterThan(
    durationOf(stepOf(segment, "report-likes")) / 2,
  );
  const wait = stepsOf(segment).find(({ name }) => name === "lock wait");
  expect(wait?.annotations?.["blocked_by"]).toMatch(/generate_series|update activities/);
  await findTrace(page, "lock-wait", traceId);
  await expect(stepRows(page).filter({ hasText: "lock wait" }).first()).toBeVisible();
});

test("deadlock: one of two locks fails with 40P01", async ({ page, request }) => {
  await switchOn(page, "Deadlock");
  const { segment, traceId } = await likeCloud(page, request);
  expect(segment.fault).toBe(true);
  const codes = stepsOf(segment).map(({ annotations }) => annotations?.["error_code"]);
  expect(codes).toContain("40P01");
  await findTrace(page, "deadlock", traceId);
  await expect(page.getByText(/deadlock detected/).first()).toBeVisible();
});

test("unique-violation: the same words twice fail with 23505", async ({ page, request }) => {
  await switchOn(page, "Unique violation");
  const message = `Said at ${Date.now()}`;
  for (let count = 0; count < 2; count += 1) {
    const before = (await lastRequest(page).getAttribute("href")) ?? "";
    await writeCrud(page, message);
    await expect(lastRequest(page)).not.toHaveAttribute("href", before, { timeout: 15_000 });
  }
  const traceId = await traceIdOf(lastRequest(page));
  const segment = await segmentOf(request, traceId, "/api/activities");
  const step = stepOf(segment, "create-activity");
  expect(step).toMatchObject({ fault: true, annotations: { error_code: "23505" } });
  expect(step.cause?.exceptions?.[0]?.message).toContain("activities_pkey");
  await findTrace(page, "unique-violation", traceId);
  await expect(page.getByText(/activities_pkey/).first()).toBeVisible();
});

test("pool-exhausted: a wait of five seconds, and no statement of the feed after it", async ({
  page,
  request,
}) => {
  await switchOn(page, "Pool exhausted");
  let traceId = "";
  await expect(async () => {
    traceId = await chooseHome(page);
    await expect(page.getByRole("main")).toContainText("503", { timeout: 1_000 });
  }).toPass({ timeout: 100_000 });
  const segment = await segmentOf(request, traceId, "/api/activities/home");
  const failed = stepsOf(segment).filter(({ name, fault }) => name === "wait for a connection" && fault);
  expect(failed).toHaveLength(1);
  expect(stepsOf(segment).map(queryOf)).not.toContain("home-activities");
  await findTrace(page, "pool-exhausted", traceId);
  await expect(stepRows(page).filter({ hasText: "wait for a connection" }).first()).toBeVisible();
});

test("unhandled-exception: the segment's own exception names the line", async ({ page, request }) => {
  await switchOn(page, "Unhandled exception");
  const before = (await lastRequest(page).getAttribute("href")) ?? "";
  await page.getByRole("main").getByRole("link", { name: /Worf/ }).first().click();
  await expect(lastRequest(page)).not.toHaveAttribute("href", before);
  const traceId = await traceIdOf(lastRequest(page));
  const segment = await segmentOf(request, traceId, "/api/activities/@");
  expect(stepsOf(segment).filter(({ fault }) => fault)).toEqual([]);
  const exception = segment.cause?.exceptions?.[0];
  expect(exception?.type).toBe("TypeError");
  expect(exception?.stack[0]?.path).toMatch(/faulty-activities\.ts$/);
  await findTrace(page, "unhandled-exception", traceId);
  await expect(page.getByText(/Cannot read properties of undefined/).first()).toBeVisible();
});

test("too-many-requests: the API turns the reader away before the database is asked", async ({
  page,
  request,
}) => {
  await switchOn(page, "429");
  let traceId = "";
  await expect(async () => {
    traceId = await chooseHome(page);
    await expect(page.getByRole("main")).toContainText("429", { timeout: 500 });
  }).toPass({ timeout: 30_000, intervals: [0] });
  const segment = await segmentOf(request, traceId, "/api/activities/home");
  expect(segment).toMatchObject({ throttle: true, http: { response: { status: 429 } } });
  expect(stepsOf(segment)).toEqual([]);
  await findTrace(page, "too-many-requests", traceId);
});

test("slow-third-party: the call to moderation fills the trace, and the statement is short", async ({
  page,
  request,
}) => {
  await switchOn(page, "Slow third party");
  const before = (await lastRequest(page).getAttribute("href")) ?? "";
  await writeCrud(page, `Moderated at ${Date.now()}`);
  await expect(lastRequest(page)).not.toHaveAttribute("href", before, { timeout: 20_000 });
  const traceId = await traceIdOf(lastRequest(page));
  const segment = await segmentOf(request, traceId, "/api/activities");
  const call = stepsOf(segment).find(({ name }) => name === "moderation");
  expect(call).toMatchObject({ namespace: "remote", http: { response: { status: 200 } } });
  expect(durationOf(call as Entity)).toBeGreaterThan(durationOf(stepOf(segment, "create-activity")));
  await findTrace(page, "slow-third-party", traceId);
  await expect(stepRows(page).filter({ hasText: "moderation" }).first()).toBeVisible();
});

test("large-payload: a step embeds what makes the answer long", async ({ page, request }) => {
  await switchOn(page, "Large payload");
  const traceId = await chooseHome(page);
  const segment = await segmentOf(request, traceId, "/api/activities/home");
  const step = stepsOf(segment).find(({ name }) => name === "embed avatars");
  expect(step?.annotations?.["bytes"]).toBeGreaterThan(1_000_000);
  await findTrace(page, "large-payload", traceId);
  await expect(stepRows(page).filter({ hasText: "embed avatars" })).toBeVisible();
});

test("unclosed-step: the API's part of a search never comes, until the step is ended", async ({
  page,
  request,
}) => {
  await switchOn(page, "A step never closed");
  const search = page.getByRole("searchbox").first();
  await search.fill("coffee");
  await search.press("Enter");
  await expect(traceLink(page)).toBeVisible();
  const traceId = await traceIdOf(traceLink(page));
  await page.getByRole("button", { name: "Change scenarios" }).click();
  const dialog = page.getByRole("dialog", { name: "Scenarios" });
  await expect(dialog.getByText(/Never sent/)).toContainText(traceId);
  await dialog.getByRole("switch", { name: "A step never closed" }).click();
  const segment = await segmentOf(request, traceId, "/api/activities/search");
  const step = stepsOf(segment).find(({ name }) => name === "rank results");
  expect(step?.end_time).toBeGreaterThan(segment.end_time ?? Number.NaN);
});

async function likeCloud(page: Page, request: APIRequestContext) {
  const before = (await lastRequest(page).getAttribute("href")) ?? "";
  await crudWith(page, "Cloud is fun!").getByRole("button", { name: /^Like/ }).first().click();
  await expect(lastRequest(page)).not.toHaveAttribute("href", before, { timeout: 15_000 });
  const traceId = await traceIdOf(lastRequest(page));
  return { traceId, segment: await segmentOf(request, traceId, "/api/activities/") };
}
