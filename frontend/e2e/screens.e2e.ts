import { expect, test } from "@playwright/test";
import { addresses } from "../../scripts/e2e/addresses.ts";
import { violationsOf } from "../../scripts/e2e/axe.ts";
import { chipOf, HOME, isCutOff } from "./support.ts";

const CRUD = "c0b1a5e0-0000-4000-8000-000000000001";
const NOWHERE = "c0b1a5e0-0000-4000-8000-00000000dead";

const SCREENS = [
  ["/notifications", "Notifications"],
  ["/messages", "Messages"],
  ["/messages/@bayko", "Bayko"],
  ["/@andrewbrown", "Andrew Brown"],
  ["/@worf", "Worf"],
  [`/@andrewbrown/status/${CRUD}`, "Crud"],
  ["/search", "Search"],
  ["/search?term=cloud", "Search"],
  ["/about", "About"],
  ["/@nobody_at_all", "Not found"],
  [`/@andrewbrown/status/${NOWHERE}`, "Not found"],
  ["/no/where", "Not found"],
] as const;

for (const colorScheme of ["dark", "light"] as const) {
  for (const [width, height] of [
    [1440, 900],
    [800, 900],
    [390, 844],
  ] as const) {
    test(`axe has nothing to say to any screen, ${colorScheme}, ${width} wide`, async ({ page }) => {
      test.slow();
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height });
      for (const [path, title] of SCREENS) {
        await test.step(path, async () => {
          await page.goto(HOME + path);
          await expect(page.getByRole("heading", { level: 1, name: title, exact: true })).toBeVisible();
          await expect(page.getByRole("main")).toHaveAttribute("aria-busy", "false");
          await chipOf(page).waitFor();
          expect(await violationsOf(page)).toEqual([]);
          expect(await isCutOff(page)).toBe(false);
        });
      }
    });

    test(`axe has nothing to say to what opens, ${colorScheme}, ${width} wide`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height });
      await page.goto(HOME);
      await chipOf(page).click();
      await expect(page.getByRole("link", { name: "Your profile" })).toBeVisible();
      expect(await violationsOf(page)).toEqual([]);
      await page.keyboard.press("Escape");
      await page.getByRole("navigation", { name: "Main" }).getByRole("button", { name: "Crud" }).click();
      await expect(page.getByRole("dialog", { name: "New crud" })).toBeVisible();
      expect(await violationsOf(page)).toEqual([]);
    });
  }
}

test("on a telephone everything is reached by the tab bar and the chip, by a thumb", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(HOME);
  const bar = page.getByRole("navigation", { name: "Main" });
  const targets = bar.locator("a:visible, button:visible");
  await expect(targets).toHaveCount(5);
  await page.getByRole("article").first().waitFor();
  const small = await page
    .locator("main button:visible, nav a:visible, nav button:visible")
    .evaluateAll((elements) =>
      elements
        .filter((element) => element.getBoundingClientRect().height < 40)
        .map((element) => element.outerHTML),
    );
  expect(small).toEqual([]);
  await bar.getByRole("link", { name: "Search" }).click();
  await expect(page.getByRole("searchbox", { name: "Search Cruddur" })).toBeVisible();
  await bar.getByRole("link", { name: "Messages" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Messages" })).toBeVisible();
  await chipOf(page).click();
  await page.getByRole("link", { name: "Your profile" }).click();
  await expect(page).toHaveURL(`${HOME}/@andrewbrown`);
});

test("another page begins at its top with the focus on its content", async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 320 });
  await page.goto(HOME);
  await page.getByRole("article").first().waitFor();
  await page.mouse.wheel(0, 200);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(100);
  await page.getByRole("link", { name: "Notifications" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Notifications" })).toBeVisible();
  await expect(page.getByRole("main")).toBeFocused();
  expect(await page.evaluate(() => scrollY)).toBe(0);
});

test("the licences of what the pages are made of are there to be read", async ({ page }) => {
  await page.goto(`${HOME}/about`);
  const opened = page.waitForEvent("popup");
  await page.getByRole("link", { name: "their licences" }).click();
  await expect((await opened).getByText(/react-dom - .*\(MIT\)/)).toBeVisible();
  const ofConsole = await page.request.get(`${addresses.console}/third-party-licenses.txt`);
  expect(await ofConsole.text()).toMatch(/dagre - .*\(MIT\)/);
});

test("nothing that the policy forbids is tried", async ({ page }) => {
  const refused: string[] = [];
  page.on("console", (message) => {
    if (/Content Security Policy/i.test(message.text())) refused.push(message.text());
  });
  for (const [path] of SCREENS) {
    await page.goto(HOME + path);
    await chipOf(page).waitFor();
  }
  await page.goto(`${HOME}/lessons/slow-query`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  expect(refused).toEqual([]);
});
