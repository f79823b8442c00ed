import { describe, expect, it } from "vitest";
import * as sdk from "../../protocol/testing/sdk-documents.ts";
import { deriveTraceFacts } from "./derive-facts.ts";
import { summarizeTrace } from "./summarize-trace.ts";
import type { FaultRootCause } from "../../protocol/api-types.ts";
import { makeId, makeSegment, makeSubsegment, readDocument } from "../testing/make-documents.ts";

describe("summarizeTrace", () => {
  it("tells what GetTraceSummaries tells of a trace, empty lists included", () => {
    const facts = deriveTraceFacts([readDocument(sdk.nodePlain)], 1);
    const service = { Name: "demo-app", Names: ["demo-app"] };
    expect(summarizeTrace(facts)).toEqual({
      Id: sdk.nodePlain.trace_id,
      StartTime: 1795218986.638,
      Duration: 0.005,
      ResponseTime: 0.005,
      HasFault: false,
      HasError: false,
      HasThrottle: false,
      IsPartial: false,
      Http: {
        HttpURL: "http://127.0.0.1:21101/plain",
        HttpStatus: 200,
        HttpMethod: "GET",
        UserAgent: "curl/7.88.1",
        ClientIp: "127.0.0.1",
      },
      Annotations: {},
      Users: [],
      ServiceIds: [service, { ...service, Type: "client" }],
      ResourceARNs: [],
      InstanceIds: [],
      AvailabilityZones: [],
      EntryPoint: service,
      FaultRootCauses: [],
      ErrorRootCauses: [],
      ResponseTimeRootCauses: [],
      Revision: 1,
    });
  });

  it("groups annotations by key and names the services that set them", () => {
    const annotations = { game: "chess", n: 42, vip: true, constructor: "no prototype" };
    const document = makeSegment("A", { annotations, user: "alice" });
    const summary = summarizeTrace(deriveTraceFacts([document], 3));
    const ServiceIds = [{ Name: "A", Names: ["A"] }];
    expect(summary.Annotations).toEqual({
      game: [{ AnnotationValue: { StringValue: "chess" }, ServiceIds }],
      n: [{ AnnotationValue: { NumberValue: 42 }, ServiceIds }],
      vip: [{ AnnotationValue: { BooleanValue: true }, ServiceIds }],
      constructor: [{ AnnotationValue: { StringValue: "no prototype" }, ServiceIds }],
    });
    expect(summary.Users).toEqual([{ UserName: "alice", ServiceIds }]);
    expect(summary.Revision).toBe(3);
  });

  it("leaves out what is not known yet: response time and entry point", () => {
    const summary = summarizeTrace(deriveTraceFacts([readDocument(sdk.lambdaS3Call)], 1));
    expect(summary).not.toHaveProperty("ResponseTime");
    expect(summary).not.toHaveProperty("EntryPoint");
    expect(summary).toMatchObject({ Duration: 0.2, Http: {}, IsPartial: true });
  });

  it("lists where the segments ran", () => {
    const aws = { ec2: { instance_id: "i-1", availability_zone: "us-east-1a" } };
    const document = makeSegment("A", { aws, resource_arn: "arn:aws:ecs:x" });
    expect(summarizeTrace(deriveTraceFacts([document], 1))).toMatchObject({
      ResourceARNs: [{ ARN: "arn:aws:ecs:x" }],
      InstanceIds: [{ Id: "i-1" }],
      AvailabilityZones: [{ Name: "us-east-1a" }],
    });
  });

  it("gives each service of a root cause a type, and each error's exception a name, empty where there is none", () => {
    const cause = { exceptions: [{ id: makeId("exception"), message: "no stock" }] };
    const call = makeSubsegment("stock", { namespace: "remote", fault: true, error: true, cause });
    const root = makeSegment("shop", { fault: true, error: true, subsegments: [call] });
    const summary = summarizeTrace(deriveTraceFacts([root], 1));
    const typesOf = (causes: readonly { Services: readonly { Name: string; Type?: string }[] }[]) =>
      causes.map(({ Services }) => Services.map(({ Name, Type }) => [Name, Type]));
    const expected = [
      [
        ["shop", ""],
        ["stock", "remote"],
      ],
    ];
    expect(typesOf(summary.FaultRootCauses)).toEqual(expected);
    expect(typesOf(summary.ErrorRootCauses)).toEqual(expected);
    expect(typesOf(summary.ResponseTimeRootCauses)).toEqual(expected);
    const exceptionsOf = ([first]: readonly FaultRootCause[]) =>
      first?.Services[0]?.EntityPath.flatMap(({ Exceptions }) => Exceptions);
    expect(exceptionsOf(summary.FaultRootCauses)).toEqual([{ Message: "no stock" }]);
    expect(exceptionsOf(summary.ErrorRootCauses)).toEqual([{ Name: "", Message: "no stock" }]);
    expect(summary.ServiceIds[0]).not.toHaveProperty("Type");
  });
});
