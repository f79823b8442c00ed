import { expect, test } from "@playwright/test";
import { violationsOf } from "../../scripts/e2e/axe.ts";
import { composerOf, crudWith, HOME, openHome, traceIdOf, writeCrud } from "./support.ts";

const POST_API = "**/api/activities";

test("a crud is posted with the time that it has, and its trace is told", async ({ page }) => {
  await openHome(page);
  const message = `Written at ${Date.now()}`;
  await composerOf(page).getByRole("combobox", { name: "Gone in" }).selectOption("3 hours");
  await writeCrud(page, message);
  const crud = crudWith(page, message);
  await expect(crud).toContainText("gone in 3 hours");
  const sent = composerOf(page)
    .getByRole("status")
    .getByRole("link", { name: /^Sent in .+ trace$/ });
  expect(await traceIdOf(sent)).toMatch(/^1-[0-9a-f]{8}-[0-9a-f]{24}$/);
  await expect(composerOf(page).getByRole("textbox")).toHaveValue("");
  await page.reload();
  await expect(crud).toBeVisible();
  await page.getByRole("link", { name: "Profile", exact: true }).click();
  await expect(crudWith(page, message)).toBeVisible();
});

test("a crud that the API does not keep is taken back, and its text comes back", async ({ page }) => {
  await openHome(page);
  const message = `Never kept ${Date.now()}`;
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  await page.route(POST_API, async (route) => {
    await held;
    await route.fulfill({
      status: 503,
      headers: { "X-Request-Id": "a" },
      json: { error: { message: "No" } },
    });
  });
  await writeCrud(page, message);
  await expect(crudWith(page, message)).toBeVisible();
  release();
  await expect(crudWith(page, message)).toHaveCount(0);
  const composer = composerOf(page);
  await expect(composer.getByRole("alert")).toContainText("Not saved. Try again");
  await expect(composer.getByRole("textbox")).toHaveValue(message);
  await page.unroute(POST_API);
  await composer.getByRole("button", { name: "Try again" }).click();
  await expect(crudWith(page, message)).toBeVisible();
  await expect(composer.getByRole("alert")).toBeHidden();
});

test("the counter warns, and too much cannot be sent", async ({ page }) => {
  await openHome(page);
  const composer = composerOf(page);
  await writeCrud(page, "   ");
  await expect(composer.getByRole("alert")).toHaveText("Write something first.");
  await composer.getByRole("textbox").fill("é".repeat(292));
  await expect(composer.getByText("-12 characters left")).toBeAttached();
  await expect(composer.getByRole("alert")).toHaveText("12 characters too many.");
  await expect(composer.getByRole("button", { name: "Crud" })).toHaveAttribute("aria-disabled", "true");
  expect(await violationsOf(page)).toEqual([]);
  await composer.getByRole("textbox").fill("💣".repeat(280));
  await expect(composer.getByRole("alert")).toBeHidden();
});

test("codes of the API stand where they belong", async ({ page }) => {
  await openHome(page);
  await page.route(POST_API, (route) =>
    route.fulfill({ status: 422, headers: { "X-Request-Id": "a" }, json: ["ttl_blank"] }),
  );
  await writeCrud(page, "Without a time");
  await expect(composerOf(page).getByRole("alert")).toHaveText("Choose how long it lives.");
});

test("what is written is text, whatever it looks like", async ({ page }) => {
  await openHome(page);
  const message = `<img src=x onerror="document.title='broken'"> ${Date.now()}`;
  await writeCrud(page, message);
  await expect(crudWith(page, message).getByText(message)).toBeVisible();
  expect(await page.title()).toBe("Home, Cruddur");
});

