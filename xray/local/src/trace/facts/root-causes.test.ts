import { describe, expect, it } from "vitest";
import type { SegmentDocument } from "../../protocol/segment-document.ts";
import * as sdk from "../../protocol/testing/sdk-documents.ts";
import { assembleTrace } from "../assemble-trace.ts";
import { findErrorRootCauses, findFaultRootCauses, findResponseTimeRootCauses } from "./root-causes.ts";
import {
  makeId,
  makeIndependent,
  makeSegment,
  makeSubsegment,
  readDocument,
} from "../testing/make-documents.ts";

const faultsOf = (...documents: SegmentDocument[]) => findFaultRootCauses(assembleTrace(documents));
const errorsOf = (...documents: SegmentDocument[]) => findErrorRootCauses(assembleTrace(documents));
const lengthsOf = (...documents: SegmentDocument[]) => findResponseTimeRootCauses(assembleTrace(documents));

const refused = { Name: "Error", Message: "connect ECONNREFUSED 127.0.0.1:1" };

describe("fault root causes", () => {
  it("lead from the entry point to the call that failed, with the exception wherever it is referred to", () => {
    expect(faultsOf(readDocument(sdk.nodeSameErrorThrice))).toEqual([
      {
        Services: [
          {
            Name: "demo-app",
            Names: ["demo-app"],
            Inferred: false,
            EntityPath: [
              { Name: "demo-app", Exceptions: [refused], Remote: false },
              { Name: "load feed", Exceptions: [refused], Remote: false },
              { Name: "127.0.0.1", Exceptions: [refused], Remote: true },
            ],
          },
          {
            Name: "127.0.0.1",
            Names: ["127.0.0.1"],
            Type: "remote",
            Inferred: true,
            EntityPath: [{ Name: "127.0.0.1", Exceptions: [], Remote: true }],
          },
        ],
        ClientImpacting: true,
      },
    ]);
  });

  it("go on into the service that failed", () => {
    const call = makeSubsegment("c", { namespace: "remote", fault: true });
    const [cause] = faultsOf(
      makeSegment("A", { fault: true, subsegments: [call] }),
      makeSegment("B", { parent_id: makeId("c"), fault: true, cause: { exceptions: [{ message: "no" }] } }),
    );
    expect(cause?.Services).toMatchObject([
      { Name: "A", EntityPath: [{ Name: "A" }, { Name: "c", Remote: true }] },
      { Name: "B", EntityPath: [{ Name: "B", Exceptions: [{ Message: "no" }], Remote: false }] },
    ]);
  });

  it("do not impact the client where the root recovered", () => {
    const call = makeSubsegment("c", { namespace: "remote", fault: true });
    expect(faultsOf(makeSegment("A", { subsegments: [call] }))).toMatchObject([{ ClientImpacting: false }]);
  });

  it("follow the id of an exception recorded elsewhere", () => {
    const call = makeSubsegment("c", {
      fault: true,
      cause: { exceptions: [{ id: makeId("e"), type: "E" }] },
    });
    const [cause] = faultsOf(makeSegment("A", { fault: true, cause: makeId("e"), subsegments: [call] }));
    expect(cause?.Services[0]?.EntityPath[0]).toEqual({
      Name: "A",
      Exceptions: [{ Name: "E" }],
      Remote: false,
    });
  });

  it("leave a reference to nothing empty", () => {
    expect(
      faultsOf(makeSegment("A", { fault: true, cause: { id: makeId("gone"), exceptions: [] } })),
    ).toMatchObject([{ Services: [{ EntityPath: [{ Exceptions: [] }] }] }]);
  });

  it("name failures that differ once each, and at most ten", () => {
    const failing = (name: string, id: string) => makeSubsegment(name, { id: makeId(id), fault: true });
    const alike = Array.from({ length: 20 }, (_, index) => failing("same", `s${index}`));
    const different = Array.from({ length: 20 }, (_, index) => failing(`d${index}`, `d${index}`));
    expect(faultsOf(makeSegment("A", { subsegments: alike }))).toHaveLength(1);
    expect(faultsOf(makeSegment("A", { subsegments: different }))).toHaveLength(10);
  });

  it("are none of a step whose segment never arrived", () => {
    expect(faultsOf(makeIndependent("charge card", "gone", { fault: true }))).toEqual([]);
  });

  it("are none without a fault", () => {
    expect(faultsOf(makeSegment("A", { error: true }))).toEqual([]);
  });
});

describe("error root causes", () => {
  it("name the throttled table", () => {
    expect(errorsOf(readDocument(sdk.nodeDynamoDb))).toMatchObject([
      {
        Services: [
          { Name: "demo-app", EntityPath: [{ Name: "demo-app" }, { Name: "DynamoDB", Remote: true }] },
          { Name: "cruds", Type: "AWS::DynamoDB::Table", Inferred: true },
        ],
        ClientImpacting: false,
      },
    ]);
  });

  it("are the segment itself when nothing below it erred", () => {
    expect(errorsOf(makeSegment("A", { error: true }))).toMatchObject([
      { Services: [{ Name: "A", EntityPath: [{ Name: "A" }] }], ClientImpacting: true },
    ]);
  });
});

describe("response time root causes", () => {
  // The guide's example: GetWeatherData (100 %) > get_temperature (80 %) > GetTemperature (70 %).
  const call = makeSubsegment("get_temperature", { namespace: "remote", start_time: 100, end_time: 108 });
  const short = makeSubsegment("parse", { start_time: 108, end_time: 109 });
  const weather = makeSegment("GetWeatherData", { end_time: 110, subsegments: [short, call] });
  const temperature = makeSegment("GetTemperature", {
    parent_id: makeId("get_temperature"),
    start_time: 100.5,
    end_time: 107.5,
  });

  it("follow the longest steps with their share of the response", () => {
    expect(lengthsOf(temperature, weather)).toEqual([
      {
        Services: [
          {
            Name: "GetWeatherData",
            Names: ["GetWeatherData"],
            Inferred: false,
            EntityPath: [
              { Name: "GetWeatherData", Coverage: 1, Remote: false },
              { Name: "get_temperature", Coverage: 0.8, Remote: true },
            ],
          },
          {
            Name: "GetTemperature",
            Names: ["GetTemperature"],
            Inferred: false,
            EntityPath: [{ Name: "GetTemperature", Coverage: 0.7, Remote: false }],
          },
        ],
        ClientImpacting: true,
      },
    ]);
  });

  it("end at the inferred service", () => {
    expect(lengthsOf(weather)[0]?.Services.at(-1)).toEqual({
      Name: "get_temperature",
      Names: ["get_temperature"],
      Type: "remote",
      Inferred: true,
      EntityPath: [{ Name: "get_temperature", Coverage: 0.8, Remote: true }],
    });
  });

  it("are none where no step takes a fifth, or the root is open or took no time", () => {
    const { end_time: _, ...open } = weather;
    expect(lengthsOf(makeSegment("A", { end_time: 110, subsegments: [short] }))).toEqual([]);
    expect(lengthsOf({ ...open, in_progress: true })).toEqual([]);
    expect(lengthsOf(makeSegment("A", { end_time: 100, subsegments: [short] }))).toEqual([]);
    expect(lengthsOf()).toEqual([]);
  });

  it("cover no more than all of it", () => {
    const endless = makeSubsegment("c", { end_time: 500 });
    expect(lengthsOf(makeSegment("A", { subsegments: [endless] }))[0]?.Services[0]?.EntityPath[1]).toEqual({
      Name: "c",
      Coverage: 1,
      Remote: false,
    });
  });
});
