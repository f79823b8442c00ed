import { expect, test } from "@playwright/test";
import type { Locator, Page } from "@playwright/test";
import { addresses } from "../../scripts/e2e/addresses.ts";
import { violationsOf } from "../../scripts/e2e/axe.ts";
import { HOME, openHome, traceIdOf } from "./support.ts";

function panelOf(page: Page): Locator {
  return page
    .getByRole("complementary", { name: "Around Cruddur" })
    .getByRole("region", { name: "Scenarios" });
}

async function openScenarios(page: Page): Promise<Locator> {
  await panelOf(page).getByRole("button", { name: "Change scenarios" }).click();
  return page.getByRole("dialog", { name: "Scenarios" });
}

test.afterEach(async ({ request }) => {
  await request.delete(`${HOME}/api/scenarios`);
});

test("a scenario is switched on, tells what to do, and leads to the trace that has it", async ({
  page,
  request,
}) => {
  await openHome(page);
  await expect(panelOf(page)).toContainText("Everything works");
  const dialog = await openScenarios(page);
  const scenario = dialog.getByRole("listitem").filter({ hasText: "N+1 queries" });
  const control = scenario.getByRole("switch", { name: "N+1 queries" });
  await expect(control).toHaveAttribute("aria-checked", "false");
  await control.click();
  await expect(control).toHaveAttribute("aria-checked", "true");
  await expect(scenario).toContainText("Look for");
  expect(await violationsOf(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(panelOf(page)).toContainText("N+1 queries is on");

  const link = panelOf(page).getByRole("link", { name: /^Last request took / });
  const before = (await link.getAttribute("href")) ?? "";
  await page.getByRole("link", { name: "Home" }).click();
  await expect(link).not.toHaveAttribute("href", before);
  const TraceIds = [await traceIdOf(link)];
  await expect
    .poll(async () => {
      const answer = await request.post(`${addresses.console}/Traces`, { data: { TraceIds } });
      return (await answer.text()).split("feed-author").length;
    })
    .toBeGreaterThan(2);

  await openScenarios(page);
  await control.click();
  await expect(control).toHaveAttribute("aria-checked", "false");
});

test("each scenario has its lesson", async ({ page }) => {
  await openHome(page);
  const dialog = await openScenarios(page);
  const names = await dialog
    .getByRole("link", { name: /^Lesson about / })
    .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
  expect(names.length).toBeGreaterThan(10);
  for (const lesson of names) {
    await page.goto(lesson);
    await expect(page.getByRole("main").getByText("Answer.")).toBeVisible();
  }
  expect(await violationsOf(page)).toEqual([]);
});

test("one that cannot happen here says what it needs", async ({ page }) => {
  await openHome(page);
  const dialog = await openScenarios(page);
  const scenario = dialog.getByRole("listitem").filter({ hasText: "Deadlock" });
  await expect(scenario.getByRole("switch")).toHaveAttribute("aria-disabled", "true");
  await expect(scenario).toContainText("DATABASE_URL");
});

test("where the API offers none there is no panel, and it is asked once", async ({ page }) => {
  let askedCount = 0;
  await page.route("**/api/scenarios", (route) => {
    askedCount += 1;
    return route.fulfill({ status: 404, json: { error: { code: "not_found", message: "no" } } });
  });
  const answered = page.waitForResponse("**/api/scenarios");
  await openHome(page);
  await answered;
  await expect(page.getByRole("region", { name: "Suggested users" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("region", { name: "Suggested users" })).toBeVisible();
  await expect(panelOf(page)).toHaveCount(0);
  expect(askedCount).toBe(1);
});
