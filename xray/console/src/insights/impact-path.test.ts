import { expect, test } from "vitest";
import type { ImpactService } from "../api/operations.ts";
import { impactPath } from "./impact-path.ts";

function service(ReferenceId: number, Name: string, ...to: readonly number[]): ImpactService {
  return { ReferenceId, Name, Names: [Name], Edges: to.map((id) => ({ ReferenceId: id })) };
}

const namesOf = (services: readonly ImpactService[], Name: string) =>
  impactPath(services, { Name }).map((each) => each.Name);

test("leads from who asked to the root cause", () => {
  const services = [service(1, "db"), service(2, "api", 1), service(3, "client", 2)];
  expect(namesOf(services, "db")).toEqual(["client", "api", "db"]);
  expect(namesOf(services, "api")).toEqual(["client", "api"]);
});

test("is the shortest of several", () => {
  const services = [
    service(0, "db"),
    service(1, "a", 0),
    service(2, "b", 1),
    service(3, "c", 2),
    service(4, "d", 0),
  ];
  expect(namesOf(services, "db")).toEqual(["d", "db"]);
});

test("ends in circles, at a cause that calls itself, and without one", () => {
  expect(namesOf([service(0, "a", 1), service(1, "b", 0)], "b")).toEqual(["a", "b"]);
  expect(namesOf([service(0, "a", 0)], "a")).toEqual(["a"]);
  expect(namesOf([service(0, "a", 9)], "x")).toEqual([]);
  expect(namesOf([], "x")).toEqual([]);
});
