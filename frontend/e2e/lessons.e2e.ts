/**
 * Each lesson as a person goes through it: read the question, switch on, do what it says, find the trace in the console by the
 * lesson's filter, and read there what the answer says.
 */
import { test } from "@playwright/test";
import type { APIRequestContext, Page } from "@playwright/test";
import { parseTraceHeader } from "../../backend/src/tracing/request/trace-header.ts";
import { addresses } from "../../scripts/e2e/addresses.ts";
import { details, expect, findings, findTrace, readLesson, stepRows, switchOn } from "./lesson.ts";
import { crudWith, HOME_API, openHome, traceIdOf, traceLink, writeCrud } from "./support.ts";
import { durationOf, queryOf, segmentOf, stepOf, stepsOf } from "./trace-documents.ts";

const FEED = "/api/activities/home";

const lastRequest = (page: Page) => page.getByRole("link", { name: /^Last request took / }).first();

/** Does something that asks the API, and answers the id of the trace that this made. */
async function traceOf(page: Page, act: () => Promise<void>, link = lastRequest(page)): Promise<string> {
  const before = (await link.getAttribute("href")) ?? "";
  await act();
  await expect(link).not.toHaveAttribute("href", before);
  return traceIdOf(link);
}

const chooseHome = (page: Page) => page.getByRole("link", { name: "Home" }).click();

async function likeCloud(page: Page, request: APIRequestContext) {
  const like = crudWith(page, "Cloud is fun!").getByRole("button", { name: /^Like/ }).first();
  const traceId = await traceOf(page, () => like.click());
  return { traceId, segment: await segmentOf(request, traceId, "/api/activities/") };
}

test.beforeEach(async ({ page }) => {
  test.setTimeout(240_000);
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
  const lesson = readLesson("slow-query");
  const before = await quickestFeed(request);
  await switchOn(page, lesson);
  const after = await quickestFeed(request);
  expect(after.statementSec).toBeGreaterThan(3 * before.statementSec);
  const traceId = await traceOf(page, () => chooseHome(page));
  const segment = await segmentOf(request, traceId, FEED);
  const query = stepOf(segment, "home-activities");
  expect(durationOf(query)).toBeGreaterThan(durationOf(segment) / 2);
  expect(query.annotations?.["rows"]).toBeLessThan(100);
  const steps = stepsOf(segment);
  expect(steps.filter(({ annotations }) => annotations?.["wait"] === true)).toEqual([]);
  const plan = steps.find(({ name }) => name === "plan of home-activities");
  expect(plan?.annotations?.["plan"]).toBe("Seq Scan on activities");
  expect(plan?.annotations?.["rows_read"]).toBeGreaterThan(40_000);

  await findTrace(page, lesson, traceId);
  await expect(stepRows(page, "wait for a connection")).toHaveCount(0);
  await stepRows(page, "plan of home-activities").click();
  const annotations = details(page).getByRole("region", { name: "Annotations" });
  await expect(annotations).toContainText("Seq Scan on activities");
  await page.goto(`${addresses.console}/compare/${traceId}/${before.traceId}`);
  const grown = page.getByRole("row").filter({ hasText: "home-activities" }).first();
  await expect(grown).toContainText("+");
});

/** What the feed's statement takes by itself: whatever else a machine does makes it longer, so the shortest of 30 tells. */
async function quickestFeed(request: APIRequestContext): Promise<{ traceId: string; statementSec: number }> {
  const traceIds: string[] = [];
  for (let count = 0; count < 30; count += 1) {
    const answer = await request.get(addresses.home);
    traceIds.push(parseTraceHeader(answer.headers()["x-amzn-trace-id"]).root ?? "");
  }
  const asked: { traceId: string; statementSec: number }[] = [];
  for (const traceId of traceIds) {
    const segment = await segmentOf(request, traceId, FEED);
    asked.push({ traceId, statementSec: durationOf(stepOf(segment, "home-activities")) });
  }
  const [quickest] = asked.toSorted((a, b) => a.statementSec - b.statementSec);
  if (!quickest) throw new Error("the feed was not asked for");
  return quickest;
}

test("n-plus-one: a pair of statements for each crud, one after the other", async ({ page, request }) => {
  const lesson = readLesson("n-plus-one");
  await switchOn(page, lesson);
  const traceId = await traceOf(page, () => chooseHome(page));
  const count = await crudWith(page, "").count();
  const queries = stepsOf(await segmentOf(request, traceId, FEED)).map(queryOf);
  expect(count).toBeGreaterThanOrEqual(10);
  expect(queries.filter((query) => query === "feed-author").length).toBeGreaterThanOrEqual(10);
  expect(queries.filter((query) => query === "feed-replies")).toHaveLength(
    queries.filter((query) => query === "feed-author").length,
  );
  await findTrace(page, lesson, traceId);
  await expect(findings(page)).toContainText(
    /The same select ran \d+ times, once for each row of feed-uuids/,
  );
  await stepRows(page, /select users|feed-author/)
    .first()
    .click();
  await expect(details(page)).toContainText("feed-author");
});

