import { createSocket } from "node:dgram";
import { lookup } from "node:dns/promises";
import type { ForwardTarget } from "./forward-target.ts";
import type { ForwardedTrace } from "./forwarded-trace.ts";
import { toOtlpRequest } from "./to-otlp-request.ts";

/** What one attempt came to: `undefined` when all was sent, else why not, in words. */
type SendResult = { sent: number; failed: number; problem?: string | undefined };

export interface Sink {
  /** Sends nothing when there is none. Never rejects. */
  send(traces: readonly ForwardedTrace[]): Promise<SendResult>;
  close(): void;
}

const HEADER = `{"format": "json", "version": 1}\n`;
/** The largest UDP payload over IPv4. */
const MAX_DATAGRAM_BYTES = 65_507;
/** An endpoint that does not answer within this time is away. */
const TIMEOUT_MS = 5_000;

export function createSink(target: ForwardTarget): Sink {
  return target.kind === "daemon" ? createDaemonSink(target) : createOtlpSink(target.url);
}

function createDaemonSink({ host, port }: { host: string; port: number }): Sink {
  const sockets = { 4: createSocket("udp4"), 6: createSocket("udp6") };
  for (const socket of Object.values(sockets)) {
    // The error of a daemon that does not listen comes for an earlier datagram, and does not matter to the next.
    socket.on("error", () => {});
    socket.unref();
  }
  async function sendOne(document: string): Promise<string | undefined> {
    const datagram = Buffer.from(HEADER + document);
    if (datagram.length > MAX_DATAGRAM_BYTES) return "a document is larger than a datagram";
    try {
      const { address, family } = await lookup(host);
      await new Promise<void>((resolve, reject) => {
        sockets[family === 6 ? 6 : 4].send(datagram, port, address, (error) =>
          error ? reject(error) : resolve(),
        );
      });
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }
  return {
    async send(traces) {
      const documents = traces.flatMap((trace) => trace.documents);
      const problems = await Promise.all(documents.map(sendOne));
      const failures = problems.filter((problem) => problem !== undefined);
      return { sent: documents.length - failures.length, failed: failures.length, problem: failures[0] };
    },
    close() {
      for (const socket of Object.values(sockets)) socket.close();
    },
  };
}

function createOtlpSink(url: string): Sink {
  const abort = new AbortController();
  return {
    async send(traces) {
      const documents = traces.reduce((sum, trace) => sum + trace.documents.length, 0);
      if (documents === 0) return { sent: 0, failed: 0 };
      try {
        const response = await fetch(url, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(toOtlpRequest(traces)),
          signal: AbortSignal.any([abort.signal, AbortSignal.timeout(TIMEOUT_MS)]),
        });
        await response.arrayBuffer();
        if (response.ok) return { sent: documents, failed: 0 };
        return { sent: 0, failed: documents, problem: `${url} answered ${response.status}` };
      } catch (error) {
        const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
        return {
          sent: 0,
          failed: documents,
          problem: cause instanceof Error ? cause.message : String(cause),
        };
      }
    },
    close: () => abort.abort(),
  };
}
