// @vitest-environment jsdom
import { expect, it } from "vitest";
import { readPageSettings, writePageSettings } from "./page-settings.ts";

const HTML = '<!doctype html><html><head><meta charset="utf-8"></head><body></body></html>';

function parse(html: string): Document {
  return new DOMParser().parseFromString(html, "text/html");
}

it.each([
  { xrayConsoleUrl: "http://localhost:4001", awsRegion: "" },
  { xrayConsoleUrl: "", awsRegion: "eu-west-1" },
  { xrayConsoleUrl: '"><script>alert(1)</script>&amp;$&', awsRegion: "'<" },
])("the page reads what the server wrote: %j", (settings) => {
  const page = parse(writePageSettings(HTML, settings));
  expect(readPageSettings(page)).toEqual(settings);
  expect(page.querySelector("script")).toBeNull();
});

it("nothing is set in a page that nobody wrote to", () => {
  expect(readPageSettings(parse(HTML))).toEqual({ xrayConsoleUrl: "", awsRegion: "" });
});
