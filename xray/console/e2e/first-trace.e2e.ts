import { expect, test } from "@playwright/test";
import type { Page } from "@playwright/test";
import { addresses } from "../../../scripts/e2e/addresses.ts";
import { violationsOf } from "../../../scripts/e2e/axe.ts";
import { sendDatagram } from "../../../scripts/e2e/segments.ts";

/** Asks the app for its home feed under an address that no other test uses, and answers that address. */
async function refreshHome(page: Page): Promise<string> {
  const url = `${addresses.home}?mark=${crypto.randomUUID()}`;
  const answer = await page.request.get(url);
  expect(answer.status()).toBe(200);
  return url;
}

function rowOf(page: Page, url: string) {
  return page.getByRole("row").filter({ hasText: new URL(url).search });
}

test("a refresh becomes a row by itself, with method, status, time and what took most of it", async ({
  page,
}) => {
  await page.goto("/traces");
  await expect(page.getByRole("button", { name: "Live updates" })).toHaveAttribute("aria-pressed", "true");
  const row = rowOf(page, await refreshHome(page));
  await expect(row).toContainText("GET");
  await expect(row).toContainText("200");
  await expect(row).toContainText(/\d (ms|µs|s)|\dms/);
  await expect(row).toContainText("andrewbrown");
});

test("a row opens its trace: steps on a time axis, the statement, its annotations, the raw document", async ({
  page,
}) => {
  const url = await refreshHome(page);
  await page.goto("/traces");
  await rowOf(page, url).getByRole("link").click();
  await expect(page).toHaveURL(/\/traces\/1-[0-9a-f]{8}-[0-9a-f]{24}/);
  const steps = page.getByRole("treegrid", { name: "Steps of the trace" });
  await expect(steps.getByRole("row", { name: /^Fold backend-flask/ })).toBeVisible();
  const query = steps.getByRole("row", { name: /cruddur@127\.0\.0\.1 home-activities: select activities/ });
  await query.click();
  const details = page.getByRole("complementary", { name: "Details" });
  await expect(details.getByText("order by", { exact: false }).first()).toBeVisible();
  await expect(details.getByRole("region", { name: "Annotations" })).toContainText("home-activities");
  await expect(details.getByRole("region", { name: "Metadata" })).toContainText("num_results");
  await expect(details.getByRole("region", { name: "Raw" })).toContainText("sanitized_query");
  await expect(page).toHaveURL(/[?&]row=/);
  await page.reload();
  await expect(query).toHaveAttribute("aria-selected", "true");
});

test("the map leads from the client by backend-flask to Postgres", async ({ page }) => {
  await refreshHome(page);
  await page.goto("/map");
  const map = page.getByRole("group", { name: "Trace map" });
  for (const name of [/^client/, /^backend-flask, service/, /^cruddur@127\.0\.0\.1, SQL database/]) {
    await expect(map.getByRole("button", { name })).toBeVisible();
  }
  await map.getByRole("button", { name: /^backend-flask/ }).click();
  await expect(page).toHaveURL(/node=/);
  await expect(page.getByRole("link", { name: /^View [\d,]+ traces?$/ })).toBeVisible();
});

test("a filter narrows the list, and a mistake in it is told with its column", async ({ page }) => {
  const url = await refreshHome(page);
  await page.goto("/traces");
  const filter = page.getByRole("combobox", { name: "Filter expression" });
  await filter.fill(`http.url CONTAINS "${new URL(url).search}"`);
  await expect(page.getByText(/^1 matched of [\d,]+ scanned$/)).toBeVisible();
  await filter.fill('service("backend-flask") { fault AND');
  await expect(page.getByText(/Column \d+: .* expected/)).toBeVisible();
});

test("says that the rule Default takes everything here, and what it takes on AWS", async ({ page }) => {
  await page.goto("/sampling");
  await expect(page.getByText(/100 % here\. On AWS it starts at 1 a second and 5 %/)).toBeVisible();
});

test("health shows the rejected datagram with its reason and remedy", async ({ page }) => {
  await sendDatagram("no header at all");
  await page.goto("/health");
  const row = page.getByRole("table", { name: "Rejected" }).getByRole("row", { name: /header/i });
  await expect(row).toContainText("no header at all");
  await expect(row).toContainText("Send each document in a datagram of its own");
});

test("an unknown trace says so and leads back", async ({ page }) => {
  await page.goto("/traces/1-00000000-000000000000000000000000");
  await expect(page.getByText("No trace 1-00000000-000000000000000000000000")).toBeVisible();
});

test("the server refuses foreign pages and foreign host names", async ({ request }) => {
  const foreignOrigin = await request.post(`${addresses.console}/TraceSummaries`, {
    headers: { origin: "http://evil.example" },
    data: { StartTime: 0, EndTime: 1 },
  });
  expect(foreignOrigin.status()).toBe(403);
  const foreignHost = await request.get(`${addresses.console}/status.json`, {
    headers: { host: "evil.example" },
  });
  expect(foreignHost.status()).toBe(403);
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const path of [
    "/traces",
    "/map",
    "/map?view=table",
    "/errors",
    "/sets",
    "/sampling",
    "/groups",
    "/health",
  ]) {
    test(`axe has nothing to say about ${path}, ${colorScheme}`, async ({ page }) => {
      await refreshHome(page);
      await page.emulateMedia({ colorScheme });
      await page.goto(path);
      await expect(page.getByRole("main")).toBeVisible();
      await page.waitForLoadState("networkidle").catch(() => undefined);
      expect(await violationsOf(page)).toEqual([]);
    });
  }

  test(`axe has nothing to say about a trace, ${colorScheme}`, async ({ page }) => {
    const url = await refreshHome(page);
    await page.emulateMedia({ colorScheme });
    await page.goto("/traces");
    await rowOf(page, url).getByRole("link").click();
    await expect(page.getByRole("treegrid", { name: "Steps of the trace" })).toBeVisible();
    expect(await violationsOf(page)).toEqual([]);
  });
}
