import { scrypt } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A service of another company that checks messages before they are posted. It is really slow: it computes hashes. */
export interface ThirdParty {
  /** Where it listens; it starts when it is first needed. */
  url(): Promise<string>;
  close(): Promise<void>;
}

/** 64 MB of memory for each: some tenths of a second of real work. */
const COST = { N: 2 ** 16, r: 8, p: 1, maxmem: 128 * 1024 * 1024 };

export function createThirdParty(): ThirdParty {
  let started: Promise<{ server: Server; url: string }> | undefined;
  return {
    async url() {
      started ??= start();
      return (await started).url;
    },
    async close() {
      if (!started) return;
      const { server } = await started;
      started = undefined;
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function start(): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    request.resume();
    scrypt(request.url ?? "", "moderation", 32, COST, (error, key) => {
      response.statusCode = error ? 500 : 200;
      response.setHeader("Content-Type", "application/json");
      response.end(JSON.stringify(error ? {} : { verdict: "harmless", signature: key.toString("hex") }));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  server.unref();
  return { server, url: `http://localhost:${(server.address() as AddressInfo).port}/verdicts` };
}
