import "./browser/install.ts";
import { configure } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { UserEvent } from "@testing-library/user-event";
import { createRoot } from "react-dom/client";
import type { Root } from "react-dom/client";
import { afterEach, beforeEach, vi } from "vitest";
import { App, createQueries } from "../App.tsx";
import { createStream } from "../api/stream.ts";
import { startFakeXray } from "./fake-xray.ts";
import type { FakeXray } from "./fake-xray.ts";

/** The time of one part of a slow drawing: React may stop between two parts. */
const PART_MS = 5;

function Part() {
  const endMs = performance.now() + PART_MS;
  while (performance.now() < endMs);
  return null;
}

/** Takes as long to draw as a list of thousands of rows on a slow machine. */
export function SlowDrawing({ ms }: { ms: number }) {
  return Array.from({ length: ms / PART_MS }, (_, index) => <Part key={index} />);
}

/** The pause between two keys of a quick typist. */
const KEY_MS = 30;

let xray: FakeXray | undefined;
let stream: ReturnType<typeof createStream> | undefined;
let root: Root | undefined;

beforeEach(() => {
  localStorage.clear();
  document.body.replaceChildren();
  xray = startFakeXray();
  // As in a browser: typed text is drawn when React finds time, not before the next key.
  configure({ eventWrapper: (event) => event(), asyncWrapper: (wait) => wait(), asyncUtilTimeout: 20_000 });
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", false);
});

afterEach(() => {
  root?.unmount();
  stream?.close();
  xray?.close();
  vi.unstubAllGlobals();
});

/**
 * The whole console with the real clock, and React at its own pace: drawing takes time, and other things happen
 * meanwhile. In the page that it opens, `SlowDrawing` replaces one part.
 */
export async function openSlowConsole(
  address: string,
  documents: readonly object[] = [],
): Promise<{ user: UserEvent; query: () => Record<string, string> }> {
  await xray?.server.context.store.put(documents.map((document) => JSON.stringify(document)));
  history.pushState(null, "", address);
  const page = document.createElement("div");
  document.body.append(page);
  stream = createStream();
  root = createRoot(page);
  root.render(<App queries={createQueries()} stream={stream} />);
  return {
    user: userEvent.setup({ delay: KEY_MS }),
    query: () => Object.fromEntries(new URLSearchParams(location.search)),
  };
}
