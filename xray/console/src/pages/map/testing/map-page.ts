import { screen, within } from "@testing-library/react";
import { makeRequest, traceIdOf } from "../../../testing/app-requests.ts";
import { passTime } from "../../../testing/clock.ts";
import { openConsole, settle } from "../../../testing/open-console.tsx";
import type { OpenConsole } from "../../../testing/open-console.tsx";

export const DOCUMENTS = [
  makeRequest(traceIdOf(1), { durationMs: 20 }),
  makeRequest(traceIdOf(2, 50), { agoSec: 50, durationMs: 40 }),
  makeRequest(traceIdOf(3, 40), { agoSec: 40, durationMs: 80 }),
  makeRequest(traceIdOf(4, 30), { agoSec: 30, durationMs: 160, status: 500 }),
];

/** Selections are in the URL after this time. */
const SETTLED_MS = 1000;

export const map = () => within(screen.getByRole("group", { name: "Trace map" }));

export const node = (name: RegExp) => map().getByRole("button", { name });

export const panel = () => within(screen.getByRole("complementary", { name: "Details" }));

export const noPanel = () => screen.queryByRole("complementary", { name: "Details" }) === null;

export async function settleDown(): Promise<void> {
  await passTime(SETTLED_MS);
  await settle();
}

export async function openPanel(name: RegExp, query = ""): Promise<OpenConsole> {
  const opened = await openConsole(`/map${query}`, DOCUMENTS);
  await opened.user.click(node(name));
  await settleDown();
  return opened;
}
