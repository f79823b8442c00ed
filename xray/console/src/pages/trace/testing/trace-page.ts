import { screen, within } from "@testing-library/react";
import { makeRequest, traceIdOf } from "../../../testing/app-requests.ts";
import { passTime } from "../../../testing/clock.ts";
import { textOf } from "../../../testing/read-table.ts";

export const ID = traceIdOf(1);

export const PATH = `/traces/${ID}`;

const SELECT = "SELECT name FROM users WHERE id = $1";

const INSERT = "INSERT INTO activities (message) VALUES ($1)";

/** 200 ms: a wait of 79 ms, six alike queries of 16 ms each, then one that throws. */
export const SLOW = makeRequest(ID, {
  durationMs: 200,
  waitMs: 80,
  status: 500,
  queries: [SELECT, SELECT, SELECT, SELECT, SELECT, SELECT, INSERT],
});

const SETTLED_MS = 200;

export const grid = () => screen.getByRole("treegrid", { name: "Steps of the trace" });

export const rows = () => within(grid()).getAllByRole("row");

export const rowTexts = () => rows().map((row) => textOf(within(row).getAllByRole("gridcell")[0]));

export const addressSettles = () => passTime(SETTLED_MS);
