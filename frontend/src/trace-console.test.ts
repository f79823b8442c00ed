// @vitest-environment jsdom
import { expect, it } from "vitest";
import { chooseTraceConsole } from "./trace-console.ts";

const NONE = { xrayConsoleUrl: "", awsRegion: "" };
const ID = "1-58406520-a006649127e371903a2de979";

it.each([
  [NONE, `http://localhost:2001/traces/${ID}`],
  [{ ...NONE, xrayConsoleUrl: "http://localhost:4001/" }, `http://localhost:4001/traces/${ID}`],
  [{ xrayConsoleUrl: " ", awsRegion: " " }, `http://localhost:2001/traces/${ID}`],
  [{ xrayConsoleUrl: "http://localhost:2001", awsRegion: "eu-west-1" }, `http://localhost:2001/traces/${ID}`],
  [
    { xrayConsoleUrl: "", awsRegion: "eu-west-1" },
    `https://console.aws.amazon.com/xray/home?region=eu-west-1#/traces/${ID}`,
  ],
])("with %j a trace is at %s", (settings, url) => {
  expect(chooseTraceConsole(settings).traceUrl(ID)).toBe(url);
});

it("asks the local console why a request was let go", () => {
  const request = { method: "GET", url: "http://localhost:3000/api/activities/home" };
  const url = new URL(chooseTraceConsole(NONE).samplingUrl(request) ?? "");
  expect(url.origin + url.pathname).toBe("http://localhost:2001/sampling");
  const fields = (url.searchParams.get("try") ?? "").split(",").map(decodeURIComponent);
  expect(fields).toEqual(["backend-flask", "GET", "/api/activities/home", "localhost:3000"]);
  expect(chooseTraceConsole({ ...NONE, awsRegion: "eu-west-1" }).samplingUrl(request)).toBeUndefined();
});
