import assert from "node:assert/strict";
import type { Service } from "@aws-sdk/client-xray";
import type { Run } from "../client.ts";
import { until } from "../until.ts";
import { SERVICE_NAME } from "./app.ts";
import type { TracedApp } from "./app.ts";

/** What apps call below `/calls/`: the type of its node on the map, and the form of its name. */
const CALLEES = {
  table: { type: "AWS::DynamoDB::Table", name: /^Orders$/ },
  queue: { type: "AWS::SQS::Queue", name: /\/jobs$/ },
  address: { type: "remote", name: /^localhost/ },
  database: { type: "Database::SQL", name: /./ },
} as const;

export type Callee = keyof typeof CALLEES;

/** Each callee of an app is on the map once, under its name, with an edge from the app's node. */
export async function checkCalls(
  { check, observer }: Run,
  app: TracedApp,
  called: readonly Callee[],
): Promise<void> {
  await check("calls on the map", async () => {
    const { traceId } = await app.getDecided("/calls/1", 1);
    await until(async () => {
      const { Services = [] } = await observer.api.getTraceGraph({ TraceIds: [traceId] });
      const callees = calleesOf(Services);
      const types = callees.map(({ Type = "" }) => Type);
      const expected: readonly string[] = called.map((each) => CALLEES[each].type);
      assert.deepEqual(types.toSorted(byText), expected.toSorted(byText));
      for (const each of called) {
        const { type, name } = CALLEES[each];
        assert.match(callees.find(({ Type }) => Type === type)?.Name ?? "", name);
      }
    });
  });
}

function byText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function calleesOf(services: readonly Service[]): readonly Service[] {
  const app = services.find(({ Name, Type }) => Name === SERVICE_NAME && Type !== "client");
  const ids = new Set(app?.Edges?.map(({ ReferenceId }) => ReferenceId));
  return services.filter(({ ReferenceId }) => ids.has(ReferenceId));
}
