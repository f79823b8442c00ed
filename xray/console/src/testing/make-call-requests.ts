import { makeRequest, traceIdOf } from "./app-requests.ts";

/** A request whose only call is a `GetItem` of the AWS SDK, answered with this status. */
export function makeAwsRequest(number: number, status: number, retries = 0, table = "products"): object {
  const traceId = traceIdOf(50_000 + number);
  const request = makeRequest(traceId, { path: "/api/files", queries: [] });
  const at = (request as { start_time: number }).start_time;
  return Object.assign(request, {
    subsegments: [
      {
        id: `f${number.toString(16).padStart(15, "0")}`,
        name: "DynamoDB",
        namespace: "aws",
        start_time: at + 0.001,
        end_time: at + 0.011,
        ...(status === 429 && { throttle: true, error: true }),
        http: { response: { status } },
        aws: { operation: "GetItem", table_name: table, region: "eu-central-1", retries },
      },
    ],
  });
}

/** A request whose only call is a charge at another service, each of an id of its own. */
export function makeRemoteRequest(number: number): object {
  const request = makeRequest(traceIdOf(60_000 + number), { path: "/api/pay", queries: [] });
  const at = (request as { start_time: number }).start_time;
  return Object.assign(request, {
    subsegments: [
      {
        id: `e${number.toString(16).padStart(15, "0")}`,
        name: "api.stripe.com",
        namespace: "remote",
        start_time: at + 0.001,
        end_time: at + 0.02,
        http: {
          request: { method: "POST", url: `https://api.stripe.com/v1/charges/${1000 + number}` },
          response: { status: 200 },
        },
      },
    ],
  });
}