test("a crud is answered in a dialog, which asks before it throws text away", async ({ page }) => {
  await openHome(page);
  const crud = crudWith(page, "Cloud is fun!");
  const opener = crud.getByRole("button", { name: /^Reply/ });
  await opener.click();
  const dialog = page.getByRole("dialog", { name: "Reply to Andrew Brown" });
  await expect(dialog.getByRole("article", { name: "Crud by Andrew Brown" })).toContainText("Cloud is fun!");
  await expect(dialog.getByRole("textbox", { name: "Your reply" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(opener).toBeFocused();

  await page.keyboard.press("Enter");
  const reply = `So it is ${Date.now()}`;
  await page.keyboard.type(reply);
  await page.keyboard.press("Escape");
  await expect(dialog.getByText("Throw away what you wrote?")).toBeVisible();
  expect(await violationsOf(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Keep writing" }).click();
  await expect(dialog.getByRole("textbox")).toHaveValue(reply);
  await dialog.getByRole("button", { name: "Reply" }).click();
  await expect(dialog).toBeHidden();
  await expect(opener).toBeFocused();

  await crud.getByRole("link", { name: /ago$/ }).first().click();
  await expect(page).toHaveURL(/\/@andrewbrown\/status\//);
  await expect(
    page.getByRole("article", { name: "Reply by Andrew Brown" }).filter({ hasText: reply }),
  ).toBeVisible();
});

test("a reply can be written under the crud", async ({ page }) => {
  await openHome(page);
  await crudWith(page, "A good hem").getByRole("link", { name: /ago$/ }).first().click();
  const reply = `Under it ${Date.now()}`;
  const form = page.getByRole("form", { name: "Your reply" });
  await form.getByRole("textbox").fill(reply);
  await page.keyboard.press("Control+Enter");
  const written = page.getByRole("article", { name: "Reply by Andrew Brown" }).filter({ hasText: reply });
  await expect(written).toBeVisible();
  await written.getByRole("button", { name: "Like" }).click();
  await expect(written.getByRole("button", { name: "Like, 1 like" })).toHaveAttribute("aria-pressed", "true");
  await page.reload();
  await expect(written.getByRole("button", { name: "Like, 1 like" })).toHaveAttribute("aria-pressed", "true");
});

for (const [kind, path, none, one] of [
  ["like", "like", "Like", "Like, 1 like"],
  ["repost", "repost", "Repost", "Repost, 1 repost"],
] as const) {
  test(`a ${kind} shows at once, stays, and can be taken back`, async ({ page }) => {
    await openHome(page);
    const message = `For a ${kind} ${Date.now()}`;
    await writeCrud(page, message);
    const crud = crudWith(page, message);
    await expect(crud).not.toHaveAttribute("aria-busy", "true");
    await crud.getByRole("button", { name: none, exact: true }).click();
    await expect(crud.getByRole("button", { name: one })).toHaveAttribute("aria-pressed", "true");
    await page.reload();
    await crud.getByRole("button", { name: one }).click();
    await expect(crud.getByRole("button", { name: none, exact: true })).toHaveAttribute(
      "aria-pressed",
      "false",
    );
  });

  test(`a ${kind} that is not kept is taken back`, async ({ page }) => {
    await openHome(page);
    const message = `For a ${kind} that fails ${Date.now()}`;
    await writeCrud(page, message);
    const crud = crudWith(page, message);
    await expect(crud).not.toHaveAttribute("aria-busy", "true");
    await page.route(`**/api/activities/*/${path}`, (route) => route.abort());
    await crud.getByRole("button", { name: new RegExp(`^${none}`) }).click();
    await expect(crud.getByRole("alert")).toContainText("Not saved. Try again");
    await expect(crud.getByRole("button", { name: new RegExp(`^${none}`) })).toHaveAttribute(
      "aria-pressed",
      "false",
    );
    await page.unroute(`**/api/activities/*/${path}`);
    await crud.getByRole("button", { name: "Try again" }).click();
    await expect(crud.getByRole("button", { name: new RegExp(`^${none}, \\d+`) })).toHaveAttribute(
      "aria-pressed",
      "true",
    );
    await expect(crud.getByRole("alert")).toBeHidden();
    await crud.getByRole("button", { name: new RegExp(`^${none}, `) }).click();
    await expect(crud.getByRole("button", { name: new RegExp(`^${none}`) })).toHaveAttribute(
      "aria-pressed",
      "false",
    );
  });
}

test("a crud's link can be handed on", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openHome(page);
  const crud = crudWith(page, "Cloud is fun!");
  await crud.getByRole("button", { name: "Share" }).click();
  await expect(crud.getByText("Link copied.")).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toMatch(new RegExp(`^${HOME}/@andrewbrown/status/`));
  await page.goto(link);
  await expect(crudWith(page, "Cloud is fun!")).toBeVisible();
});

test("a crud can be written from every page", async ({ page }) => {
  await page.goto(`${HOME}/notifications`);
  await page.getByRole("navigation", { name: "Main" }).getByRole("button", { name: "Crud" }).click();
  const dialog = page.getByRole("dialog", { name: "New crud" });
  const message = `From afar ${Date.now()}`;
  await dialog.getByRole("textbox", { name: "What’s up?" }).fill(message);
  await dialog.getByRole("button", { name: "Crud" }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole("link", { name: "Home" }).click();
  await expect(crudWith(page, message)).toBeVisible();
});
