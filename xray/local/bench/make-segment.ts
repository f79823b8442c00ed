/**
 * A segment of about 1.5 kB with two subsegments, as the Node SDK sends it for an Express route that asks Postgres
 * twice. Nine in ten succeed, the others throw one of three exceptions; URLs, users and times differ from one to the next.
 */
export function makeSegment(serial: number, startSec: number): string {
  const responseSec = 0.004 + (serial % 977) / 2000;
  const isFault = serial % 10 === 0;
  return JSON.stringify({
    trace_id: makeTraceId(serial, startSec),
    id: hex(serial * 4 + 1, 16),
    name: "backend-flask",
    origin: "AWS::EC2::Instance",
    start_time: startSec,
    end_time: startSec + responseSec,
    fault: isFault || undefined,
    cause: isFault ? makeCause(serial) : undefined,
    http: {
      request: {
        method: serial % 4 === 0 ? "POST" : "GET",
        url: `http://localhost:5000/api/activities/@user${serial % 5000}`,
        user_agent: "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0",
        client_ip: "127.0.0.1",
      },
      response: { status: isFault ? 500 : 200, content_length: 1200 + (serial % 300) },
    },
    annotations: { user: `user${serial % 5000}`, rows: serial % 20 },
    metadata: { default: { query: "home", flags: ["a", "b"], serial } },
    service: { version: "1.0.0", runtime: "node", runtime_version: "v26.10.0", name: "backend" },
    aws: { xray: { sdk: "X-Ray for Node.js", sdk_version: "3.12.0", package: "aws-xray-sdk" } },
    subsegments: [
      makeQuery(serial * 4 + 2, startSec + responseSec * 0.1, responseSec * 0.3),
      makeQuery(serial * 4 + 3, startSec + responseSec * 0.5, responseSec * 0.4),
    ],
  });
}

function makeCause(serial: number): object {
  const type = ["TypeError", "RangeError", "Error"][(serial / 10) % 3] ?? "Error";
  return {
    working_directory: "/app",
    exceptions: [
      {
        id: hex(serial, 16),
        type,
        message: `no activity ${serial % 5000}`,
        stack: [{ path: "/app/activities.ts", line: 42, label: "readActivities" }],
      },
    ],
  };
}

export function makeTraceId(serial: number, startSec: number): string {
  // Spread like real ids, and the same for the same serial.
  const random = hex(Math.imul(serial, 0x9e3779b1) >>> 0, 8) + hex(serial, 16);
  return `1-${hex(Math.floor(startSec), 8)}-${random}`;
}

function makeQuery(id: number, startSec: number, durationSec: number): object {
  return {
    id: hex(id, 16),
    name: "cruddur@localhost",
    namespace: "remote",
    start_time: startSec,
    end_time: startSec + durationSec,
    sql: {
      url: "postgres://localhost:5432/cruddur",
      database_type: "postgresql",
      user: "cruddur",
      sanitized_query:
        "SELECT activities.uuid, users.handle, activities.message FROM public.activities LEFT JOIN public.users ON users.uuid = activities.user_uuid ORDER BY activities.created_at DESC LIMIT $1",
    },
  };
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, "0");
}
