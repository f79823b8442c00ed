import { expect, test, type TestInfo } from "@playwright/test";
import { addresses } from "../../../scripts/e2e/addresses.ts";
import { makeTraceId } from "../../../scripts/e2e/segments.ts";

/** The README's pictures. They are written where UPDATE_IMAGES is set, and kept with the test's results otherwise. */
function pathOf(name: string, testInfo: TestInfo): string {
  return process.env["UPDATE_IMAGES"] ? `docs/images/${name}` : testInfo.outputPath(name);
}

test("the trace of one request, as the README shows it", async ({ page }, testInfo) => {
  await page.emulateMedia({ colorScheme: "dark" });
  for (let i = 0; i < 20; i += 1) await page.request.get(addresses.home);
  const answer = await page.request.get(addresses.home, {
    headers: { "x-amzn-trace-id": `Root=${makeTraceId()};Sampled=?` },
  });
  const root = /Root=([^;]+)/.exec(answer.headers()["x-amzn-trace-id"] ?? "")?.[1] ?? "";
  await expect
    .poll(async () => {
      const stored = await page.request.post(`${addresses.console}/Traces`, { data: { TraceIds: [root] } });
      return ((await stored.json()) as { Traces: unknown[] }).Traces.length;
    })
    .toBe(1);
  await page.goto(`/traces/${root}`);
  await page.getByRole("row", { name: /select activities/ }).click();
  await expect(page.getByRole("region", { name: "SQL" })).toBeVisible();
  await page.screenshot({ path: pathOf("trace.png", testInfo) });
});
