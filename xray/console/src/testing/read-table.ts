import { screen, within } from "@testing-library/react";

/** The text of a table's cells, row by row, its head first; white space as one reads it. */
export function readTable(name: string | RegExp): readonly (readonly string[])[] {
  return within(screen.getByRole("table", { name }))
    .getAllByRole("row")
    .map((row) => [...row.querySelectorAll("th, td")].map(textOf));
}

/** One column of a table, without its head; the first column is 0. */
export function readColumn(name: string | RegExp, column: number): readonly string[] {
  return readTable(name)
    .slice(1)
    .map((cells) => cells[column] ?? "");
}

/** The text of an element, with single spaces in place of no-break spaces and runs of spaces. */
export function textOf(element: Element | null | undefined): string {
  return (element?.textContent ?? "").replaceAll(/\s+/g, " ").trim();
}
