// @vitest-environment jsdom
import { screen, within } from "@testing-library/react";
import { describe, expect, test, vi } from "vitest";
import { makeRequest, stepIdOf, traceIdOf } from "../testing/app-requests.ts";
import { passTime } from "../testing/clock.ts";
import { openConsole, settle, theXray } from "../testing/open-console.tsx";

const MARKUP = `<img src=x onerror="alert(1)">`;
const SCRIPT = "javascript:alert(1)";
const BACKWARDS = "\u202etxt.exe";
const LONG = "x".repeat(3000);
const ID = traceIdOf(1);

/** A request all of whose texts are meant to do harm, as far as the server takes them in. */
const HOSTILE = {
  ...makeRequest(ID, {
    status: 500,
    path: `/${encodeURIComponent(MARKUP)}?q=${MARKUP}`,
    user: MARKUP,
    queries: [`SELECT '${MARKUP}' FROM "${LONG}"`],
    exception: { type: MARKUP, message: `${MARKUP} ${BACKWARDS}` },
    annotations: { note: MARKUP, link: SCRIPT },
    metadata: { [MARKUP]: [SCRIPT, LONG] },
  }),
  http: {
    request: { method: MARKUP, url: SCRIPT, user_agent: MARKUP, client_ip: MARKUP },
    response: { status: 500 },
  },
};

/** What no text of a trace may become. */
function expectNoHarm(): void {
  expect(document.querySelector("img, script, iframe, object, embed")).toBeNull();
  const addresses = [...document.querySelectorAll("[href], [src], [action]")].map(
    (element) =>
      element.getAttribute("href") ?? element.getAttribute("src") ?? element.getAttribute("action") ?? "",
  );
  expect(addresses.filter((address) => /^\s*(?:javascript|data|vbscript):/i.test(address))).toEqual([]);
  const handlers = [...document.querySelectorAll("*")].flatMap((element) =>
    [...element.attributes].filter(({ name }) => name.startsWith("on")),
  );
  expect(handlers).toEqual([]);
}

describe("texts of a trace stay texts", () => {
  test.each([
    "/traces",
    "/traces?cols=time,request,annotation.note,annotation.link,client,id",
    `/traces/${ID}`,
    `/traces/${ID}?row=${stepIdOf(ID, 2)}`,
    "/map",
    "/map?view=table",
    `/compare/${ID}/${ID}`,
    "/sampling",
    "/groups",
  ])("in %s", async (path) => {
    await openConsole(path, [HOSTILE]);
    await passTime(500);
    expect(screen.getByRole("main")).toBeDefined();
    expectNoHarm();
  });

  test("in the documents that were rejected", async () => {
    await openConsole("/health?reason=ParseError", [`{"name": "${MARKUP}" ${SCRIPT}`]);
    expect(screen.getByRole("figure").textContent).toContain(MARKUP);
    expectNoHarm();
  });

  test("in what is picked out of them: a value becomes a filter that finds its trace", async () => {
    const { user } = await openConsole("/traces", [HOSTILE, makeRequest(traceIdOf(2))]);
    const rail = within(screen.getByRole("complementary", { name: "Refine" }));
    const value = rail.getAllByRole("button").find((button) => button.textContent.startsWith(MARKUP));
    await user.click(value ?? document.body);
    await settle();
    expect(screen.getByRole("combobox", { name: "Filter expression" }).ariaInvalid).toBe("false");
    expect(screen.getByRole("table", { name: "Traces" }).getAttribute("aria-rowcount")).toBe("2");
    expectNoHarm();
  });

  test("in the name of a group and its filter", async () => {
    await theXray().call("/CreateGroup", {
      GroupName: "quotes",
      FilterExpression: String.raw`user = "a\"b<c>"`,
    });
    const { user } = await openConsole("/groups", [HOSTILE]);
    await user.click(screen.getByRole("button", { name: "Edit" }));
    expect(screen.getByRole<HTMLInputElement>("combobox").value).toBe(String.raw`user = "a\"b<c>"`);
    expectNoHarm();
  });
});

describe("addresses that nobody made", () => {
  test.each([
    `/traces?filter=${encodeURIComponent(MARKUP)}`,
    `/traces?group=${encodeURIComponent(MARKUP)}`,
    `/traces?brush=NaN~Infinity,-1~x&sort=${encodeURIComponent(MARKUP)}&cols=,,,`,
    `/traces/${encodeURIComponent(MARKUP)}`,
    `/traces/%E0%A4%A`,
    `/traces/${ID}?row=${encodeURIComponent(MARKUP)}&zoom=1e309~-1&fold=,,`,
    `/map?node=${encodeURIComponent(MARKUP)}&brush=a~b&outcomes=none&size=x&show=y&view=z`,
    "/map?edge=~",
    `/sampling?rule=${encodeURIComponent(MARKUP)}&try=%E0%A4%A,,,,,`,
    `/health?reason=${encodeURIComponent(MARKUP)}`,
    `/compare/${encodeURIComponent(MARKUP)}/..`,
  ])("%s break nothing", async (path) => {
    // The router says of a path that is not well escaped that it cannot be decoded.
    vi.spyOn(console, "warn").mockImplementation(() => undefined);
    await openConsole(path, [HOSTILE]);
    await passTime(1500);
    expect(screen.getByRole("navigation", { name: "Views" })).toBeDefined();
    expect(screen.getAllByRole("main").length).toBe(1);
    expectNoHarm();
  });
});
