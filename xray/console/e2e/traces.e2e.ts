import { expect, test } from "@playwright/test";
import type { Locator, Page } from "@playwright/test";
import { makeHex, makeTraceId, sendSegment } from "../../../scripts/e2e/segments.ts";

interface Sent {
  id: string;
  path: string;
}

/** Sends the segment of a request that began just now, under a path that no other test uses. */
async function sendTrace(
  answer: { status?: number; responseSec?: number; path?: string } = {},
): Promise<Sent> {
  const { status = 200, responseSec = 0.02, path = `/e2e/${crypto.randomUUID().slice(0, 8)}` } = answer;
  const startSec = Date.now() / 1000 - responseSec;
  const id = makeTraceId(startSec);
  await sendSegment({
    name: "e2e",
    id: makeHex(16),
    trace_id: id,
    start_time: startSec,
    end_time: startSec + responseSec,
    ...(status >= 500 ? { fault: true } : {}),
    http: { request: { method: "GET", url: `http://localhost:9${path}` }, response: { status } },
  });
  return { id, path };
}

function rowOf(page: Page, trace: Sent) {
  return page.getByRole("row").filter({ hasText: trace.path });
}

/** The list, with the answer to its first question and the stream open. */
async function openTraces(page: Page, query = ""): Promise<void> {
  await sendTrace();
  const stream = page.waitForResponse((response) => response.url().endsWith("/stream"));
  await page.goto(`/traces${query}`);
  await stream;
  await expect(page.getByRole("link", { name: /^\/e2e\// }).first()).toBeVisible();
}

const counts = (page: Page) => page.getByText(/ matched of .* scanned$/);

test("a trace appears by itself when it arrives", async ({ page }) => {
  await openTraces(page);
  const trace = await sendTrace();
  await expect(rowOf(page, trace)).toBeVisible();
});

test("paused, the list keeps still and loses nothing", async ({ page }) => {
  await openTraces(page);
  await page.keyboard.press("Space");
  await expect(page.getByText(/^Paused at /)).toBeVisible();
  const trace = await sendTrace();
  await expect(page.getByText(/1 trace waits/)).toBeVisible();
  await expect(rowOf(page, trace)).toHaveCount(0);
  await page.getByRole("button", { name: "Show them" }).click();
  await expect(rowOf(page, trace)).toBeVisible();
});

test("a refiner writes itself into the filter, with Alt its opposite, and Back takes it out", async ({
  page,
}) => {
  const failed = await sendTrace({ status: 500 });
  await openTraces(page);
  await page.getByRole("button", { name: /^fault 500/ }).click();
  await expect(page).toHaveURL(/filter=http\.status\+%3D\+500/);
  await expect(rowOf(page, failed)).toBeVisible();
  await page.goBack();
  await page.getByRole("button", { name: /^fault 500/ }).click({ modifiers: ["Alt"] });
  await expect(page).toHaveURL(/filter=%21http\.status\+%3D\+500/);
  await expect(rowOf(page, failed)).toHaveCount(0);
});

test("the plot is brushed with keys alone, and the brush becomes filter and range", async ({ page }) => {
  await openTraces(page);
  await page.keyboard.press("b");
  await expect(page).toHaveURL(/brush=/);
  await expect(page.getByText(/selected of .* matched/)).toBeVisible();
  await expect(page.getByText(/Most different first/)).toBeVisible();
  const brushed = page.url();
  await page.keyboard.press("ArrowDown");
  await expect(page).not.toHaveURL(brushed);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/filter=responsetime.*timeRange=/);
  await expect(counts(page)).toBeVisible();
});

test("completion offers what exists and Tab takes it", async ({ page }) => {
  await openTraces(page);
  await page.keyboard.press("/");
  await page.keyboard.type('service("e2');
  await expect(page.getByRole("option").first()).toContainText('"e2e"');
  await page.keyboard.press("Tab");
  await page.keyboard.type(")");
  await expect(page).toHaveURL(/filter=service/);
});

test("two traces are chosen and compared by keys", async ({ page }) => {
  const slow = await sendTrace({ responseSec: 0.3 });
  await openTraces(page, "?filter=service(%22e2e%22)");
  await expect(rowOf(page, slow)).toBeVisible();
  for (const key of ["j", "x", "j", "x", "Shift+C"]) await page.keyboard.press(key);
  await expect(page).toHaveURL(/\/compare\/1-[^/]+\/1-/);
  await expect(page.getByRole("columnheader", { name: "A − B" })).toBeVisible();
});

test("a filter is named where it stands, and the group narrows the list", async ({ page }) => {
  const slow = await sendTrace({ responseSec: 0.9 });
  const quick = await sendTrace();
  await openTraces(page, "?filter=responsetime+%3E+0.5");
  const name = `slow-${crypto.randomUUID().slice(0, 8)}`;
  await page.getByRole("button", { name: "Save as group" }).click();
  await page.getByRole("textbox", { name: "Name of the group" }).fill(name);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.goto("/traces");
  await page.getByRole("button", { name: /^Group/ }).click();
  await page.getByRole("menuitemradio", { name }).click();
  await expect(page).toHaveURL(new RegExp(`group=${name}`));
  await expect(rowOf(page, slow)).toBeVisible();
  await expect(rowOf(page, quick)).toHaveCount(0);
});

async function dragOnto(page: Page, handle: Locator, target: Locator): Promise<void> {
  const [from, to] = [await handle.boundingBox(), await target.boundingBox()];
  if (from === null || to === null) throw new Error("What is dragged, or where to, is not there");
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 4 });
  await page.mouse.up();
}

