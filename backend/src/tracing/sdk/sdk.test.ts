/** Guards what this folder takes from the SDK: when a new version changes it, this says so before production does. */
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type * as Core from "aws-xray-sdk-core";
import { expect, test } from "vitest";
import { namespace } from "../context.ts";
import { take } from "./load.ts";
import * as samplingInside from "./sampling-inside.ts";
import * as sdk from "./sdk.ts";

const require = createRequire(import.meta.url);
// After our own modules, which change what it loads.
const SDK = require("aws-xray-sdk-core") as typeof Core;

test("the SDK is of the version that this was written for", () => {
  const { version } = require("aws-xray-sdk-core/package.json") as { version: string };
  expect(version).toBe("3.12.0");
});

test("cls-hooked, which would hook into every asynchronous operation, has no namespace", () => {
  const { namespaces } = process as unknown as { namespaces: Record<string, unknown> };
  expect(Object.keys(namespaces)).toEqual([]);
  expect(SDK.getNamespace()).toBe(namespace);
});

test("the SDK finds the current segment in our namespace", () => {
  const segment = new SDK.Segment("current");
  namespace.run(() => {
    SDK.setSegment(segment);
    expect(SDK.getSegment()).toBe(segment);
    SDK.captureFunc("step", (step) => expect(SDK.getSegment()).toBe(step));
  });
  expect(SDK.getSegment()).toBeUndefined();
});

test("a member that exists in typings only is found when the SDK is loaded", () => {
  expect(() => take<{ TraceID: unknown }>(sdk.AWSXRay, "AWSXRay", { TraceID: "function" })).toThrow(
    "aws-xray-sdk-core has changed, and is not what this was written for: AWSXRay.TraceID",
  );
});

/** `AWSXRay.middleware.resolveName` and the like, wherever they stand in this folder. */
const used = readdirSync(join(import.meta.dirname, ".."), { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ts") && !path.endsWith(".test.ts") && !path.includes("golden"))
  .flatMap((path) => {
    const text = readFileSync(join(import.meta.dirname, "..", path), "utf8");
    const names = [...Object.keys(sdk), ...Object.keys(samplingInside)].join("|");
    return text.match(new RegExp(`(?<![\\w.])(?:${names})(?:\\.\\w+)+`, "g")) ?? [];
  });

/** Set by those who use the SDK, and by its plugins. */
const SET_LATER = new Set(["segmentUtils.serviceData", "segmentUtils.pluginData", "segmentUtils.origin"]);

test.each([...new Set(used)].filter((path) => !SET_LATER.has(path)))("%s is there at run time", (path) => {
  let value: unknown = { ...sdk, ...samplingInside };
  for (const name of path.split(".")) value = (value as Record<string, unknown>)[name];
  expect(value).toBeDefined();
});
