import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, render } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { createMemoryRouter, RouterProvider } from "react-router";
import { vi } from "vitest";
import { QUERY_DEFAULTS } from "../api/query-defaults.ts";
import { routes } from "../routes.tsx";
import { tracer } from "../tracing/browser-tracer.ts";
import { fakeApi } from "./fake-api.ts";
import type { Reply } from "./fake-api.ts";

/** Opens a URL with a fake clock; `reply` answers its requests. Resolves when everything that was answered is drawn. */
export async function openPage(reply: Reply, address = "/") {
  const asked = fakeApi(reply);
  tracer.begin("route_change");
  const client = new QueryClient({ defaultOptions: QUERY_DEFAULTS });
  render(
    <QueryClientProvider client={client}>
      <RouterProvider router={createMemoryRouter(routes, { initialEntries: [address] })} />
    </QueryClientProvider>,
  );
  await pass(0);
  return asked;
}

export async function pass(ms: number) {
  await act(async () => {
    await vi.advanceTimersByTimeAsync(ms);
  });
}

const user = () => userEvent.setup({ advanceTimers: (ms) => vi.advanceTimersByTimeAsync(ms) });

export async function click(element: HTMLElement) {
  await user().click(element);
  await pass(0);
}

export async function type(element: HTMLElement, text: string) {
  await user().type(element, text);
  await pass(0);
}

/** jsdom has no dialogs, popovers or layout: these implement what pages use of them. */
export function standInForBrowser() {
  // Testing Library advances a fake clock only under this name.
  vi.stubGlobal("jest", { advanceTimersByTime: (ms: number) => vi.advanceTimersByTime(ms) });
  vi.stubGlobal("scrollTo", () => undefined);
  HTMLElement.prototype.scrollIntoView = () => undefined;
  HTMLDialogElement.prototype.showModal = function showModal(this: HTMLDialogElement) {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function close(this: HTMLDialogElement) {
    this.open = false;
  };
}
