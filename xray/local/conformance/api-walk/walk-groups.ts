import assert from "node:assert/strict";
import { assertIncludes, assertRejected, read, readList, readText } from "./api-client.ts";
import type { Walk } from "./api-client.ts";
import { newDocument } from "./documents.ts";

const INVALID = "InvalidRequestException";
const OUTAGE_MINUTES_AGO = 10;

/** Groups, the traces in them, and the insights found in one. */
export async function walkGroups(walk: Walk): Promise<void> {
  const { client, check } = walk;
  let arn = "";

  await check("CreateGroup", async () => {
    const group = { GroupName: "billing", FilterExpression: 'service("billing")' };
    const answer = await client.call("CreateGroup", group);
    assertIncludes(answer, { Group: { ...group, InsightsConfiguration: { InsightsEnabled: false } } });
    arn = readText(answer, "Group.GroupARN");
    assert.match(arn, /^arn:aws:xray:us-east-1:\d{12}:group\/billing\/\w+$/);
    await assertRejected(client.call("CreateGroup", group), INVALID, /already exists/);
    const broken = { GroupName: "broken", FilterExpression: 'service("billing"' };
    await assertRejected(client.call("CreateGroup", broken), INVALID, /filter expression/i);
  });

  await check("GetGroup", async () => {
    assertIncludes(await client.call("GetGroup", { GroupName: "billing" }), { Group: { GroupARN: arn } });
    assertIncludes(await client.call("GetGroup", { GroupARN: arn }), { Group: { GroupName: "billing" } });
    await assertRejected(client.call("GetGroup", { GroupName: "gone" }), INVALID, /Group not found/);
  });

  await check("GetGroups", async () => {
    const groups = readList(await client.callAllPages("GetGroups"), "Groups");
    const names = groups.map((group) => String(read(group, "GroupName")));
    assert.ok(names.includes("billing") && names.includes("Default"), names.join(", "));
  });

  await check("UpdateGroup", async () => {
    const change = { GroupARN: arn, InsightsConfiguration: { InsightsEnabled: true } };
    const answer = await client.call("UpdateGroup", change);
    assertIncludes(answer, { Group: { ...change, FilterExpression: 'service("billing")' } });
  });

  await walkInsights(walk);

  await check("DeleteGroup", async () => {
    assert.deepEqual(await client.call("DeleteGroup", { GroupARN: arn }), {});
    await assertRejected(client.call("GetGroup", { GroupARN: arn }), INVALID, /Group not found/);
  });
}

async function walkInsights({ client, check, observer, nowSec }: Walk): Promise<void> {
  const range = { StartTime: nowSec - 3_600, EndTime: nowSec };
  await observer.seed(twentyMinutesWithAnOutage(nowSec));
  let InsightId = "";

  await check("GetInsightSummaries", async () => {
    const answer = await client.call("GetInsightSummaries", { GroupName: "billing", ...range });
    assertIncludes(answer, {
      InsightSummaries: [
        { State: "CLOSED", Categories: ["FAULT"], RootCauseServiceId: { Name: "orders@db" } },
      ],
    });
    InsightId = readText(answer, "InsightSummaries.0.InsightId");
    const none = await client.call("GetInsightSummaries", { GroupName: "Default", ...range });
    assert.deepEqual(readList(none, "InsightSummaries"), []);
  });

  await check("GetInsight", async () => {
    const answer = await client.call("GetInsight", { InsightId });
    assertIncludes(answer, { Insight: { InsightId, GroupName: "billing", State: "CLOSED" } });
  });

  await check("GetInsightEvents", async () => {
    const answer = await client.call("GetInsightEvents", { InsightId, MaxResults: 10 });
    assert.ok(readList(answer, "InsightEvents").length > 0);
    assert.equal(typeof read(answer, "InsightEvents.0.EventTime"), "number");
  });

  await check("GetInsightImpactGraph", async () => {
    const answer = await client.call("GetInsightImpactGraph", { InsightId, ...range });
    const names = readList(answer, "Services").map((each) => read(each, "Name"));
    assert.ok(names.includes("billing") && names.includes("orders@db"), names.join(", "));
  });
}

/** Ten requests per minute, all of which fail in one of the minutes. */
function twentyMinutesWithAnOutage(nowSec: number): readonly object[] {
  const outageSec = (Math.trunc(nowSec / 60) - OUTAGE_MINUTES_AGO) * 60;
  return Array.from({ length: 200 }, (_, i) => {
    const startSec = nowSec - 20 * 60 + i * 6;
    return newDocument(startSec, "billing", startSec >= outageSec && startSec < outageSec + 60);
  });
}
