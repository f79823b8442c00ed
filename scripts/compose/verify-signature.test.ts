import { expect, it } from "vitest";
import { isSignedWith } from "./verify-signature.ts";
import type { RecordedRequest } from "./verify-signature.ts";
import { XRayClient, PutTelemetryRecordsCommand } from "@aws-sdk/client-xray";

const credentials = {
  accessKeyId: "AKIDEXAMPLE",
  secretAccessKey: "not-a-secret",
  sessionToken: "token/with+signs==",
};

/** What the AWS SDK would send, caught before it leaves. */
async function makeSignedRequest(): Promise<RecordedRequest> {
  let caught: RecordedRequest | undefined;
  const client = new XRayClient({ region: "us-east-1", credentials, maxAttempts: 1 });
  client.middlewareStack.add(
    () => async (args) => {
      const { method, path, headers, body } = args.request as {
        method: string;
        path: string;
        headers: Record<string, string>;
        body: string;
      };
      const lower = Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
      );
      caught = { method, url: path, headers: lower, body };
      throw new Error("caught");
    },
    { step: "finalizeRequest", priority: "low", name: "catch" },
  );
  await client
    .send(new PutTelemetryRecordsCommand({ TelemetryRecords: [{ Timestamp: new Date(0) }] }))
    .catch(() => undefined);
  if (!caught) throw new Error("nothing was sent");
  return caught;
}

it("recognises the AWS SDK's own signature", async () => {
  expect(isSignedWith(credentials, await makeSignedRequest())).toBe(true);
});

it("refuses another secret, another token and a changed body", async () => {
  const request = await makeSignedRequest();
  expect(isSignedWith({ ...credentials, secretAccessKey: "another" }, request)).toBe(false);
  expect(isSignedWith({ ...credentials, sessionToken: "another" }, request)).toBe(false);
  expect(isSignedWith(credentials, { ...request, body: `${request.body} ` })).toBe(false);
});

it("refuses a request without a signature", () => {
  expect(isSignedWith(credentials, { method: "POST", url: "/TraceSegments", headers: {}, body: "" })).toBe(
    false,
  );
});
