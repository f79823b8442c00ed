import { createSocket } from "node:dgram";
import { expect, type Page, test } from "@playwright/test";
import { ports } from "../../../scripts/e2e/addresses.ts";

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
  const hex = () => crypto.randomUUID().replaceAll("-", "");
  const id = `1-${Math.floor(startSec).toString(16)}-${hex().slice(0, 24)}`;
  const segment = {
    name: "e2e",
    id: hex().slice(0, 16),
    trace_id: id,
    start_time: startSec,
    end_time: startSec + responseSec,
    ...(status >= 500 ? { fault: true } : {}),
    http: { request: { method: "GET", url: `http://localhost:9${path}` }, response: { status } },
  };
  const socket = createSocket("udp4");
  const datagram = `{"format":"json","version":1}\n${JSON.stringify(segment)}`;
  await new Promise((resolve) => socket.send(datagram, ports.daemon, "127.0.0.1", resolve));
  socket.close();
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

test("a trace appears within half a second of its arrival", async ({ page }) => {
  await openTraces(page);
  const trace = await sendTrace();
  await expect(rowOf(page, trace)).toBeVisible({ timeout: 500 });
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

test("rules are made, moved by keys and deleted", async ({ page }) => {
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
  for (const left of [1, 0]) {
    await rules.first().getByRole("button", { name: "Edit" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await expect(rules).toHaveCount(left);
  }
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
