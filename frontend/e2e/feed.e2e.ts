import { expect, test } from "@playwright/test";
import { addresses } from "../../scripts/e2e/addresses.ts";
import { violationsOf } from "../../scripts/e2e/axe.ts";
import { crudWith, HOME, HOME_API, isCutOff, openHome, traceLink } from "./support.ts";

test("one load of the feed is one request, and its link leads to its trace", async ({ page, request }) => {
  const sent: string[] = [];
  page.on("request", (each) => {
    if (new URL(each.url()).pathname === "/api/activities/home") sent.push(each.url());
  });
  await page.goto(HOME);
  await expect(crudWith(page, "Cloud is fun!")).toBeVisible();
  expect(sent).toHaveLength(1);

  const href = (await traceLink(page).getAttribute("href")) ?? "";
  expect(href).toContain(`${addresses.console}/traces/1-`);
  const TraceIds = [href.split("/").at(-1)];
  await expect
    .poll(async () => {
      const answer = await request.post(`${addresses.console}/Traces`, { data: { TraceIds } });
      return await answer.text();
    })
    .toContain("/api/activities/home");
});

test("choosing Home loads again", async ({ page }) => {
  let requestCount = 0;
  page.on("request", (each) => {
    if (new URL(each.url()).pathname === "/api/activities/home") requestCount += 1;
  });
  await page.goto(HOME);
  const firstTrace = (await traceLink(page).getAttribute("href")) ?? "";
  await page.getByRole("link", { name: "Home" }).click();
  await expect(traceLink(page)).not.toHaveAttribute("href", firstTrace);
  expect(requestCount).toBe(2);
});

test("the trace opens in a tab of its own", async ({ page }) => {
  await page.goto(HOME);
  const opened = page.waitForEvent("popup");
  await traceLink(page).click();
  await expect(await opened).toHaveURL(new RegExp(`^${addresses.console}/traces/1-`));
});

for (const colorScheme of ["dark", "light"] as const) {
  for (const [width, height] of [
    [1440, 900],
    [1200, 900],
    [900, 800],
    [390, 844],
    [320, 640],
  ] as const) {
    test(`axe has nothing to say, ${colorScheme}, ${width} wide`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height });
      await openHome(page);
      expect(await violationsOf(page)).toEqual([]);
      expect(await isCutOff(page)).toBe(false);

      await page.route(HOME_API, (route) => route.fulfill({ status: 500 }));
      await page.getByRole("link", { name: "Home" }).click();
      await expect(page.getByRole("alert")).toBeVisible();
      expect(await violationsOf(page)).toEqual([]);
    });
  }
}

test("nothing on the page moves while it loads", async ({ page }) => {
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        shifts.push((entry as PerformanceEntry & { value: number }).value);
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.route(HOME_API, async (route) => {
    const answer = await route.fetch();
    await page.getByText("Loading the feed").waitFor();
    await route.fulfill({ response: answer });
  });
  await page.goto(HOME);
  await expect(page.getByRole("article").first()).toBeVisible();
  expect(await page.evaluate("shifts")).toEqual([]);
});

test("a crud fades at its end, and its gap stays open under the pointer", async ({ page }) => {
  await page.clock.install();
  await page.goto(HOME);
  const crud = crudWith(page, "A good hem hides everything.");
  const below = crudWith(page, "Cloud is fun!");
  await crud.hover();
  const topOfBelow = (await below.boundingBox())?.y;
  await page.clock.fastForward("11:00:05");
  await page.clock.resume();
  await expect(crud).toBeHidden();
  expect((await below.boundingBox())?.y).toBe(topOfBelow);
  await page.mouse.move(5, 5);
  await expect.poll(async () => (await below.boundingBox())?.y).toBeLessThan(topOfBelow ?? 0);
});

test("the keyboard reaches everything, the content first", async ({ page }) => {
  await page.goto(HOME);
  await expect(traceLink(page)).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(traceLink(page)).toBeFocused();
});

test("a failure is told, and trying again brings the feed", async ({ page }) => {
  await page.route(HOME_API, (route) => route.abort());
  await page.goto(HOME);
  await expect(page.getByRole("alert")).toContainText("The feed did not load.");
  await page.unroute(HOME_API);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("article").first()).toBeVisible();
  await expect(page.getByRole("alert")).toBeHidden();
  await expect(page.getByRole("main")).toBeFocused();
});
