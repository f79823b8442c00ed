import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect as expectSoon, test } from "@playwright/test";
import type { Locator, Page } from "@playwright/test";
import { addresses } from "../../scripts/e2e/addresses.ts";
import { environment } from "../../scripts/e2e/environment.ts";

/** A busy machine takes its time. */
export const expect = expectSoon.configure({ timeout: 30_000 });

const LESSONS = join(import.meta.dirname, "../../docs/lessons");

/** A lesson as it stands in docs/lessons. */
export interface Lesson {
  name: string;
  question: string;
  /** What the button says. */
  title: string;
  /** The first thing under "What to look for", where that is a filter. */
  filter: string | undefined;
}

export function readLesson(name: string): Lesson {
  const text = readFileSync(join(LESSONS, `${name}.md`), "utf8");
  const question = /\*\*Question\.\*\* (.+)/.exec(text)?.[1];
  const title = /\*\*Button\.\*\* \*([^*]+)\*/.exec(text)?.[1];
  if (question === undefined || title === undefined) throw new Error(`${name} lacks its question or button`);
  return { name, question, title, filter: /\*\*What to look for\.\*\* `([^`]+)`/.exec(text)?.[1] };
}

/** Switches the fault of a lesson on in the page's panel, which asks what the lesson asks, and says what to do. */
export async function switchOn(page: Page, { title, question, name }: Lesson): Promise<void> {
  await page.getByRole("button", { name: "Change scenarios" }).click();
  const dialog = page.getByRole("dialog", { name: "Scenarios" });
  const scenario = dialog
    .getByRole("listitem")
    .filter({ has: page.getByRole("heading", { name: title, exact: true }) });
  await expect(scenario).toContainText(question);
  await expect(scenario.getByRole("link", { name: `Lesson about ${title}` })).toHaveAttribute(
    "href",
    new RegExp(`/${name}$`),
  );
  const control = scenario.getByRole("switch", { name: title, exact: true });
  const isUnavailable = (await control.getAttribute("aria-disabled")) === "true";
  test.skip(
    isUnavailable && environment.databaseUrl === "",
    `${title} needs a Postgres server: set DATABASE_URL_TEST`,
  );
  await control.click();
  // Writing tens of thousands of rows takes a busy machine a while.
  await expect(control).toHaveAttribute("aria-checked", "true", { timeout: 60_000 });
  await expect(scenario).toContainText("Look for");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
}

/** Puts the filter of a lesson into the console's box, as typed, and opens the trace from its row. */
export async function findTrace(page: Page, { name, filter }: Lesson, traceId: string): Promise<void> {
  if (filter === undefined) throw new Error(`${name} has no filter`);
  await page.goto(`${addresses.console}/traces`);
  await page.getByRole("combobox", { name: "Filter expression" }).fill(filter);
  await expect(page.getByText(/^[1-9][\d,]* matched of [\d,]+ scanned$/)).toBeVisible();
  const row = page.getByRole("row").locator(`a[href*="${traceId}"]`).first();
  await expect(row).toBeVisible();
  await row.click();
  await expect(stepsOnPage(page)).toBeVisible();
}

const stepsOnPage = (page: Page): Locator => page.getByRole("treegrid", { name: "Steps of the trace" });

/** The rows of the open trace's timeline that have these words. */
export function stepRows(page: Page, words: string | RegExp): Locator {
  return stepsOnPage(page).getByRole("row").filter({ hasText: words });
}

/** What the console says of the open trace. */
export const findings = (page: Page): Locator => page.getByRole("list", { name: "Findings" });

/** What the console tells of the chosen step. */
export const details = (page: Page): Locator => page.getByRole("complementary", { name: "Details" });
