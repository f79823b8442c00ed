import type { Locator, Page } from "@playwright/test";
import { addresses } from "../../scripts/e2e/addresses.ts";

export const HOME = addresses.frontend;
export const HOME_API = "**/api/activities/home";

/** Whether anything is wider than the window. */
export function isCutOff(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
}

/** The way to the trace of what the page is made of. */
export function traceLink(page: Page): Locator {
  return page.getByRole("main").getByRole("link", { name: /^Loaded in .+, view this request’s trace$/ });
}

/** The id of the trace that a link to it leads to. */
export async function traceIdOf(link: Locator): Promise<string> {
  const href = (await link.getAttribute("href")) ?? "";
  return href.split("/").at(-1) ?? "";
}

/** The feed, as it is once everything around it is there. */
export async function openHome(page: Page): Promise<void> {
  await page.goto(HOME);
  await page.getByRole("article").first().waitFor();
  await chipOf(page).waitFor();
}

/** The button that says who one is. */
export function chipOf(page: Page): Locator {
  return page.getByRole("button", { name: /change who you are$/ });
}

/** Where a crud is written on the home page. */
export function composerOf(page: Page): Locator {
  return page.getByRole("main").getByRole("form", { name: "What’s up?" });
}

export async function writeCrud(page: Page, message: string): Promise<void> {
  await composerOf(page).getByRole("textbox", { name: "What’s up?" }).fill(message);
  await composerOf(page).getByRole("button", { name: "Crud" }).click();
}

export function crudWith(page: Page, words: string): Locator {
  return page
    .getByRole("main")
    .getByRole("article", { name: /^Crud by / })
    .filter({ hasText: words });
}

/** Becomes somebody else, by the chip. */
export async function become(page: Page, displayName: string): Promise<void> {
  await chipOf(page).click();
  await page.getByRole("button", { name: displayName, exact: true }).click();
  await page.getByRole("button", { name: new RegExp(`^${displayName} .*change who you are$`) }).waitFor();
}
