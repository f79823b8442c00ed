import * as sdk from "@aws-sdk/client-xray";
import type { Run } from "../client.ts";
import type { ApiClient } from "./api-client.ts";
import { walkAccount } from "./walk-account.ts";
import { walkGroups } from "./walk-groups.ts";
import { walkSampling } from "./walk-sampling.ts";
import { walkTraces } from "./walk-traces.ts";

/** All operations of the service, as AWS's own SDK knows them. */
const operationNames: readonly string[] = Object.keys(sdk)
  .filter((name) => /[a-z]Command$/.test(name))
  .map((name) => name.replace(/Command$/, ""))
  .sort();

/** Calls every operation through a client, each with what the calls before it did. */
export async function walkOperations({ check, observer }: Run, client: ApiClient): Promise<void> {
  const called = new Set<string>();
  const counted: typeof check = (operation, body) => {
    called.add(operation);
    return check(operation, body);
  };
  const nowSec = Math.trunc(Date.now() / 1_000);
  const walk = { client, check: counted, observer, nowSec };
  await walkTraces(walk);
  await walkSampling(walk);
  await walkGroups(walk);
  await walkAccount(walk);
  for (const operation of operationNames.filter((name) => !called.has(name))) {
    await check(operation, () => Promise.reject(new Error("The walk does not call it")));
  }
}
