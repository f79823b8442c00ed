import { expect, test } from "@playwright/test";
import { become, crudWith, HOME, openHome, writeCrud } from "./support.ts";

test("who one is can be changed, and what one does is then theirs", async ({ page }) => {
  await openHome(page);
  await become(page, "Londo Mollari");
  const message = `Better days ${Date.now()}`;
  await writeCrud(page, message);
  await expect(
    page.getByRole("article", { name: "Crud by Londo Mollari" }).filter({ hasText: message }),
  ).toBeVisible();
  await page.reload();
  await page.getByRole("link", { name: "Profile", exact: true }).click();
  await expect(page).toHaveURL(`${HOME}/@londo`);
  await expect(crudWith(page, message)).toBeVisible();
});

test("what others do is told, with the way to it", async ({ page }) => {
  await openHome(page);
  const message = `To be noticed ${Date.now()}`;
  await writeCrud(page, message);
  await expect(crudWith(page, message)).not.toHaveAttribute("aria-busy", "true");
  await become(page, "Garek");
  await crudWith(page, message).getByRole("button", { name: "Like", exact: true }).click();
  await expect(crudWith(page, message).getByRole("button", { name: "Like, 1 like" })).toBeVisible();
  await become(page, "Andrew Brown");
  await page.getByRole("link", { name: "Notifications" }).click();
  const list = page.getByRole("list", { name: "Notifications" });
  await list.getByRole("link", { name: new RegExp(`Garek liked .*${message}`) }).click();
  await expect(page).toHaveURL(/\/@andrewbrown\/status\//);
  await expect(crudWith(page, message)).toBeVisible();
});

test("one's own profile can be changed, nobody else's", async ({ page }) => {
  await openHome(page);
  await become(page, "Alt Brown");
  await page.goto(`${HOME}/@altbrown`);
  await page.getByRole("button", { name: "Edit profile" }).click();
  const dialog = page.getByRole("dialog", { name: "Edit profile" });
  const bio = `The other one, ${Date.now()}`;
  await dialog.getByRole("textbox", { name: "Bio" }).fill(bio);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("region", { name: "About Alt Brown" })).toContainText(bio);
  await page.goto(`${HOME}/@worf`);
  await expect(page.getByRole("region", { name: "About Worf" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Edit profile" })).toHaveCount(0);
});

test("two people write to each other", async ({ page }) => {
  await openHome(page);
  await page.goto(`${HOME}/@worf`);
  await page.getByRole("link", { name: "Message", exact: true }).click();
  const message = `Prune juice? ${Date.now()}`;
  const form = page.getByRole("form", { name: "Message to Worf" });
  await form.getByRole("textbox").fill(message);
  await form.getByRole("button", { name: "Send" }).click();
  await expect(page.getByRole("list", { name: "Messages" }).getByText(message)).toBeVisible();
  await become(page, "Worf");
  await page.getByRole("link", { name: "Messages" }).click();
  await page
    .getByRole("link", { name: /^Andrew Brown/ })
    .first()
    .click();
  await expect(page).toHaveURL(`${HOME}/messages/@andrewbrown`);
  await expect(page.getByRole("list", { name: "Messages" }).getByText(message)).toBeVisible();
});

test("a message that is not kept comes back into its box", async ({ page }) => {
  await page.goto(`${HOME}/messages/@londo`);
  const form = page.getByRole("form", { name: "Message to Londo Mollari" });
  await page.route("**/api/messages", (route) => route.abort());
  await form.getByRole("textbox").fill("Centauri Prime");
  await form.getByRole("button", { name: "Send" }).click();
  await expect(form.getByRole("alert")).toContainText("Not saved. Try again");
  await expect(form.getByRole("textbox")).toHaveValue("Centauri Prime");
});

test("a word is searched for, and its address can be shared", async ({ page }) => {
  await openHome(page);
  const box = page.getByRole("searchbox", { name: "Search Cruddur" });
  await box.press("Enter");
  await expect(page.getByText("Type a word to search for.")).toBeVisible();
  await box.fill("CLOUD is");
  await box.press("Enter");
  await expect(page).toHaveURL(`${HOME}/search?term=CLOUD%20is`);
  await expect(crudWith(page, "Cloud is fun!")).toBeVisible();
  await expect(crudWith(page, "The replicator")).toHaveCount(0);
  await page.goto(`${HOME}/search?term=%25%27%3B--`);
  await expect(page.getByText("No crud that is left has “%';--”.")).toBeVisible();
});

test("what trends leads to the cruds that have it, and who is suggested to their profile", async ({
  page,
}) => {
  await openHome(page);
  const around = page.getByRole("complementary", { name: "Around Cruddur" });
  await around.getByRole("region", { name: "Trending" }).getByRole("link").first().click();
  await expect(page).toHaveURL(/\/search\?term=/);
  await expect(page.getByRole("main").getByRole("article").first()).toBeVisible();
  await around
    .getByRole("link", { name: /^View / })
    .first()
    .click();
  await expect(page.getByRole("region", { name: /^About / })).toBeVisible();
});
