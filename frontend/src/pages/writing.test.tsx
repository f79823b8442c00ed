// @vitest-environment jsdom
import { cleanup, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { answer } from "../testing/fake-api.ts";
import type { Reply } from "../testing/fake-api.ts";
import { makeActivity } from "../testing/make-activity.ts";
import { click, openPage, pass, standInForBrowser, type } from "../testing/open-page.tsx";

vi.mock("../tracing/send-segments.ts", () => ({ sendSegments: () => undefined }));

const NOW = Date.UTC(2026, 10, 24, 12);
const HOME = "/api/activities/home";

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
  standInForBrowser();
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** The feed with one crud, and `reply` for everything else. */
function feedAnd(reply: Reply): Reply {
  return (request) => (request.path === HOME ? answer([makeActivity(NOW)]) : reply(request));
}

const composer = () => screen.getByRole("form", { name: "What’s up?" });
const box = () => within(composer()).getByRole<HTMLTextAreaElement>("textbox");
const send = () => click(within(composer()).getByRole("button", { name: "Crud" }));
const cruds = () => screen.getAllByRole("article").map((crud) => crud.querySelector("p")?.textContent);

describe("a crud that is written", () => {
  it("stands in the feed at once, and is then the one that the API made", async () => {
    const kept = Promise.withResolvers<Response>();
    const asked = await openPage(feedAnd(() => kept.promise));
    await type(box(), " So be it. ");
    await send();
    expect(cruds()).toEqual(["So be it.", "A good hem hides everything."]);
    expect(box().value).toBe("");
    const body = { message: "So be it.", ttl: "7-days" };
    expect(asked).toHaveBeenLastCalledWith({ method: "POST", path: "/api/activities", body });

    kept.resolve(answer(makeActivity(NOW, { uuid: "new", message: "So be it!" }), { status: 201 }));
    await pass(0);
    expect(cruds()).toEqual(["So be it!", "A good hem hides everything."]);
    expect(
      within(composer()).getByRole("link", { name: /^Sent in .*view this request’s trace$/ }),
    ).toBeDefined();
    await pass(3_000);
    expect(within(composer()).queryByRole("link")).toBeNull();
  });

  it("is taken back with its text when the API does not keep it", async () => {
    const error = { error: { message: "The database is gone" } };
    const replies = [answer(error, { status: 503 }), answer(makeActivity(NOW, { uuid: "new" }))];
    await openPage(feedAnd(() => replies.shift() ?? answer({})));
    await type(box(), "So be it.");
    await send();
    expect(cruds()).toEqual(["A good hem hides everything."]);
    expect(box().value).toBe("So be it.");
    const alert = within(composer()).getByRole("alert");
    expect(alert.textContent).toContain("Not saved. Try again");
    expect(within(alert).getByRole("link", { name: "View this request’s trace" })).toBeDefined();
    await click(within(alert).getByRole("button", { name: "Try again" }));
    expect(within(composer()).queryByRole("alert")).toBeNull();
    expect(cruds()).toHaveLength(2);
  });

  it("that says nothing or too much is not sent", async () => {
    const asked = await openPage(feedAnd(() => answer({})));
    await send();
    expect(within(composer()).getByRole("alert").textContent).toBe("Write something first.");
    await type(box(), "a".repeat(281));
    expect(within(composer()).getByRole("alert").textContent).toBe("1 character too many.");
    await send();
    expect(asked).toHaveBeenCalledTimes(1);
  });

  it("that the API refuses has its words under it", async () => {
    await openPage(feedAnd(() => answer(["ttl_blank"], { status: 422 })));
    await type(box(), "So be it.");
    await send();
    expect(within(composer()).getByRole("alert").textContent).toBe("Choose how long it lives.");
    expect(box().value).toBe("So be it.");
  });
});

describe("a like", () => {
  const like = (name: string) => screen.getByRole("button", { name });

  it("shows at once, and what the API counts wins", async () => {
    const kept = Promise.withResolvers<Response>();
    await openPage(feedAnd(() => kept.promise));
    await click(like("Like"));
    expect(like("Like, 1 like").getAttribute("aria-pressed")).toBe("true");
    kept.resolve(answer({ likes_count: 7, reposts_count: 0, liked: true, reposted: false }));
    await pass(0);
    expect(like("Like, 7 likes")).toBeDefined();
  });

  it("is taken back when it is not kept, and tried again as it was meant", async () => {
    const standing = { likes_count: 1, reposts_count: 0, liked: true, reposted: false };
    const replies = [answer({}, { status: 500 }), answer(standing)];
    const asked = await openPage(feedAnd(() => replies.shift() ?? answer({})));
    await click(like("Like"));
    expect(like("Like").getAttribute("aria-pressed")).toBe("false");
    await click(screen.getByRole("button", { name: "Try again" }));
    expect(like("Like, 1 like").getAttribute("aria-pressed")).toBe("true");
    expect(screen.queryByRole("alert")).toBeNull();
    expect(asked.mock.calls.slice(1).map(([{ method }]) => method)).toEqual(["POST", "POST"]);
  });
});

describe("a reply", () => {
  it("stands under its crud and counts", async () => {
    const reply = makeActivity(NOW, { uuid: "reply", message: "Indeed." });
    await openPage(feedAnd(() => answer(reply, { status: 201 })));
    await click(screen.getByRole("button", { name: "Reply" }));
    const dialog = screen.getByRole("dialog", { name: "Reply to Garek" });
    await type(within(dialog).getByRole("textbox"), "Indeed.");
    await click(within(dialog).getByRole("button", { name: "Reply" }));
    expect(screen.queryByRole("dialog")).toBeNull();
    const replies = screen.getByRole("list", { name: "Replies" });
    expect(within(replies).getByText("Indeed.")).toBeDefined();
    expect(screen.getByRole("button", { name: "Reply, 1 reply" })).toBeDefined();
  });

  it("is not thrown away without a question", async () => {
    await openPage(feedAnd(() => answer({})));
    await click(screen.getByRole("button", { name: "Reply" }));
    await type(screen.getByRole("textbox", { name: "Your reply" }), "Indeed.");
    await click(screen.getByRole("button", { name: "Close" }));
    expect(screen.getByText("Throw away what you wrote?")).toBeDefined();
    await click(screen.getByRole("button", { name: "Throw away" }));
    expect(screen.queryByRole("dialog")).toBeNull();
  });
});
