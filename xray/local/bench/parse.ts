/** `node xray/local/bench/parse.ts`: microseconds a document for reading a datagram, reading its document and deriving the trace's facts. */
import { parseDatagram } from "../src/protocol/parse-datagram.ts";
import { parseSegmentDocument } from "../src/protocol/parse-segment-document.ts";
import { deriveTraceFacts } from "../src/trace/facts/derive-facts.ts";

const HEADER = '{"format":"json","version":1}\n';
const DOCUMENTS = 200_000;
/** Different texts, so that nothing is cached from one to the next. */
const VARIANTS = 1_000;

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, "0");

/** 1.5 kB as the demo's backend sends it: two Postgres subsegments. */
function makeDocument(index: number): string {
  const start = 1_795_218_986 + index / 1000;
  const query = (offset: number, sql: string) => ({
    id: hex(index * 4 + offset, 16),
    name: "cruddur@127.0.0.1",
    start_time: start + offset / 1000,
    end_time: start + offset / 1000 + 0.003,
    namespace: "remote",
    sql: { url: "postgresql://127.0.0.1:5432/cruddur", user: "cruddur", sanitized_query: sql },
    annotations: { query: `activities-${offset}`, rows: 20 + offset },
    metadata: { database: { waitMs: 0.12, pool: { total: 10, idle: 9, waiting: 0 } } },
  });
  return JSON.stringify({
    trace_id: `1-${hex(1_795_218_986, 8)}-${hex(index, 24)}`,
    id: hex(index * 4, 16),
    start_time: start,
    name: "backend-flask",
    service: { runtime: "node", runtime_version: "v26.10.0", version: "0.1.0", name: "backend" },
    aws: { xray: { sdk: "X-Ray for Node.js", sdk_version: "3.12.0", package: "aws-xray-sdk-core" } },
    http: {
      request: {
        method: "GET",
        user_agent: "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/142.0 Safari/537.36",
        client_ip: "127.0.0.1",
        url: `http://localhost:5000/api/activities/home?page=${index}`,
      },
      response: { status: 200 },
    },
    user: "andrewbrown",
    annotations: { activities: 20, cached: false },
    metadata: { default: { feed: { newest: "2026-11-24T06:00:00Z", dropped: 3 } } },
    end_time: start + 0.012,
    subsegments: [
      query(
        1,
        "SELECT uuid, handle, message, created_at FROM activities WHERE expires_at > $1 ORDER BY created_at",
      ),
      query(2, "SELECT uuid, display_name, handle FROM users WHERE uuid = ANY($1)"),
    ],
  });
}

function measure(label: string, run: (index: number) => unknown): void {
  for (let index = 0; index < DOCUMENTS / 4; index++) run(index % VARIANTS);
  const startMs = performance.now();
  for (let index = 0; index < DOCUMENTS; index++) run(index % VARIANTS);
  const microseconds = ((performance.now() - startMs) * 1000) / DOCUMENTS;
  console.log(`${label.padEnd(44)}${microseconds.toFixed(2)} µs`);
}

function parse(text: string) {
  const parsed = parseSegmentDocument(text);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.document;
}

const texts = Array.from({ length: VARIANTS }, (_, index) => makeDocument(index));
const datagrams = texts.map((text) => new TextEncoder().encode(HEADER + text));
const documents = texts.map(parse);
const at = <T>(items: readonly T[], index: number): T => {
  const item = items[index];
  if (item === undefined) throw new RangeError(`no item ${index}`);
  return item;
};

console.log(`one document: ${at(texts, 0).length} bytes`);
measure("parseDatagram", (index) => parseDatagram(at(datagrams, index)));
measure("JSON.parse alone", (index) => JSON.parse(at(texts, index)));
measure("parseSegmentDocument", (index) => parse(at(texts, index)));
measure("deriveTraceFacts", (index) => deriveTraceFacts([at(documents, index)], 1));
measure("parseSegmentDocument + deriveTraceFacts", (index) => deriveTraceFacts([parse(at(texts, index))], 1));
