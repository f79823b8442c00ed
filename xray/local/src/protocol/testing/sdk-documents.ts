/**
 * Documents as clients send them. Node's were captured from aws-xray-sdk-* 3.12.0; the others follow the source of
 * their SDK or the Developer Guide. Members beyond the schema, and their order, come from the clients.
 */

const TRACE_ID = "1-6b00de39-26be0b22a1d1c3e4f5061728";

/** aws-xray-sdk-express: GET /plain answered with 200. */
export const nodePlain = {
  trace_id: "1-6b00de2b-29d8800d391ab00f001fc444",
  id: "c5a141f311df5e9b",
  start_time: 1795218986.638,
  name: "demo-app",
  service: { runtime: "node", runtime_version: "v20.20.2", version: "unknown", name: "unknown" },
  aws: { xray: { sdk: "X-Ray for Node.js", sdk_version: "3.12.0", package: "aws-xray-sdk-core" } },
  http: {
    request: {
      method: "GET",
      user_agent: "curl/7.88.1",
      client_ip: "127.0.0.1",
      url: "http://127.0.0.1:21101/plain",
    },
    response: { status: 200 },
  },
  end_time: 1795218986.643,
};

/** Node: a query, a call of an instrumented service (`traced` at the top level), user, annotations, metadata. */
export const nodeCaller = {
  ...nodePlain,
  trace_id: TRACE_ID,
  id: "5d3a1f0c9b8e7a64",
  name: "backend-flask",
  start_time: 1795219001.47,
  user: "alice",
  annotations: { game: "chess", n: 42, vip: true },
  metadata: { ns: { k: { a: [1, 2] } } },
  subsegments: [
    {
      id: "d0be29206e3d197d",
      name: "postgres@127.0.0.1",
      start_time: 1795219001.472,
      namespace: "remote",
      sql: {
        url: "postgresql://127.0.0.1:55432/postgres",
        user: "dbuser",
        sanitized_query: "SELECT 1",
      },
      annotations: { query: "one" },
      end_time: 1795219001.475,
    },
    {
      id: "a3e9fefd7ede67ec",
      name: "127.0.0.1",
      start_time: 1795219001.481,
      namespace: "remote",
      http: {
        request: { url: "http://127.0.0.1/plain", method: "GET" },
        response: { status: 200, content_length: 2 },
      },
      traced: true,
      end_time: 1795219001.487,
    },
  ],
  end_time: 1795219001.49,
};

/** The service that `nodeCaller` calls; its segment arrives first. */
export const nodeCallee = {
  ...nodePlain,
  trace_id: TRACE_ID,
  id: "b3b6ddb04f643255",
  parent_id: "a3e9fefd7ede67ec",
  start_time: 1795219001.484,
  end_time: 1795219001.485,
};

const refused = {
  working_directory: "/app",
  exceptions: [
    {
      message: "connect ECONNREFUSED 127.0.0.1:1",
      type: "Error",
      stack: [{ path: "node", line: null, label: "TCPConnectWrap.afterConnect [as oncomplete]" }],
      remote: false,
      id: "06b24591f898b327",
    },
  ],
};

/** Node: one Error object passes through two subsegments to the segment, which refer to the innermost by its id. */
export const nodeSameErrorThrice = {
  ...nodePlain,
  trace_id: "1-6b00de3a-0a1b2c3d4e5f60718293a4b5",
  fault: true,
  cause: { id: "1f23236d031f9587" },
  http: { ...nodePlain.http, response: { status: 500 } },
  subsegments: [
    {
      id: "75986ce03388c76f",
      name: "load feed",
      start_time: 1795218986.639,
      fault: true,
      cause: { id: "1f23236d031f9587", exceptions: [] },
      end_time: 1795218986.642,
      subsegments: [
        {
          id: "1f23236d031f9587",
          name: "127.0.0.1",
          start_time: 1795218986.64,
          namespace: "remote",
          http: { request: { url: "http://127.0.0.1/", method: "GET" } },
          end_time: 1795218986.642,
          fault: true,
          cause: refused,
        },
      ],
    },
  ],
};

/** Node with a streaming threshold: a closed subsegment in a document of its own. */
export const nodeStreamed = {
  id: "7b4c4c1fe6cc93ec",
  name: "o0",
  start_time: 1795218986.639,
  end_time: 1795218986.641,
  type: "subsegment",
  parent_id: nodePlain.id,
  trace_id: nodePlain.trace_id,
};

/** Node, AWS SDK v3: a throttled call to DynamoDB, retried. */
export const nodeDynamoDb = {
  ...nodePlain,
  trace_id: "1-6b00de3b-0a1b2c3d4e5f60718293a4b5",
  subsegments: [
    {
      id: "045b43fdfae7cb13",
      name: "DynamoDB",
      start_time: 1795218986.639,
      namespace: "aws",
      aws: {
        operation: "PutItem",
        region: "us-east-1",
        request_id: "RID1",
        retries: 3,
        table_name: "cruds",
      },
      http: { response: { status: 400, content_length: 112 } },
      error: true,
      throttle: true,
      end_time: 1795218986.642,
    },
  ],
};