/** Clicks what an eye can see before the pointer is there: a locator also finds what is transparent. */
async function clickSeen(control: Locator): Promise<void> {
  const opacity = await control.evaluate((element) => {
    let all = 1;
    for (let at: Element | null = element; at !== null; at = at.parentElement) {
      all *= Number(getComputedStyle(at).opacity);
    }
    return all;
  });
  expect(opacity).toBeGreaterThan(0.5);
  await control.click();
}

test("rules are made, moved by keys and by dragging, and deleted", async ({ page }) => {
  await page.goto("/sampling");
  const mark = crypto.randomUUID().slice(0, 8);
  const rules = page
    .getByRole("listitem")
    .filter({ hasText: mark, has: page.getByRole("button", { name: "Edit" }) });
  for (const [name, priority] of [
    [`first-${mark}`, "100"],
    [`second-${mark}`, "200"],
  ] as const) {
    await page.getByRole("button", { name: "New rule" }).click();
    await page.getByLabel("Name").fill(name);
    await page.getByLabel("Priority").fill(priority);
    await page.getByRole("button", { name: "Create" }).click();
    await expect(rules.filter({ hasText: name })).toBeVisible();
  }
  await page.getByRole("button", { name: `Move second-${mark}` }).press("Alt+ArrowUp");
  await expect(rules.first()).toContainText(`second-${mark}`);
  await dragOnto(page, page.getByRole("button", { name: `Move first-${mark}` }), rules.first());
  await expect(rules.first()).toContainText(`first-${mark}`);
  await page.mouse.move(0, 0);
  await clickSeen(rules.first().getByRole("button", { name: "Edit" }));
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(rules).toHaveCount(1);
  await page.keyboard.press("Control+z");
  await expect(rules).toHaveCount(2);
  for (const left of [1, 0]) {
    await page.mouse.move(0, 0);
    await clickSeen(rules.first().getByRole("button", { name: "Delete" }));
    await expect(rules).toHaveCount(left);
  }
});

test("attributes of a rule are checked as they are typed", async ({ page }) => {
  await page.goto("/sampling");
  await page.getByRole("button", { name: "New rule" }).click();
  await page.getByLabel("Name").fill("with-attributes");
  await page.getByLabel("Attributes").fill("load");
  await expect(page.getByText("“load” is not key=value")).toBeVisible();
  await page.getByRole("button", { name: "Create" }).click();
  await expect(page.getByLabel("Attributes")).toBeFocused();
  await expect(page.getByLabel("Attributes")).toHaveAccessibleDescription(/“load” is not key=value/);
  await page.getByLabel("Attributes").fill("load=1");
  await expect(page.getByLabel("Attributes")).toHaveAttribute("aria-invalid", "false");
});

test("a request that was seen is tried against the rules", async ({ page }) => {
  const trace = await sendTrace();
  await openTraces(page);
  await page.goto("/sampling");
  await page.getByRole("button", { name: "Fill from a trace" }).click();
  await page.getByRole("menuitem", { name: `e2e GET ${trace.path}` }).click();
  await expect(page.getByRole("textbox", { name: "Path" })).toHaveValue(trace.path);
  await expect(page.getByRole("textbox", { name: "Host" })).toHaveValue("localhost:9");
  await expect(page).toHaveURL(/try=e2e,GET,/);
});

test("a fixed range is entered, stands in the address, and survives it", async ({ page }) => {
  await openTraces(page);
  await page.getByRole("button", { name: /^Time range/ }).click();
  await page.getByRole("menuitem", { name: "Fixed range…" }).click();
  const spelled = page.getByRole("textbox", { name: "In links" });
  await spelled.fill("2026-01-02T03:04:05~2026-01-01");
  await expect(page.getByRole("button", { name: "Show", exact: true })).toBeDisabled();
  await spelled.fill("2026-1-2T03:04:05~2026-01-02T04:00:00");
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await expect(page).toHaveURL(/timeRange=2026-01-02T03:04:05~2026-01-02T04:00:00/);
  await page.reload();
  await expect(page.getByRole("button", { name: /^Time range 2 Jan/ })).toBeVisible();
});

test("health names what is not compatible with AWS, and leads to it", async ({ page }) => {
  const id = makeTraceId();
  const startSec = Date.now() / 1000 - 1;
  const times = { start_time: startSec, end_time: startSec + 0.5 };
  const call = {
    ...times,
    id: makeHex(16),
    name: "preview.local",
    http: { request: { url: "http://preview.local/" } },
  };
  await sendSegment({ ...times, name: "e2e", id: makeHex(16), trace_id: id, subsegments: [call] });
  await openTraces(page);
  await page.goto("/health");
  const table = page.getByRole("table", { name: "AWS compatibility" });
  await table.getByRole("button", { name: "Show no namespace" }).click();
  await expect(page).toHaveURL(/reason=NoNamespace/);
  await table.getByRole("link", { name: "preview.local in e2e" }).first().click();
  await expect(page).toHaveURL(/\/traces\/1-[^?]*\?row=/);
  await expect(page.getByRole("row", { selected: true })).toContainText("preview.local");
});

test("at 390 pixels rows have two lines, and the refiners are a sheet", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openTraces(page);
  await page.getByRole("button", { name: "Refine" }).click();
  const sheet = page.getByRole("dialog", { name: "Refine" });
  await expect(sheet.getByRole("button", { name: /^GET/ })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

test("a deep link of AWS's console leads to the same view here", async ({ page }) => {
  await page.goto("/#/traces?timeRange=PT1H&filter=fault");
  await expect(page).toHaveURL(/\/traces\?filter=fault&timeRange=PT1H$/);
});