test("lock-wait: a like takes as long as a report that has nothing to do with it", async ({
  page,
  request,
}) => {
  const lesson = readLesson("lock-wait");
  await switchOn(page, lesson);
  const { segment, traceId } = await likeCloud(page, request);
  const like = stepOf(segment, "like-activity");
  expect(durationOf(like)).toBeGreaterThan(durationOf(stepOf(segment, "report-likes")) / 2);
  expect(like.start_time).toBeGreaterThanOrEqual(stepOf(segment, "lock-activity").end_time ?? Number.NaN);
  const wait = stepsOf(segment).find(({ name }) => name === "lock wait");
  expect(wait?.annotations?.["blocked_by"]).toMatch(/generate_series|update activities/);
  await findTrace(page, lesson, traceId);
  await stepRows(page, "lock wait").first().click();
  const annotations = details(page).getByRole("region", { name: "Annotations" });
  await expect(annotations).toContainText("blocked_by");
  await expect(annotations).toContainText("waiting");
});

test("deadlock: one of two locks fails with 40P01", async ({ page, request }) => {
  const lesson = readLesson("deadlock");
  await switchOn(page, lesson);
  const { segment, traceId } = await likeCloud(page, request);
  expect(segment.fault).toBe(true);
  const codes = stepsOf(segment).map(({ annotations }) => annotations?.["error_code"]);
  expect(codes).toContain("40P01");
  await findTrace(page, lesson, traceId);
  await expect(findings(page)).toContainText("deadlock detected");
});

test("unique-violation: the same words twice fail with 23505", async ({ page, request }) => {
  const lesson = readLesson("unique-violation");
  await switchOn(page, lesson);
  const message = `Said at ${Date.now()}`;
  await traceOf(page, () => writeCrud(page, message));
  const traceId = await traceOf(page, () => writeCrud(page, message));
  const segment = await segmentOf(request, traceId, "/api/activities");
  const step = stepOf(segment, "create-activity");
  expect(step).toMatchObject({ fault: true, namespace: "remote", annotations: { error_code: "23505" } });
  expect(step.cause?.exceptions?.[0]?.message).toContain("activities_pkey");
  await findTrace(page, lesson, traceId);
  await expect(findings(page)).toContainText(
    /duplicate key value violates unique constraint .*activities_pkey/,
  );
});

test("pool-exhausted: a wait of five seconds, and no statement of the feed after it", async ({
  page,
  request,
}) => {
  const lesson = readLesson("pool-exhausted");
  await switchOn(page, lesson);
  let traceId = "";
  await expect(async () => {
    traceId = await traceOf(page, () => chooseHome(page));
    await expect(page.getByRole("main")).toContainText("503", { timeout: 1_000 });
  }).toPass({ timeout: 120_000 });
  const segment = await segmentOf(request, traceId, FEED);
  const failed = stepsOf(segment).filter(({ name, fault }) => name === "wait for a connection" && fault);
  expect(failed).toHaveLength(1);
  expect(stepsOf(segment).map(queryOf)).not.toContain("home-activities");
  await findTrace(page, lesson, traceId);
  await stepRows(page, "wait for a connection").first().click();
  const annotations = details(page).getByRole("region", { name: "Annotations" });
  await expect(annotations).toContainText("pool_size");
  await expect(annotations).toContainText("ahead");
  await expect(stepRows(page, "home-activities")).toHaveCount(0);
});

test("unhandled-exception: the segment's own exception names the line", async ({ page, request }) => {
  const lesson = readLesson("unhandled-exception");
  await switchOn(page, lesson);
  const worf = page.getByRole("main").getByRole("link", { name: /Worf/ }).first();
  const traceId = await traceOf(page, () => worf.click());
  await expect(page.getByRole("main")).toContainText("500");
  const segment = await segmentOf(request, traceId, "/api/activities/@");
  expect(stepsOf(segment).filter(({ fault }) => fault)).toEqual([]);
  const exception = segment.cause?.exceptions?.[0];
  expect(exception?.type).toBe("TypeError");
  expect(exception?.stack[0]?.path).toMatch(/faulty-activities\.ts$/);
  await findTrace(page, lesson, traceId);
  await expect(findings(page)).toContainText("Cannot read properties of undefined");
  await stepRows(page, "backend-flask").first().click();
  await expect(details(page)).toContainText("TypeError");
  await expect(details(page)).toContainText("faulty-activities.ts");
});

test("too-many-requests: the API turns the reader away before the database is asked", async ({
  page,
  request,
}) => {
  const lesson = readLesson("too-many-requests");
  await switchOn(page, lesson);
  let status = 0;
  for (let count = 0; count < 30 && status !== 429; count += 1) {
    const answered = page.waitForResponse(HOME_API);
    await chooseHome(page);
    status = (await answered).status();
  }
  await expect(page.getByRole("main")).toContainText("429");
  const traceId = await traceIdOf(lastRequest(page));
  const segment = await segmentOf(request, traceId, FEED);
  expect(segment).toMatchObject({ throttle: true, http: { response: { status: 429 } } });
  expect(stepsOf(segment)).toEqual([]);
  await findTrace(page, lesson, traceId);
  await expect(findings(page)).toContainText("429");
});

