import type { Docker } from "../docker.ts";
import type { Container } from "./containers.ts";

/** A segment as it was stored, with the members that are looked at. */
interface Segment {
  name: string;
  origin?: string;
  aws?: { cloudwatch_logs?: readonly { log_group: string }[] };
  subsegments?: readonly { name: string }[];
}

/**
 * Sends requests to the app from inside the task's network, one after the other. Resolves with their statuses, 0
 * without an answer.
 */
export async function askFrom(
  docker: Docker,
  container: string,
  path: string,
  times = 1,
): Promise<readonly number[]> {
  const program = `
    const ask = () => fetch("http://127.0.0.1:5000${path}").then(async (r) => { await r.text(); return r.status; }, () => 0);
    const statuses = [];
    for (let time = 0; time < ${times}; time += 1) statuses.push(await ask());
    console.log(JSON.stringify(statuses));
  `;
  const printed = await docker.run("exec", container, "node", "--input-type=module", "-e", program);
  return JSON.parse(printed) as readonly number[];
}

/** Answers like the task's metadata endpoint, for one container. */
export async function startMetadata(
  docker: Docker,
  container: string,
  { name, logConfiguration }: Container,
): Promise<void> {
  const answer = {
    DockerId: `${name}-1`,
    Name: name,
    ContainerARN: "arn:aws:ecs:us-east-1:123456789012:container/cruddur/1/1",
    LogDriver: "awslogs",
    LogOptions: logConfiguration?.options ?? {},
  };
  const program = `require("node:http").createServer((q, r) => r.end(${JSON.stringify(JSON.stringify(answer))})).listen(51678, "127.0.0.1")`;
  await docker.run("exec", "--detach", container, "node", "-e", program);
}

/** The segments of traces of the home feed in the last hour, from the API of the local X-Ray. */
export async function readTraces(docker: Docker, xray: string): Promise<readonly Segment[]> {
  const program = `
    const ask = async (path, body) => (await fetch("http://127.0.0.1:2001" + path, { method: "POST", body: JSON.stringify(body) })).json();
    const now = Date.now() / 1000;
    const { TraceSummaries = [] } = await ask("/TraceSummaries", { StartTime: now - 3600, EndTime: now + 60, FilterExpression: "ok AND http.url CONTAINS \\"/home\\"" });
    const segments = [];
    for (let at = 0; at < TraceSummaries.length; at += 5) {
      const { Traces } = await ask("/Traces", { TraceIds: TraceSummaries.slice(at, at + 5).map((each) => each.Id) });
      segments.push(...Traces.flatMap((trace) => trace.Segments.filter((each) => each.Document.includes('"backend-flask"')).map((each) => JSON.parse(each.Document))));
    }
    console.log(JSON.stringify(segments));
  `;
  const printed = await docker.run("exec", xray, "node", "--input-type=module", "-e", program);
  return JSON.parse(printed) as readonly Segment[];
}
