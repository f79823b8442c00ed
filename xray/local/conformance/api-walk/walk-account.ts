import assert from "node:assert/strict";
import { assertIncludes, assertRejected, readList, readText } from "./api-client.ts";
import type { Walk } from "./api-client.ts";
import { newDocument, newTraceId } from "./documents.ts";

const KEY_ARN = "arn:aws:kms:us-east-1:000000000000:key/0e4a0f3c-7c3c-4a5e-9d55-1f2a3b4c5d6e";

const policyDocument = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { Service: "sns.amazonaws.com" },
      Action: "xray:PutTraceSegments",
      Resource: "*",
    },
  ],
});

/** Settings that the account has once in the Region. */
export async function walkAccount(walk: Walk): Promise<void> {
  await walkEncryption(walk);
  await walkPolicies(walk);
  await walkIndexing(walk);
  await walkRetrieval(walk);
}

async function walkEncryption({ client, check }: Walk): Promise<void> {
  await check("PutEncryptionConfig", async () => {
    const answer = await client.call("PutEncryptionConfig", { Type: "KMS", KeyId: KEY_ARN });
    assertIncludes(answer, { EncryptionConfig: { Type: "KMS", KeyId: KEY_ARN } });
    const keyless = client.call("PutEncryptionConfig", { Type: "KMS" });
    await assertRejected(keyless, "InvalidRequestException", /key/i);
  });

  await check("GetEncryptionConfig", async () => {
    assertIncludes(await client.call("GetEncryptionConfig"), {
      EncryptionConfig: { Type: "KMS", KeyId: KEY_ARN, Status: "ACTIVE" },
    });
  });
}

async function walkPolicies({ client, check }: Walk): Promise<void> {
  const policy = { PolicyName: "sns", PolicyDocument: policyDocument };

  await check("PutResourcePolicy", async () => {
    const answer = await client.call("PutResourcePolicy", policy);
    const first = readText(answer, "ResourcePolicy.PolicyRevisionId");
    assertIncludes(answer, { ResourcePolicy: policy });
    await assertRejected(
      client.call("PutResourcePolicy", { ...policy, PolicyRevisionId: `${first}9` }),
      "InvalidPolicyRevisionIdException",
      /./,
    );
    await assertRejected(
      client.call("PutResourcePolicy", { PolicyName: "broken", PolicyDocument: "{" }),
      "MalformedPolicyDocumentException",
      /./,
    );
  });

  await check("ListResourcePolicies", async () => {
    const policies = readList(await client.callAllPages("ListResourcePolicies"), "ResourcePolicies");
    assert.equal(policies.length, 1);
    assertIncludes(policies[0], policy);
  });

  await check("DeleteResourcePolicy", async () => {
    assert.deepEqual(await client.call("DeleteResourcePolicy", { PolicyName: "sns" }), {});
    assertIncludes(await client.call("ListResourcePolicies"), { ResourcePolicies: [] });
  });
}

async function walkIndexing({ client, check }: Walk): Promise<void> {
  await check("UpdateIndexingRule", async () => {
    const Rule = { Probabilistic: { DesiredSamplingPercentage: 2.5 } };
    const answer = await client.call("UpdateIndexingRule", { Name: "Default", Rule });
    assertIncludes(answer, { IndexingRule: { Name: "Default", Rule } });
    const gone = client.call("UpdateIndexingRule", { Name: "Gone", Rule });
    await assertRejected(gone, "ResourceNotFoundException", /./);
  });

  await check("GetIndexingRules", async () => {
    const rule = { Probabilistic: { DesiredSamplingPercentage: 2.5 } };
    assertIncludes(await client.call("GetIndexingRules"), {
      IndexingRules: [{ Name: "Default", Rule: rule }],
    });
  });
}

async function walkRetrieval({ client, check, observer, nowSec }: Walk): Promise<void> {
  const document = newDocument(nowSec - 120, "archive");
  await observer.seed([document]);
  const wanted = {
    TraceIds: [document.trace_id, newTraceId(nowSec)],
    StartTime: nowSec - 600,
    EndTime: nowSec,
  };
  let RetrievalToken = "";

  await check("UpdateTraceSegmentDestination", async () => {
    const answer = await client.call("UpdateTraceSegmentDestination", { Destination: "CloudWatchLogs" });
    assertIncludes(answer, { Destination: "CloudWatchLogs" });
  });

  await check("GetTraceSegmentDestination", async () => {
    const answer = await client.call("GetTraceSegmentDestination");
    assert.deepEqual(answer, { Destination: "CloudWatchLogs", Status: "ACTIVE" });
  });

  await check("StartTraceRetrieval", async () => {
    RetrievalToken = readText(await client.call("StartTraceRetrieval", wanted), "RetrievalToken");
  });

  await check("ListRetrievedTraces", async () => {
    assertIncludes(await client.call("ListRetrievedTraces", { RetrievalToken }), {
      RetrievalStatus: "COMPLETE",
      TraceFormat: "XRAY",
      Traces: [{ Id: document.trace_id, Duration: 0.1 }],
    });
    assertIncludes(await client.call("ListRetrievedTraces", { RetrievalToken, TraceFormat: "OTEL" }), {
      TraceFormat: "OTEL",
      Traces: [{ Id: document.trace_id, Spans: [{ Id: document.id }] }],
    });
    const strange = client.call("ListRetrievedTraces", { RetrievalToken: "none" });
    await assertRejected(strange, "ResourceNotFoundException", /./);
  });

  await check("GetRetrievedTracesGraph", async () => {
    const answer = await client.call("GetRetrievedTracesGraph", { RetrievalToken });
    assertIncludes(answer, { RetrievalStatus: "COMPLETE" });
    assert.equal(readList(answer, "Services").length, 3);
  });

  await check("CancelTraceRetrieval", async () => {
    const token = readText(await client.call("StartTraceRetrieval", wanted), "RetrievalToken");
    assert.deepEqual(await client.call("CancelTraceRetrieval", { RetrievalToken: token }), {});
  });
}