test("slow-third-party: the call to moderation fills the trace, and the statement is short", async ({
  page,
  request,
}) => {
  const lesson = readLesson("slow-third-party");
  await switchOn(page, lesson);
  const traceId = await traceOf(page, () => writeCrud(page, `Moderated at ${Date.now()}`));
  const segment = await segmentOf(request, traceId, "/api/activities");
  const call = stepsOf(segment).find(({ name }) => name === "moderation");
  expect(call).toMatchObject({ namespace: "remote", http: { response: { status: 200 } } });
  const callSec = call === undefined ? Number.NaN : durationOf(call);
  expect(callSec).toBeGreaterThan(durationOf(stepOf(segment, "create-activity")));
  await findTrace(page, lesson, traceId);
  await expect(stepRows(page, "moderation").first()).toBeVisible();
  await expect(findings(page)).toContainText(
    /moderation .* took .+ of the response|went by waiting for moderation/,
  );
});

test("large-payload: a step embeds what makes the answer long", async ({ page, request }) => {
  const lesson = readLesson("large-payload");
  const usually = await traceOf(page, () => chooseHome(page), traceLink(page));
  const lengthIn = async (traceId: string) => {
    const steps = stepsOf(await segmentOf(request, traceId, "/", "cruddur-web"));
    const call = steps.find(({ http }) => http?.request?.url?.endsWith(FEED));
    return call?.http?.response?.content_length;
  };
  // The call is told of when it begins, too.
  await expect.poll(() => lengthIn(usually)).toBeLessThan(100_000);
  await switchOn(page, lesson);
  const traceId = await traceOf(page, () => chooseHome(page));
  const segment = await segmentOf(request, traceId, FEED);
  const step = stepsOf(segment).find(({ name }) => name === "embed avatars");
  expect(step?.annotations?.["bytes"]).toBeGreaterThan(1_000_000);
  await expect.poll(() => lengthIn(traceId)).toBeGreaterThan(1_000_000);
  await findTrace(page, lesson, traceId);
  await stepRows(page, "embed avatars").click();
  await expect(details(page).getByRole("region", { name: "Annotations" })).toContainText("bytes");
});

test("unclosed-step: the API's part of a search never comes, until the step is ended", async ({
  page,
  request,
}) => {
  const lesson = readLesson("unclosed-step");
  await switchOn(page, lesson);
  const search = page.getByRole("searchbox").first();
  await search.fill("coffee");
  await search.press("Enter");
  const link = traceLink(page);
  await expect(link).toBeVisible();
  const traceId = await traceIdOf(link);
  const openedTrace = page.waitForEvent("popup");
  await link.click();
  const trace = await openedTrace;
  await expect(stepRows(trace, "cruddur-web").first()).toBeVisible();
  await expect(stepRows(trace, "rank results")).toHaveCount(0);

  await page.getByRole("button", { name: "Change scenarios" }).click();
  const dialog = page.getByRole("dialog", { name: "Scenarios" });
  await expect(dialog.getByText(/Never sent/)).toContainText(traceId);
  await dialog.getByRole("switch", { name: lesson.title }).click();
  const segment = await segmentOf(request, traceId, "/api/activities/search");
  const step = stepsOf(segment).find(({ name }) => name === "rank results");
  expect(step?.end_time).toBeGreaterThan(segment.end_time ?? Number.NaN);
  await expect(stepRows(trace, "rank results")).toBeVisible();
});

test("one-percent: the page says that a request was not sampled, and the console which rule let it go", async ({
  page,
  request,
}) => {
  const lesson = readLesson("one-percent");
  await switchOn(page, lesson);
  const notSampled = page.getByRole("main").getByRole("link", { name: /^Loaded in .+, not sampled$/ });
  // Until the backend has asked for the rules again.
  await expect(async () => {
    await chooseHome(page);
    await expect(notSampled).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 60_000 });
  const openedConsole = page.waitForEvent("popup");
  await notSampled.click();
  const sampling = await openedConsole;
  const rule = sampling.getByRole("listitem").filter({ hasText: "cruddur-one-percent" });
  await expect(rule.first()).toContainText("1 %");
  await expect(rule.first()).toContainText(/seen\s*[1-9]/);

  const sampled = await askUntilSampled(request);
  await segmentOf(request, sampled, FEED);
  await page.goto(`${addresses.console}/traces/${sampled}`);
  await expect(stepRows(page, "backend-flask").first()).toBeVisible();
  await stepRows(page, "backend-flask").first().click();
  await expect(details(page)).toContainText("cruddur-one-percent");
});

/** One in a hundred: that none of 2,000 is happens less than once in a hundred million runs. */
async function askUntilSampled(request: APIRequestContext): Promise<string> {
  for (let count = 0; count < 2_000; count += 1) {
    const answer = await request.get(addresses.home, { headers: { "X-Amzn-Trace-Id": "Sampled=?" } });
    const { root, sampled } = parseTraceHeader(answer.headers()["x-amzn-trace-id"]);
    if (root !== undefined && sampled === "1") return root;
  }
  throw new Error("none of 2,000 requests was sampled");
}
