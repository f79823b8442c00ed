import { describe, expect, it } from "vitest";
import type { TraceFacts } from "../../model/trace-facts.ts";
import { makeFacts, makeRequest, makeService } from "../testing/make-facts.ts";
import {
  matches,
  PLAIN,
  FAULTY,
  FAILED,
  FAULT_CAUSED,
  ERROR_CAUSED,
  SLOW,
  withService,
  FAULTY_REQUEST,
  FAILED_REQUEST,
  withEdge,
} from "../testing/filtered-facts.ts";

describe("the examples of AWS's page", () => {
  const url = (http: string) => makeFacts({ http: { url: http, status: 200 } });
  const annotated = (key: string, value: string | number | boolean) =>
    makeFacts({ annotations: [{ key, value, services: [0] }] });

  it.each<[string, TraceFacts, TraceFacts]>([
    ["responsetime > 5", makeFacts({ responseTimeSec: 5.001 }), makeFacts({ responseTimeSec: 5 })],
    [
      "duration >= 5 AND duration <= 8",
      makeFacts({ endSec: 1_700_000_005.1 }),
      makeFacts({ endSec: 1_700_000_008.2 }),
    ],
    [
      "duration >= 5 AND duration <= 8",
      makeFacts({ endSec: 1_700_000_008.1 }),
      makeFacts({ endSec: 1_700_000_005 }),
    ],
    ["ok !partial duration <3", PLAIN, makeFacts({ partial: true })],
    ["ok = false", FAULTY, PLAIN],
    ["!ok", FAILED, PLAIN],
    ["http.status != 200", FAILED, PLAIN],
    ['http.url CONTAINS "/api/game/"', url("http://a/api/game/1"), url("http://a/api/user/1")],
    ['user CONTAINS ""', makeFacts({ users: [{ name: "alice", services: [0] }] }), PLAIN],
    [
      'service("api.example.com") { fault }',
      withService("api.example.com", FAULTY_REQUEST),
      withService("other.example.com", FAULTY_REQUEST),
    ],
    [
      'service("api.example.com") { fault }',
      withService("api.example.com", FAULTY_REQUEST),
      withService("api.example.com"),
    ],
    ["service() { fault }", withService("any", FAULTY_REQUEST), withService("any", FAILED_REQUEST)],
    [
      'service("data-plane") {root = true and fault = true}',
      withService("data-plane", { root: true, ...FAULTY_REQUEST }),
      withService("data-plane", FAULTY_REQUEST),
    ],
    [
      'edge("api.example.com", "backend.example.com") { error }',
      withEdge("api.example.com", "backend.example.com", makeRequest({ error: true })),
      withEdge("backend.example.com", "api.example.com", makeRequest({ error: true })),
    ],
    [
      'edge("api.example.com", "backend.example.com") { fault = true }',
      withEdge("api.example.com", "backend.example.com", makeRequest({ fault: true })),
      withEdge("api.example.com", "backend.example.com"),
    ],
    [
      'http.url BEGINSWITH "http://api.example.com/" AND http.url CONTAINS "/v2/" AND !service("api.example.com")',
      { ...url("http://api.example.com/v2/a"), services: [makeService("other")] },
      { ...url("http://api.example.com/v2/a"), services: [makeService("api.example.com")] },
    ],
    [
      "http.url AND responseTime > 2",
      makeFacts({ http: { url: "/" }, responseTimeSec: 2.1 }),
      makeFacts({ responseTimeSec: 2.1 }),
    ],
    ['annotation.gameid = "817DL6VO"', annotated("gameid", "817DL6VO"), annotated("gameid", "817dl6vo")],
    ["annotation.age", annotated("age", 0), annotated("Age", 0)],
    ["!annotation.age", PLAIN, annotated("age", "")],
    ["annotation.age > 29", annotated("age", 30), annotated("age", 29)],
    ["annotation.age > 29", annotated("age", 29.5), annotated("age", "30")],
    [
      'service(id(name: "random-name", type: "AWS::Lambda::Function")) { error }',
      withService("random-name", { type: "AWS::Lambda::Function", ...FAILED_REQUEST }),
      withService("random-name", { type: "AWS::Lambda", ...FAILED_REQUEST }),
    ],
    [
      'service("random-name") { error }',
      withService("random-name", { type: "AWS::Lambda", ...FAILED_REQUEST }),
      withService("random-name", { type: "AWS::Lambda" }),
    ],
    [
      'service(id(type: "AWS::Lambda::Function")) { error }',
      withService("any", { type: "AWS::Lambda::Function", ...FAILED_REQUEST }),
      withService("any", FAILED_REQUEST),
    ],
    [
      'service(id(account.id: "123456789012"))',
      withService("any", { accountId: "123456789012" }),
      withService("any", { accountId: "210987654321" }),
    ],
    ['rootcause.fault.entity { last and name = "deserialize" }', FAULT_CAUSED, ERROR_CAUSED],
    ['rootcause.error.entity { last and name = "deserialize" }', ERROR_CAUSED, FAULT_CAUSED],
    ['rootcause.fault.service { name = "traces" }', FAULT_CAUSED, SLOW],
    [
      'rootcause.fault.service { inferred and name = traces and type = "AWS::DynamoDB" }',
      FAULT_CAUSED,
      PLAIN,
    ],
    ['rootcause.responsetime.entity { remote and coverage > 0.7 and name = "traces" }', SLOW, FAULT_CAUSED],
    ["rootcause.responsetime.entity { last and coverage > 0.75 }", SLOW, FAULT_CAUSED],
    ['rootcause.responsetime.service { last and type = "AWS::DynamoDB" }', SLOW, FAULT_CAUSED],
    ['rootcause.fault.exception { last and message = "Access Denied" }', FAULT_CAUSED, SLOW],
    [
      'rootcause.json = #[{ "Services": [ { "Name": "GetWeatherData", "EntityPath": [{ "Name": "GetWeatherData" }, { "Name": "get_temperature" } ] }, { "Name": "GetTemperature", "EntityPath": [ { "Name": "GetTemperature" }, {} ] } ] }]',
      SLOW,
      FAULT_CAUSED,
    ],
    [
      'service("api.example.com") { fault = true OR responsetime > 2.5 } AND annotation.account = "12345"',
      {
        ...annotated("account", "12345"),
        services: [makeService("api.example.com", { requests: [makeRequest({ responseTimeSec: 3 })] })],
      },
      annotated("account", "12345"),
    ],
    [
      '((service(id(name: "q" , type: "AWS::SQS::Queue" ))) OR service("y")) AND !service(id(name: "x", type: "client"))',
      withService("q", { type: "AWS::SQS::Queue" }),
      makeFacts({ services: [makeService("y"), makeService("x", { type: "client", client: true })] }),
    ],
    [
      'rootcause.fault.service { name CONTAINS "tra" } AND (service(id(type: "Database::SQL")))',
      { ...FAULT_CAUSED, services: [makeService("db", { type: "Database::SQL" })] },
      FAULT_CAUSED,
    ],
    [
      '(service(id(name: "frontend"  ))) AND (Annotation[aws.local.environment] = "dev")',
      { ...annotated("aws.local.environment", "dev"), services: [makeService("frontend")] },
      withService("frontend"),
    ],
  ])("%s", (text, matching, other) => {
    expect(matches(text, matching)).toBe(true);
    expect(matches(text, other)).toBe(false);
  });

  it('group.name = "high_response_time" AND user = "alice"', () => {
    const text = 'group.name = "high_response_time" AND user = "alice"';
    const groups = { high_response_time: "responsetime > 3" };
    const users = [{ name: "alice", services: [0] }];
    expect(matches(text, makeFacts({ users, responseTimeSec: 4 }), groups)).toBe(true);
    expect(matches(text, makeFacts({ users, responseTimeSec: 2 }), groups)).toBe(false);
    expect(matches(text, makeFacts({ responseTimeSec: 4 }), groups)).toBe(false);
  });

  it("rootcause.fault.service { index > 5 }", () => {
    const services = Array.from({ length: 7 }, (_, index) => ({
      Name: `s${index}`,
      Names: [`s${index}`],
      Inferred: false,
      EntityPath: [],
    }));
    const long = makeFacts({ faultRootCauses: [{ ClientImpacting: true, Services: services }] });
    const short = makeFacts({ faultRootCauses: [{ ClientImpacting: true, Services: services.slice(0, 6) }] });
    expect(matches("rootcause.fault.service { index > 5 }", long)).toBe(true);
    expect(matches("rootcause.fault.service { index > 5 }", short)).toBe(false);
  });
});
