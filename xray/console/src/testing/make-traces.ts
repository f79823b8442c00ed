import type { SegmentDocument } from "xray-local/protocol/segment-document.ts";
import { at, makeSegment, makeSub } from "./make-documents.ts";

/** Documents in the form of real senders, reduced to what matters. Times in milliseconds after `T0_SEC`. */
export const SENDERS = {
  /** The backend of this repository: waits apart from work, SQL with parameters, a failed call to another service. */
  backend: [
    makeSegment("backend", 0, 100, {
      name: "backend-flask",
      http: {
        request: { method: "GET", url: "http://localhost:5000/api/activities/home?limit=20" },
        response: { status: 200 },
      },
      subsegments: [
        makeSub("wait", 5, 45, { name: "wait for a connection", annotations: { wait: true } }),
        makeSub("select", 45, 70, {
          name: "cruddur@127.0.0.1",
          namespace: "remote",
          sql: { sanitized_query: "SELECT a.uuid FROM public.activities a WHERE a.expires_at > $1" },
          annotations: { query: "home", rows: 24 },
          metadata: { database: { num_results: 24 } },
        }),
        makeSub("preview", 70, 90, {
          name: "link-preview.local",
          namespace: "remote",
          fault: true,
          http: {
            request: { method: "GET", url: "http://link-preview.local/og" },
            response: { status: 503 },
          },
        }),
      ],
    }),
  ],
  /** Node's SDK passes one error up through the steps as an id; the callee's segment arrives before the caller's. */
  nodeErrorPassedOn: [
    makeSegment("root", 0, 50, {
      fault: true,
      cause: { id: "query" },
      http: { response: { status: 500 } },
      subsegments: [
        makeSub("handler", 2, 48, {
          fault: true,
          cause: { id: "query", exceptions: [] },
          subsegments: [
            makeSub("query", 4, 46, {
              name: "cruddur@127.0.0.1",
              namespace: "remote",
              fault: true,
              sql: { sanitized_query: "update activities set replies_count = replies_count + 1" },
              cause: { exceptions: [{ id: "ex", type: "DatabaseError", message: "deadlock detected" }] },
            }),
          ],
        }),
      ],
    }),
  ],
  /** The callee's document comes first; the caller's subsegment joins them. */
  nodeCalleeFirst: [
    makeSegment("callee", 12, 18, { parent_id: "call" }),
    makeSegment("caller", 0, 30, {
      subsegments: [makeSub("call", 10, 20, { name: "callee.local", namespace: "remote", traced: true })],
    }),
  ],
  /** Python's SDK names an exception that was recorded below by its id alone. */
  pythonCauseId: [
    makeSegment("app", 0, 20, {
      fault: true,
      cause: "ex1",
      aws: { xray: { sdk: "X-Ray for Python" } },
      subsegments: [
        makeSub("boto", 3, 12, {
          name: "dynamodb",
          namespace: "aws",
          fault: true,
          aws: { operation: "PutItem", table_name: "cruddur-messages", region: "us-east-1" },
          cause: { exceptions: [{ id: "ex1", type: "ClientError", message: "no such table" }] },
        }),
      ],
    }),
  ],
  /** Go's SDK traces the phases of an HTTP call as subsegments; the callee is below the whole call. */
  goPhases: [
    makeSegment("go", 0, 40, {
      subsegments: [
        makeSub("http", 5, 35, {
          name: "api.local",
          namespace: "remote",
          subsegments: [
            makeSub("connect", 5, 9, { subsegments: [makeSub("dns", 5, 6), makeSub("dial", 6, 9)] }),
            makeSub("request", 9, 10),
            makeSub("response", 10, 35),
          ],
        }),
      ],
    }),
    makeSegment("api", 12, 30, { parent_id: "http" }),
  ],
  /** Java streams finished subsegments alone, here before their segment, and a child before its parent. */
  javaStreamed: [
    makeSegment("inner", 4, 6, { type: "subsegment", parent_id: "outer" }),
    makeSegment("outer", 2, 8, { type: "subsegment", parent_id: "java" }),
    makeSegment("java", 0, 10, { origin: "AWS::ECS::Fargate" }),
  ],
  /** Lambda: the service's segment, and the function's below it; the initialisation is a child that began before it. */
  lambda: [
    makeSegment("service", 0, 200, {
      name: "fn",
      origin: "AWS::Lambda",
      http: { response: { status: 200 } },
    }),
    makeSegment("function", 60, 198, {
      name: "fn",
      origin: "AWS::Lambda::Function",
      parent_id: "service",
      subsegments: [makeSub("init", 10, 60, { name: "Initialization" }), makeSub("invocation", 62, 190)],
    }),
  ],
  /** API Gateway's stage in front of a function, joined segment to segment. */
  apiGateway: [
    makeSegment("stage", 0, 80, {
      origin: "AWS::APIGateway::Stage",
      subsegments: [makeSub("integration", 5, 75, { name: "Lambda", namespace: "aws" })],
    }),
    makeSegment("fn", 10, 70, { origin: "AWS::Lambda", parent_id: "integration" }),
  ],
  /** The exporter of OpenTelemetry: every span that is not a server's is an independent subsegment. */
  otlp: [
    makeSegment("server", 0, 25, {
      origin: "AWS::EC2::Instance",
      metadata: { default: { "otel.resource.x": 1 } },
    }),
    makeSegment("client", 5, 20, {
      type: "subsegment",
      parent_id: "server",
      namespace: "remote",
      name: "GET",
    }),
    makeSegment("internal", 6, 8, { type: "subsegment", parent_id: "server" }),
  ],
  /** A consumer that links to the producer's trace. */
  sqsLink: [
    makeSegment("consumer", 0, 15, {
      links: [{ trace_id: "1-6b00de2a-aaaaaaaaaaaaaaaaaaaaaaaa", id: "producer" }],
    }),
  ],
  /** X-Ray's own document for a call whose callee sent none. */
  inferred: [
    makeSegment("app", 0, 20, {
      subsegments: [
        makeSub("put", 3, 12, {
          name: "DynamoDB",
          namespace: "aws",
          aws: { operation: "PutItem", table_name: "t" },
        }),
      ],
    }),
    makeSegment("made-up", 3, 12, {
      name: "DynamoDB",
      inferred: true,
      parent_id: "put",
      origin: "AWS::DynamoDB::Table",
    }),
  ],
  oneSegmentAlone: [makeSegment("alone", 0, 12)],
  orphans: [
    makeSegment("lost", 30, 40, { type: "subsegment", parent_id: "never-sent" }),
    makeSegment("called", 0, 50, { parent_id: "caller-elsewhere" }),
  ],
  inProgress: [
    {
      ...makeSegment("open", 0, 0),
      end_time: undefined,
      in_progress: true,
      subsegments: [makeSub("done", 5, 25)],
    },
  ] as unknown as SegmentDocument[],
  inProgressThenComplete: [
    makeSegment("seg", 0, 40),
    { trace_id: "t", id: "seg", name: "seg", start_time: at(0), in_progress: true },
  ],
  /** The callee's clock is 100 ms behind, so that it seems to begin before it was called. */
  clockBehind: [
    makeSegment("caller", 0, 50, { subsegments: [makeSub("call", 10, 40, { namespace: "remote" })] }),
    makeSegment("callee", -80, -60, { parent_id: "call", subsegments: [makeSub("query", -75, -65)] }),
  ],
  /** A message that was handled after the call that sent it had ended. */
  asynchronous: [
    makeSegment("producer", 0, 20, { subsegments: [makeSub("send", 5, 10, { namespace: "aws" })] }),
    makeSegment("worker", 200, 260, { parent_id: "send" }),
  ],
  /** Three services down an API gives no answer; each above throws or answers because of it, and one cleans up. */
  failedFarBelow: [
    makeSegment("shop", 0, 2210, {
      name: "shop-web",
      origin: "AWS::RUM::AppMonitor",
      fault: true,
      http: { request: { method: "GET", url: "http://shop.local/checkout" }, response: { status: 502 } },
      subsegments: [
        makeSub("fetch", 96, 2178, {
          name: "checkout.local",
          namespace: "remote",
          fault: true,
          http: {
            request: { method: "POST", url: "http://checkout.local/api/checkout" },
            response: { status: 502 },
          },
        }),
      ],
    }),
    makeSegment("checkout", 100, 2176, {
      parent_id: "fetch",
      fault: true,
      http: { response: { status: 502 } },
      cause: { exceptions: [{ id: "ex2", type: "UpstreamError", message: "payment answered 502" }] },
      subsegments: [
        makeSub("charge", 200, 2170, {
          name: "payment.local",
          namespace: "remote",
          fault: true,
          http: { response: { status: 502 } },
        }),
        makeSub("release", 2171, 2175, { name: "inventory", namespace: "remote" }),
      ],
    }),
    makeSegment("payment", 204, 2168, {
      parent_id: "charge",
      fault: true,
      http: { response: { status: 502 } },
      subsegments: [
        makeSub("chargeCard", 210, 2167, {
          fault: true,
          cause: { exceptions: [{ id: "ex1", type: "PaymentTimeout", message: "no answer in 2000 ms" }] },
          subsegments: [
            makeSub("stripe", 222, 2166, {
              name: "stripe.com",
              namespace: "remote",
              fault: true,
              http: { request: { method: "POST", url: "https://api.stripe.com/v1/charges" } },
            }),
          ],
        }),
      ],
    }),
  ],
  cycle: [makeSegment("a", 0, 10, { parent_id: "b" }), makeSegment("b", 2, 8, { parent_id: "a" })],
} satisfies Record<string, SegmentDocument[]>;
