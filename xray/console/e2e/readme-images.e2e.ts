import { expect, test } from "@playwright/test";
import type { Page, TestInfo } from "@playwright/test";
import { addresses } from "../../../scripts/e2e/addresses.ts";
import { environment } from "../../../scripts/e2e/environment.ts";

/** The README's pictures. They are written where UPDATE_IMAGES is set, and kept with the test's results otherwise. */
function pathOf(name: string, testInfo: TestInfo): string {
  return environment.updatesImages ? `docs/images/${name}` : testInfo.outputPath(name);
}

/** Requests of several kinds, some of them faults, so that there is something to see. */
async function makeTraffic(page: Page): Promise<void> {
  const { api, home } = addresses;
  const scenario = `${api}/api/scenarios/unhandled-exception`;
  for (let i = 0; i < 12; i += 1) {
    const paths = ["activities/home", "activities/@worf", "activities/search?term=cloud", "message_groups"];
    for (const path of paths) await page.request.get(`${api}/api/${path}`);
    if (i % 4 === 0) await page.request.get(`${api}/api/activities/@nobody`);
  }
  await page.request.put(scenario, { data: { is_on: true } });
  for (let i = 0; i < 3; i += 1) await page.request.get(`${api}/api/activities/@worf`);
  await page.request.put(scenario, { data: { is_on: false } });
  await Promise.all(Array.from({ length: 12 }, () => page.request.get(home)));
}

/** Loads the app's feed, waits until the page has told of it, and answers the id of its trace. */
async function loadFeed(page: Page): Promise<string> {
  await page.goto(addresses.frontend);
  const link = page.getByRole("link", { name: /^Loaded in .+, view this request’s trace$/ });
  const traceId = (await link.getAttribute("href"))?.split("/").at(-1) ?? "";
  await expect
    .poll(
      async () => {
        const stored = await page.request.post(`${addresses.console}/Traces`, {
          data: { TraceIds: [traceId] },
        });
        return await stored.text();
      },
      { timeout: 20_000 },
    )
    .toMatch(/cruddur-web.*end_time/s);
  return traceId;
}

test("the feed, as the README shows it", async ({ page }, testInfo) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto(addresses.frontend);
  await expect(page.getByRole("article").first()).toBeVisible();
  await page.screenshot({ path: pathOf("feed.png", testInfo) });
});

test("the list, as the README shows it", async ({ page }, testInfo) => {
  await makeTraffic(page);
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto("/traces");
  await expect(page.getByRole("row", { name: /TypeError/ }).first()).toBeVisible();
  await page.screenshot({ path: pathOf("traces.png", testInfo) });
});

test("the trace of one page load, as the README shows it", async ({ page }, testInfo) => {
  const traceId = await loadFeed(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto(`/traces/${traceId}`);
  await page
    .getByRole("row", { name: /cruddur@127\.0\.0\.1 home-activities: select activities/ })
    .first()
    .click();
  await expect(page.getByRole("region", { name: "SQL" })).toBeVisible();
  await page.screenshot({ path: pathOf("trace.png", testInfo) });
});

test("the map, as the README shows it", async ({ page }, testInfo) => {
  await loadFeed(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto("/map");
  const map = page.getByRole("group", { name: "Trace map" });
  await map.getByRole("button", { name: /^backend-flask/ }).click();
  await expect(page.getByRole("link", { name: /^View [\d,]+ traces?$/ })).toBeVisible();
  await page.screenshot({ path: pathOf("map.png", testInfo) });
});
