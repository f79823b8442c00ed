// @vitest-environment jsdom
import { cleanup, fireEvent, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { answer, TRACE_ID } from "../testing/fake-api.ts";
import { makeActivity } from "../testing/make-activity.ts";
import { click, openPage as open, pass, standInForBrowser } from "../testing/open-page.tsx";

vi.mock("../tracing/send-segments.ts", () => ({ sendSegments: () => undefined }));

const NOW = Date.UTC(2026, 10, 24, 12);
const HOUR = 3_600_000;

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
  standInForBrowser();
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("the home feed", () => {
  it("shows cruds with what they received, their replies and their fuse", async () => {
    const reply = {
      ...makeActivity(NOW),
      uuid: "r",
      display_name: "Worf",
      handle: "worf",
      message: "So be it.",
    };
    const crud = makeActivity(NOW, { likes_count: 5, replies_count: 1, replies: [reply] });
    await open(async () => answer([crud]));

    const article = screen.getByRole("article", { name: "Crud by Garek" });
    expect(within(article).getByText("A good hem hides everything.")).toBeDefined();
    expect(within(article).getByText("gone in 11 hours")).toBeDefined();
    expect(within(article).getByRole("button", { name: "Like, 5 likes" })).toBeDefined();
    expect(within(article).getByRole("button", { name: "Repost" })).toBeDefined();
    expect(within(article).getByRole("img", { name: "92 % of its time is left" })).toBeDefined();
    const replies = within(article).getByRole("list", { name: "Replies" });
    expect(within(replies).getByText("So be it.")).toBeDefined();
    expect(document.title).toBe("Home, Cruddur");
  });

  it("asks once, and leads to the trace of that request", async () => {
    const requests = await open(async () => answer([makeActivity(NOW)]));
    expect(requests).toHaveBeenCalledTimes(1);
    const link = screen.getByRole("link", { name: /^Loaded in \d+ ms, view this request’s trace$/ });
    expect(link.getAttribute("href")).toBe(`http://localhost:2001/traces/${TRACE_ID}`);
  });

  it("leads to the sampling rules when the request was let go", async () => {
    await open(async () => answer([makeActivity(NOW)], { sampled: "0" }));
    const link = screen.getByRole("link", { name: /, not sampled$/ });
    expect(link.getAttribute("href")).toMatch(/^http:\/\/localhost:2001\/sampling\?try=backend-flask%2CGET/);
  });

  it("says so when tracing is off", async () => {
    await open(async () => new Response("[]", { headers: { "X-Request-Id": "a" } }));
    expect(screen.getByText(/, not traced$/)).toBeDefined();
    expect(screen.queryByRole("link", { name: /trace$/ })).toBeNull();
  });

  it("shows that it waits only when it waits long", async () => {
    await open(() => new Promise(() => undefined));
    await pass(199);
    expect(screen.queryByText("Loading the feed")).toBeNull();
    await pass(1);
    expect(screen.getByText("Loading the feed")).toBeDefined();
  });

  it("says when there is nothing", async () => {
    await open(async () => answer([]));
    expect(screen.getByText("Nothing here. Everything has burned down. Write the next one.")).toBeDefined();
  });

  it("loads again when Home is chosen", async () => {
    const requests = await open(async () => answer([makeActivity(NOW)]));
    await click(screen.getByRole("link", { name: "Home" }));
    expect(requests).toHaveBeenCalledTimes(2);
  });

  it("keeps a long talk short until it is opened", async () => {
    const replies = Array.from({ length: 5 }, (_, index) => ({
      ...makeActivity(NOW),
      uuid: `r${index}`,
      message: `Reply ${index}`,
    }));
    await open(async () => answer([makeActivity(NOW, { replies })]));
    expect(screen.queryByText("Reply 3")).toBeNull();
    await click(screen.getByRole("button", { name: "Show 2 more replies" }));
    expect(screen.getByText("Reply 4")).toBeDefined();
  });
});

describe("a feed that did not load", () => {
  it("says why, leads to the trace, and tries again", async () => {
    const error = { error: { message: "The database cannot be reached right now" } };
    const replies = [answer(error, { status: 503 }), answer([makeActivity(NOW)])];
    await open(async () => replies.shift() ?? answer([]));

    const alert = screen.getByRole("alert");
    expect(alert.textContent).toContain("The feed did not load. Try again");
    expect(alert.textContent).toContain("The API answered 503: The database cannot be reached right now.");
    const link = within(alert).getByRole("link", { name: "View this request’s trace" });
    expect(link.getAttribute("href")).toBe(`http://localhost:2001/traces/${TRACE_ID}`);

    await click(within(alert).getByRole("button", { name: "Try again" }));
    expect(screen.queryByRole("alert")).toBeNull();
    expect(screen.getByRole("article", { name: "Crud by Garek" })).toBeDefined();
    expect(document.activeElement).toBe(screen.getByRole("main"));
  });

  it("has no trace to show when the API was never reached", async () => {
    await open(async () => new Response("", { status: 500 }));
    const alert = screen.getByRole("alert");
    expect(within(alert).queryByRole("link")).toBeNull();
  });

  it("keeps what was there before", async () => {
    const replies = [answer([makeActivity(NOW)]), answer({}, { status: 500 })];
    await open(async () => replies.shift() ?? answer([]));
    await click(screen.getByRole("link", { name: "Home" }));
    expect(screen.getByRole("alert")).toBeDefined();
    expect(screen.getByRole("article", { name: "Crud by Garek" })).toBeDefined();
  });
});

describe("a crud", () => {
  const endsIn = (leftMs: number) => [
    makeActivity(NOW, { expires_at: new Date(NOW + leftMs).toISOString() }),
  ];
  const slot = () => screen.getByRole("article", { name: "Crud by Garek", hidden: true }).parentElement;

  it("is told its time by the minute, and by the second at the end", async () => {
    await open(async () => answer(endsIn(150_000)));
    expect(screen.getAllByText("3 min")).not.toHaveLength(0);
    await pass(90_000);
    expect(screen.getAllByText("1 min")).not.toHaveLength(0);
    await pass(20_000);
    expect(screen.getAllByText("40 s")).not.toHaveLength(0);
    await pass(1_000);
    expect(screen.getAllByText("39 s")).not.toHaveLength(0);
  });

  it("fades at its end and closes the gap", async () => {
    await open(async () => answer(endsIn(2_000)));
    await pass(1_999);
    expect(slot()?.className).toBe("crud-slot");
    await pass(1);
    expect(slot()?.className).toBe("crud-slot burned closed");
    expect(screen.getByText("Nothing here. Everything has burned down. Write the next one.")).toBeDefined();
  });

  it("leaves its gap open while somebody points at the feed", async () => {
    await open(async () => answer(endsIn(2_000)));
    fireEvent.pointerEnter(screen.getByRole("list", { name: "Cruds" }));
    await pass(2_000);
    expect(slot()?.className).toBe("crud-slot burned");
    fireEvent.pointerLeave(screen.getByRole("list", { name: "Cruds" }));
    expect(slot()?.className).toBe("crud-slot burned closed");
  });

  it("catches up when the page is seen again", async () => {
    await open(async () => answer(endsIn(11 * HOUR)));
    vi.setSystemTime(NOW + 3 * HOUR);
    fireEvent(document, new Event("visibilitychange"));
    expect(screen.getAllByText("8 h")).not.toHaveLength(0);
  });
});

describe("other addresses", () => {
  it("say that nothing is there", async () => {
    const requests = await open(async () => answer([]), "/nowhere");
    expect(screen.getByText(/Gone, or never here\./)).toBeDefined();
    expect(requests).not.toHaveBeenCalled();
  });
});
