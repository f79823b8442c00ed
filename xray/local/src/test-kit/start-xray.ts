import { setTimeout as sleep } from "node:timers/promises";
import { DUMMY_CREDENTIALS, toClientEnvironment } from "../cli/client-environment.ts";
import { allOfTime, createServerClient } from "../client/server-client.ts";
import { startOwnServer } from "../own-server.ts";
import type { ApiTrace, TraceSummary } from "../protocol/api-types.ts";
import { toTraceShape } from "../expectations/trace-shape.ts";
import { formatCounted } from "../text/format-text.ts";

/** The time between two checks; a datagram is durable within some 100 ms. */
const LOOK_EVERY_MS = 20;
const DEFAULT_TIMEOUT_MS = 5_000;

/** A trace that a test has found. */
export interface FoundTrace {
  readonly id: string;
  /** As in GetTraceSummaries. */
  readonly summary: TraceSummary;
  /** Its segment documents as they were received, and those inferred from calls. */
  readonly documents: readonly string[];
  /** What it consists of, without ids and times: for `toMatchSnapshot()`. */
  readonly shape: string;
}

export interface WaitOptions {
  /** How many to wait for; 1 by default. */
  count?: number;
  /** 5,000 by default. */
  timeoutMs?: number;
}

/** A local X-Ray in a test. Each has its own ports and data, so any number can run side by side. */
export interface TestXray extends AsyncDisposable {
  /** The console and API: `http://127.0.0.1:45123`. */
  readonly url: string;
  /** For `AWS_XRAY_DAEMON_ADDRESS`: `127.0.0.1:45124`. */
  readonly daemonAddress: string;
  /**
   * The environment for a program whose traces should arrive here; for `spawn` and for `Object.assign(process.env, …)`.
   */
  readonly env: Readonly<Record<string, string>>;
  /**
   * Waits for complete traces that match a filter expression; the newest first. When they do not come in time, rejects
   * with what there is instead.
   */
  traces(filter?: string, options?: WaitOptions): Promise<readonly FoundTrace[]>;
  /** The one trace that matches; rejects when there are more. */
  trace(filter?: string, options?: WaitOptions): Promise<FoundTrace>;
  close(): Promise<void>;
}

/** Starts on free ports of 127.0.0.1. Nothing is written to disk. */
export async function startXray(): Promise<TestXray> {
  const server = await startOwnServer();
  const client = createServerClient(server.url);
  const env = { ...DUMMY_CREDENTIALS, ...toClientEnvironment(server.status().listeners, server.region) };

  async function look(filter: string | undefined): Promise<readonly TraceSummary[]> {
    const found: TraceSummary[] = [];
    for await (const summary of client.summaries(allOfTime(Date.now()), filter)) found.push(summary);
    return found;
  }

  async function traces(filter?: string, options: WaitOptions = {}): Promise<readonly FoundTrace[]> {
    const { count = 1, timeoutMs = DEFAULT_TIMEOUT_MS } = options;
    const endMs = performance.now() + timeoutMs;
    for (;;) {
      const found = await look(filter);
      const whole = found.filter(({ IsPartial }) => !IsPartial);
      if (whole.length >= count) return await withDocuments(whole);
      if (performance.now() > endMs)
        throw new Error(toMissingText(filter, count, found, await look(undefined)));
      await sleep(LOOK_EVERY_MS);
    }
  }

  async function withDocuments(summaries: readonly TraceSummary[]): Promise<readonly FoundTrace[]> {
    const byId = new Map<string, ApiTrace>();
    for await (const trace of client.traces(summaries.map(({ Id }) => Id))) byId.set(trace.Id, trace);
    return summaries.map((summary) => {
      const documents = (byId.get(summary.Id)?.Segments ?? []).map(({ Document }) => Document);
      return { id: summary.Id, summary, documents, shape: toTraceShape(documents) };
    });
  }

  const close = (): Promise<void> => server.close();
  return {
    url: server.url,
    daemonAddress: env["AWS_XRAY_DAEMON_ADDRESS"] ?? "",
    env,
    traces,
    async trace(filter, options) {
      const [first, second] = await traces(filter, options);
      if (first === undefined || second !== undefined) {
        throw new Error(
          `More than one trace matches ${filter ?? "(no filter)"}: use traces(), or say more in the filter.`,
        );
      }
      return first;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

function toMissingText(
  filter: string | undefined,
  count: number,
  found: readonly TraceSummary[],
  all: readonly TraceSummary[],
): string {
  const match = filter === undefined ? "" : ` that ${count === 1 ? "matches" : "match"} ${filter}`;
  const partial = found.filter(({ IsPartial }) => IsPartial).length;
  const open = partial === 0 ? "" : ` ${partial} of them in progress: is every segment closed?`;
  const others = all
    .slice(0, 5)
    .map(
      ({ Http, EntryPoint, Id }) =>
        `\n  ${Http.HttpMethod ?? ""} ${Http.HttpURL ?? EntryPoint?.Name ?? ""} ${Id}`,
    );
  const there =
    all.length === 0 ? " No trace arrived at all." : `\nThere are ${all.length} in all:${others.join("")}`;
  return `Waited for ${formatCounted(count, "trace")}${match}, and ${found.length} came.${open}${there}`;
}
