import { describe, expect, it } from "vitest";
import { makeEdge, makeFacts, makeRequest, makeService } from "../testing/make-facts.ts";
import {
  matches,
  PLAIN,
  FAULT_CAUSED,
  ERROR_CAUSED,
  SLOW,
  withService,
  FAULTY_REQUEST,
  withEdge,
} from "../testing/filtered-facts.ts";

describe("nodes and edges", () => {
  it("asks the whole block of one request, not of several together", () => {
    const requests = [makeRequest({ fault: true }), makeRequest({ responseTimeSec: 3 })];
    const facts = withService("a", { requests });
    expect(matches('service("a") { fault } AND service("a") { responsetime > 2 }', facts)).toBe(true);
    expect(matches('service("a") { fault AND responsetime > 2 }', facts)).toBe(false);
  });

  it.each([
    ['service("a") { type = "T" }', true],
    ['service("a") { type = "U" OR name = "b" }', false],
    ['service("a") { account.id = "1" AND !inferred AND root }', true],
    ['service("alias")', true],
    ['service("A")', false],
    ["service() { ok }", true],
    ["service() { http.status = 201 }", true],
    ['service() { http.url ENDSWITH "/x" AND http.method = POST }', true],
    ["service() { partial }", false],
    ["service() { duration > 0.2 AND duration < 0.3 AND !throttle }", true],
  ])("%s is %s", (text, expected) => {
    const request = makeRequest({ http: { url: "http://a/x", method: "POST", status: 201 } });
    const node = makeService("a", { root: true, requests: [request] });
    const id = { Name: "a", Names: ["a", "alias"], Type: "T", AccountId: "1" };
    expect(matches(text, makeFacts({ services: [{ ...node, id }] }))).toBe(expected);
  });

  it.each([
    ['service(id(name: "a", type: ""))', true],
    ['service(id(name: "a", type: "", account.id: ""))', true],
    ['service(id(name: "b", type: ""))', false],
    ['edge(id(name: "a", type: ""), id(name: "b", type: "remote"))', true],
    ['edge(id(name: "a", type: ""), id(name: "b", type: ""))', false],
  ])("takes an empty type for none: %s is %s", (text, expected) => {
    const services = [makeService("a"), makeService("b", { type: "remote" })];
    expect(matches(text, makeFacts({ services, edges: [makeEdge(0, 1)] }))).toBe(expected);
  });

  it("does not take the client node, which has no requests, for one that worked", () => {
    const client = makeService("a", { type: "client", client: true, requests: [] });
    const facts = makeFacts({ services: [client, makeService("a", FAULTY_REQUEST)] });
    expect(matches('service("a") { !fault }', facts)).toBe(false);
    expect(matches('service("a") { !root }', facts)).toBe(true);
    expect(matches('service(id(name: "a", type: "client"))', facts)).toBe(true);
  });

  it.each([
    ['service("a") { inferred }', false],
    ['service("a") { !root }', false],
    ['service("a") { type = "client" }', false],
    ["service() { inferred OR !root }", false],
    ["inferred", false],
    ["!inferred", true],
    ['service("a")', true],
    ['service(id(name: "a", type: "client")) { !root }', true],
    ['edge(id(type: "client"), "a")', true],
  ])("takes no client node for a service: %s is %s", (text, expected) => {
    const client = makeService("a", { type: "client", client: true, inferred: true, requests: [] });
    const service = makeService("a", { root: true });
    expect(matches(text, makeFacts({ services: [client, service], edges: [makeEdge(0, 1)] }))).toBe(expected);
  });

  it("knows no time and no success of a request in progress", () => {
    const facts = withService("a", { requests: [makeRequest({ inProgress: true })] });
    expect(matches("service() { partial }", facts)).toBe(true);
    expect(matches("service() { ok OR responsetime >= 0 OR duration >= 0 }", facts)).toBe(false);
  });

  it("finds an edge by its ends, whatever happened on it, and the lack of one", () => {
    const facts = withEdge("a", "b");
    expect(matches('edge("a", "b")', facts)).toBe(true);
    expect(matches('edge(id(name: "a"), "b") { responsetime < 1 }', facts)).toBe(true);
    expect(matches('!edge("b", "a")', facts)).toBe(true);
    expect(matches('edge("a", "b")', makeFacts({ edges: [makeEdge(0, 7)] }))).toBe(false);
  });
});

describe("root causes", () => {
  it.each([
    ["rootcause.fault.service", FAULT_CAUSED, true],
    ["rootcause.fault.service", PLAIN, false],
    ["!rootcause.error.entity", FAULT_CAUSED, true],
    ["rootcause.fault.service { first AND last }", FAULT_CAUSED, false],
    ["rootcause.fault.service { index = 0 AND first AND !inferred }", FAULT_CAUSED, true],
    ['rootcause.fault.service { account.id = "123456789012" AND !last }', FAULT_CAUSED, true],
    ['rootcause.fault.service { name = "api" AND type = "AWS::DynamoDB" }', FAULT_CAUSED, false],
    ["rootcause.fault.entity { remote }", FAULT_CAUSED, true],
    ["rootcause.fault.entity { index = 1 AND remote }", FAULT_CAUSED, false],
    ['rootcause.fault.exception { first AND name = "Retry" }', FAULT_CAUSED, true],
    ['rootcause.fault.exception { first AND message = "Access Denied" }', FAULT_CAUSED, false],
    ["rootcause.responsetime.exception", SLOW, false],
    ["rootcause.responsetime.entity { coverage = 1 AND first }", SLOW, true],
    ["rootcause.responsetime.entity { coverage > 1 }", SLOW, false],
    ['rootcause.json = #[{"ClientImpacting":true}]', ERROR_CAUSED, true],
    ['rootcause.json != #[{"ClientImpacting":true}]', PLAIN, true],
    ['rootcause.json = #[{"ClientImpacting":false}]', ERROR_CAUSED, false],
    ['rootcause.json = #[{"Services":[{"Name":"api"}]}]', FAULT_CAUSED, false],
    [
      'rootcause.json = #[{"Services":[{"Name":"api"},{"Name":"traces","Type":"AWS::DynamoDB"}]}]',
      FAULT_CAUSED,
      true,
    ],
    ['rootcause.json = #[{"Services":[{"Name":"traces"},{"Name":"api"}]}]', FAULT_CAUSED, false],
    ['rootcause.json = #[{"Services":[{"Type":null},{}]}]', SLOW, true],
    ['rootcause.json = #[{"Services":[{"Type":null},{}]}]', FAULT_CAUSED, false],
    ['rootcause.json = #[{"Services":[{},{"EntityPath":[{},{"Coverage":0.71}]}]}]', SLOW, true],
    ['rootcause.json = #[{"Services":{"0":{"Name":"api"}}}]', FAULT_CAUSED, false],
    ['rootcause.json = #[{"ClientImpacting":true},{"Absent":1}]', FAULT_CAUSED, false],
    ['rootcause.json = #["api"]', FAULT_CAUSED, false],
    ['rootcause.json = #[{"__proto__":{"a":1}}]', FAULT_CAUSED, false],
  ])("%s (%#)", (text, facts, expected) => {
    expect(matches(text, facts)).toBe(expected);
  });
});
