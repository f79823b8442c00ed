import type { RecordedRequest } from "./verify-signature.ts";
import { must, run } from "./stack.ts";

/** Prints each request as a line of JSON and answers what X-Ray would to a healthy client. */
const PROGRAM = `
require("node:http").createServer((request, response) => {
  const chunks = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => {
    const body = Buffer.concat(chunks).toString();
    console.log(JSON.stringify({ method: request.method, url: request.url, headers: request.headers, body }));
    response.setHeader("content-type", "application/json");
    response.setHeader("x-amzn-requestid", "recorded");
    response.end(JSON.stringify({ SamplingRuleRecords: [], SamplingTargetDocuments: [], LastRuleModification: 0, UnprocessedStatistics: [], UnprocessedTraceSegments: [] }));
  });
}).listen(8080);
`;

/** A container in the stack's network that stands in for X-Ray of a Region, and keeps what arrives. */
export async function startRecorder(network: string, name: string) {
  await must("docker", [
    "run",
    "--detach",
    "--name",
    name,
    "--network",
    network,
    "--network-alias",
    "recorder",
    "--user",
    "node",
    "node:26-slim",
    "node",
    "-e",
    PROGRAM,
  ]);
  return {
    url: "http://recorder:8080",
    requests: async (): Promise<RecordedRequest[]> => {
      const { stdout } = await run("docker", ["logs", name]);
      return stdout
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line) as RecordedRequest);
    },
    stop: () => run("docker", ["rm", "--force", name]),
  };
}