/** aws-xray-sdk for Python in Flask: `namespace` of local work is "local", embedded subsegments repeat where they belong. */
export const pythonFlask = {
  name: "backend-flask",
  id: "3f1c5a7e9b2d4680",
  trace_id: "1-6b00de3c-0a1b2c3d4e5f60718293a4b5",
  start_time: 1795218990.123456,
  end_time: 1795218990.153456,
  in_progress: false,
  http: {
    request: {
      url: "http://localhost:4567/api/activities/home",
      method: "GET",
      client_ip: "172.18.0.1",
      user_agent: "curl/8",
    },
    response: { status: 200, content_length: 1204 },
  },
  aws: { xray: { sdk: "X-Ray for Python", sdk_version: "2.14.0", auto_instrumentation: false } },
  service: { runtime: "CPython", runtime_version: "3.10.14" },
  subsegments: [
    {
      id: "8c0e2a4b6d1f3957",
      name: "mock-data",
      parent_id: "3f1c5a7e9b2d4680",
      trace_id: "1-6b00de3c-0a1b2c3d4e5f60718293a4b5",
      type: "subsegment",
      namespace: "local",
      in_progress: false,
      start_time: 1795218990.130456,
      end_time: 1795218990.140456,
      metadata: { default: { now: "2026-11-24", "results-size": 3 } },
    },
  ],
};

/** CloudWatch RUM's web client: the page, and its call of the backend. */
export const rumBrowser = {
  version: "1.0.0",
  id: "0f1e2d3c4b5a6978",
  trace_id: TRACE_ID,
  name: "cruddur-web",
  origin: "AWS::RUM::AppMonitor",
  start_time: 1795219001.4,
  end_time: 1795219001.52,
  in_progress: false,
  subsegments: [
    {
      id: "53995c3f42cd8ad8",
      name: "localhost:5000",
      namespace: "remote",
      start_time: 1795219001.41,
      end_time: 1795219001.51,
      in_progress: false,
      http: {
        request: { method: "GET", url: "http://localhost:5000/api/activities/home", traced: true },
        response: { status: 200, content_length: 86 },
      },
    },
  ],
};

const LAMBDA_TRACE_ID = "1-6b00de3d-0a1b2c3d4e5f60718293a4b5";

/** Lambda the service, then the function: two segments of one name, the second a child of the first. */
export const lambdaService = {
  id: "4e1fa5a3d1c2b3a4",
  trace_id: LAMBDA_TRACE_ID,
  name: "resize",
  start_time: 1795219010.1,
  end_time: 1795219010.5,
  http: { response: { status: 200 } },
  aws: {
    request_id: "8b2f6c1e",
    function_arn: "arn:aws:lambda:us-east-1:123456789012:function:resize",
    resource_names: ["resize"],
  },
  origin: "AWS::Lambda",
  resource_arn: "arn:aws:lambda:us-east-1:123456789012:function:resize",
};

export const lambdaFunction = {
  id: "59fa4c3d2b1a0987",
  parent_id: lambdaService.id,
  trace_id: LAMBDA_TRACE_ID,
  name: "resize",
  start_time: 1795219010.2,
  end_time: 1795219010.48,
  aws: { account_id: "123456789012", function_arn: lambdaService.aws.function_arn },
  origin: "AWS::Lambda::Function",
  resource_arn: lambdaService.resource_arn,
};

/** A subsegment that the function's SDK streamed. */
export const lambdaS3Call = {
  id: "6a7b8c9d0e1f2a3b",
  parent_id: lambdaFunction.id,
  trace_id: LAMBDA_TRACE_ID,
  type: "subsegment",
  name: "S3",
  namespace: "aws",
  start_time: 1795219010.25,
  end_time: 1795219010.45,
  aws: { operation: "GetObject", region: "us-east-1", bucket_name: "avatars", key: "a.png" },
  http: { response: { status: 200, content_length: 5 } },
};

const QUEUE_TRACE_ID = "1-6b00de3e-0a1b2c3d4e5f60718293a4b5";
const QUEUE_URL = "https://sqs.us-east-1.amazonaws.com/123456789012/cruds";

export const sqsProducer = {
  ...nodePlain,
  id: "1111111111111111",
  trace_id: QUEUE_TRACE_ID,
  name: "backend-flask",
  start_time: 1795219020,
  end_time: 1795219020.02,
  subsegments: [
    {
      id: "2222222222222222",
      name: "SQS",
      namespace: "aws",
      start_time: 1795219020.005,
      end_time: 1795219020.015,
      aws: { operation: "SendMessage", queue_url: QUEUE_URL, region: "us-east-1" },
      http: { response: { status: 200, content_length: 378 } },
    },
  ],
};

/** The worker that reads the message half a second later and also links to the trace of the batch before. */
export const sqsConsumer = {
  id: "3333333333333333",
  trace_id: QUEUE_TRACE_ID,
  parent_id: "2222222222222222",
  name: "worker",
  start_time: 1795219020.505,
  end_time: 1795219020.605,
  links: [
    {
      trace_id: lambdaFunction.trace_id,
      id: lambdaFunction.id,
      attributes: { "messaging.system": "AmazonSQS" },
    },
  ],
};
