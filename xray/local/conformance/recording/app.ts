import { randomBytes } from "node:crypto";
import { request } from "node:http";
import { newTraceId } from "../api-walk/documents.ts";
import type { RunningProgram } from "../program.ts";

/**
 * A web app that is traced by one of the SDKs. Whatever the path, it records a subsegment `work` with an annotation
 * and metadata; below `/fault/` it fails, below `/calls/` it asks STAND_IN_URL in place of AWS and others. It prints `listening PORT` and reads SERVICE_NAME, AWS_XRAY_URL and
 * AWS_XRAY_DAEMON_ADDRESS.
 */
export interface TracedApp {
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<number>;
  /** A request for which the caller has decided whether it is recorded. */
  getDecided(path: string, sampled: 0 | 1): Promise<{ traceId: string; parentId: string }>;
}

/** Segments of apps get this name, unless the Host header matches `DYNAMIC_NAMES`. */
export const SERVICE_NAME = "till";
export const DYNAMIC_NAMES = "*.shop.example*";

export async function connectToApp(program: RunningProgram): Promise<TracedApp> {
  const [, port] = await program.line(/^listening (\d+)$/);
  return toTracedApp(Number(port));
}

/** The app that listens on this port of 127.0.0.1. */
export function toTracedApp(port: number): TracedApp {
  const get: TracedApp["get"] = (path, headers = {}) => getStatus(port, path, headers);
  return {
    get,
    async getDecided(path, sampled) {
      const traceId = newTraceId(Date.now() / 1_000);
      const parentId = randomBytes(8).toString("hex");
      await get(path, { "X-Amzn-Trace-Id": `Root=${traceId};Parent=${parentId};Sampled=${sampled}` });
      return { traceId, parentId };
    },
  };
}

/** node:http, because fetch does not let its caller set the Host header. */
function getStatus(port: number, path: string, headers: Readonly<Record<string, string>>): Promise<number> {
  return new Promise((resolve, reject) => {
    request({ host: "127.0.0.1", port, path, headers }, (response) => {
      response.resume();
      response.once("end", () => resolve(response.statusCode ?? 0));
      response.once("error", reject);
    })
      .once("error", reject)
      .end();
  });
}
