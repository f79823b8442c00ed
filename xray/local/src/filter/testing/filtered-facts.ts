import type { FaultRootCause, ResponseTimeRootCause } from "../../protocol/api-types.ts";
import type { TraceFacts } from "../../model/trace-facts.ts";
import { compileFilter } from "../evaluate/evaluate-filter.ts";
import type { FilterExpression } from "../filter-expression.ts";
import { parseFilter } from "../parse/parse-filter.ts";
import { makeEdge, makeFacts, makeRequest, makeService } from "./make-facts.ts";

export function matches(
  text: string,
  facts: TraceFacts,
  groups: Readonly<Record<string, string>> = {},
): boolean {
  const parsed = new Map<string, FilterExpression>();
  for (const [name, filter] of Object.entries(groups)) parsed.set(name, parseFilter(filter));
  return compileFilter(parseFilter(text), { groups: parsed })(facts);
}

/** A trace without anything that a condition could find. */
export const PLAIN = makeFacts();

export const FAULTY = makeFacts({ fault: true, http: { status: 500 } });

export const FAILED = makeFacts({ error: true, http: { status: 404 } });

export const faultCause: FaultRootCause = {
  ClientImpacting: true,
  Services: [
    {
      Name: "api",
      Names: ["api"],
      Type: "AWS::ECS::Container",
      AccountId: "123456789012",
      Inferred: false,
      EntityPath: [
        { Name: "api", Exceptions: [], Remote: false },
        { Name: "deserialize", Exceptions: [], Remote: false },
      ],
    },
    {
      Name: "traces",
      Names: ["traces"],
      Type: "AWS::DynamoDB",
      Inferred: true,
      EntityPath: [
        {
          Name: "traces",
          Exceptions: [
            { Name: "Retry", Message: "again" },
            { Name: "AccessDenied", Message: "Access Denied" },
          ],
          Remote: true,
        },
      ],
    },
  ],
};

export const responseTimeCause: ResponseTimeRootCause = {
  ClientImpacting: true,
  Services: [
    {
      Name: "GetWeatherData",
      Names: ["GetWeatherData"],
      Inferred: false,
      EntityPath: [
        { Name: "GetWeatherData", Coverage: 1, Remote: false },
        { Name: "get_temperature", Coverage: 0.8, Remote: false },
      ],
    },
    {
      Name: "GetTemperature",
      Names: ["GetTemperature"],
      Type: "AWS::DynamoDB",
      Inferred: false,
      EntityPath: [
        { Name: "GetTemperature", Coverage: 0.7, Remote: false },
        { Name: "traces", Coverage: 0.71, Remote: true },
      ],
    },
  ],
};

export const FAULT_CAUSED = makeFacts({ fault: true, faultRootCauses: [faultCause] });

export const ERROR_CAUSED = makeFacts({ error: true, errorRootCauses: [faultCause] });

export const SLOW = makeFacts({ responseTimeRootCauses: [responseTimeCause] });

export function withService(...parameters: Parameters<typeof makeService>): TraceFacts {
  return makeFacts({ services: [makeService(...parameters)] });
}

export const FAULTY_REQUEST = { requests: [makeRequest({ fault: true })] };

export const FAILED_REQUEST = { requests: [makeRequest({ error: true })] };

export function withEdge(from: string, to: string, request = makeRequest()): TraceFacts {
  return makeFacts({
    services: [makeService(from), makeService(to)],
    edges: [makeEdge(0, 1, { requests: [request] })],
  });
}
