import * as sdk from "@aws-sdk/client-xray";
import { ApiError } from "../api-walk/api-client.ts";
import type { ApiClient } from "../api-walk/api-client.ts";
import { toWire, withDates } from "../api-walk/times.ts";
import { walkOperations } from "../api-walk/walk-operations.ts";
import type { Client } from "../client.ts";
import { pinnedVersion } from "./pinned-version.ts";

type AnyCommand = new (
  input: object,
) => ConstructorParameters<typeof sdk.GetGroupsCommand>[0] & sdk.GetGroupsCommand;
type AnyPaginator = (config: { client: sdk.XRayClient }, input: object) => AsyncIterable<object>;

export const sdkForJavascript: Client = {
  id: "sdk-js",
  name: "@aws-sdk/client-xray",
  section: "operations",
  isExpectedInCi: true,
  async find() {
    return { version: pinnedVersion("@aws-sdk/client-xray") };
  },
  async run(run) {
    const credentials = { accessKeyId: "any", secretAccessKey: "any" };
    const endpoint = run.server.apiUrl;
    const client = new sdk.XRayClient({ endpoint, region: "us-east-1", credentials, maxAttempts: 1 });
    await walkOperations(run, toApiClient(client));
  },
};

function toApiClient(client: sdk.XRayClient): ApiClient {
  const members: Readonly<Record<string, unknown>> = { ...sdk };
  return {
    async call(operation, input = {}) {
      const Command = members[`${operation}Command`] as AnyCommand;
      const { $metadata: _, ...output } = await translated(client.send(new Command(withDates(input))));
      return toWire(output);
    },
    async callAllPages(operation, input = {}) {
      const paginate = members[`paginate${operation}`] as AnyPaginator;
      const merged: Record<string, unknown[]> = {};
      for await (const page of paginate({ client }, withDates(input))) {
        for (const [name, value] of Object.entries(page)) {
          if (Array.isArray(value)) merged[name] = [...(merged[name] ?? []), ...(value as unknown[])];
        }
      }
      return toWire(merged);
    },
  };
}

async function translated<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof sdk.XRayServiceException) throw new ApiError(error.name, error.message);
    throw error;
  }
}
