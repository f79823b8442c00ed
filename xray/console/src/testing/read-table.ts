import { screen, within } from "@testing-library/react";

/** Text of the cells of a table, row by row, its head first; spaces as one reads them. */
export function readTable(name: string | RegExp): readonly (readonly string[])[] {
  return within(screen.getByRole("table", { name }))
    .getAllByRole("row")
    .map((row) => [...row.querySelectorAll("th, td")].map(textOf));
}

/** One column of a table, without its head; columns are counted from 0. */
export function readColumn(name: string | RegExp, column: number): readonly string[] {
  return readTable(name)
    .slice(1)
    .map((cells) => cells[column] ?? "");
}

/** The text of an element with no-break spaces and runs of spaces as one space. */
export function textOf(element: Element | null | undefined): string {
  return (element?.textContent ?? "").replaceAll(/\s+/g, " ").trim();
}
