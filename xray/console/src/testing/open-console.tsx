import "./browser/install.ts";
import { act, cleanup, render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { UserEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, vi } from "vitest";
import { App, createQueries } from "../App.tsx";
import { createStream } from "../api/stream.ts";
import { forgetList } from "../last-list.ts";
import { resetWindow } from "./browser/layout.ts";
import { passTime, startClock, stopClock } from "./clock.ts";
import { collectComplaints, complaintsSince } from "./complaints.ts";
import { startFakeXray } from "./fake-xray.ts";
import type { FakeXray } from "./fake-xray.ts";

export interface OpenConsole {
  user: UserEvent;
  xray: FakeXray;
  /** The path and query that the browser shows. */
  address: () => string;
  /** The values of the query. */
  query: () => Record<string, string>;
  /** As F5 does: opens the URL again in a new page with empty caches. */
  reload: () => Promise<void>;
  goBack: () => Promise<void>;
}

/** jsdom goes back within two timers. */
const TRAVERSED_MS = 10;

let xray: FakeXray | undefined;
let stream: ReturnType<typeof createStream> | undefined;

beforeEach(() => {
  stopClock();
  collectComplaints();
  localStorage.clear();
  forgetList();
  xray = startFakeXray();
});

afterEach(() => {
  closePage();
  xray?.close();
  resetWindow();
  vi.unstubAllGlobals();
  startClock();
  vi.restoreAllMocks();
  const complaints = complaintsSince();
  if (complaints.length > 0) throw new Error(`React complained: ${complaints.join("\n")}`);
});

/** The server of the running test. */
export function theXray(): FakeXray {
  if (xray === undefined) throw new Error("to be used within a test");
  return xray;
}

/**
 * Opens a URL in the whole console, with its own router, caches, stream and fetch client, and a server that has
 * received the documents. The clock stands at `NOW_MS` until the test lets time pass.
 */
export async function openConsole(
  address: string,
  documents: readonly (object | string)[] = [],
): Promise<OpenConsole> {
  const server = theXray();
  if (documents.length > 0) await server.receive(...documents);
  history.pushState(null, "", address);
  await loadPage();
  return {
    // A frame is drawn between two actions, as with the quickest person.
    user: userEvent.setup({ delay: 20, advanceTimers: (ms) => vi.advanceTimersByTimeAsync(ms) }),
    xray: server,
    address: () => location.pathname + location.search,
    query: () => Object.fromEntries(new URLSearchParams(location.search)),
    reload: async () => {
      await act(async () => dispatchEvent(new Event("pagehide")));
      closePage();
      await loadPage();
    },
    goBack: async () => {
      history.back();
      await passTime(TRAVERSED_MS);
      await settle();
    },
  };
}

async function loadPage(): Promise<void> {
  stream = createStream();
  render(<App queries={createQueries()} stream={stream} />);
  await settle();
}

function closePage(): void {
  cleanup();
  stream?.close();
  stream = undefined;
}

/** Waits for the code of an opened page, for answers, and for what they lead to. */
export async function settle(): Promise<void> {
  await act(() => vi.dynamicImportSettled());
  let before = -1;
  for (let now = theXray().progress(); now.open > 0 || now.asked !== before; now = theXray().progress()) {
    before = now.asked;
    // The effects of an answer wait for a timer.
    await passTime(1);
    await passTime(1);
  }
}
