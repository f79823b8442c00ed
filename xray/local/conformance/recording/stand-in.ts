import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Takes the place of AWS and others: answers any request with an empty object. */
export interface StandIn {
  /** `http://127.0.0.1:PORT`; the port answers under `localhost` too. */
  url: string;
  close(): Promise<void>;
}

/** Started here and not in the app, whose tracing would record it. */
export async function startStandIn(): Promise<StandIn> {
  const server = createServer((request, response) => {
    request.resume();
    response.setHeader("content-type", "application/x-amz-json-1.0");
    response.setHeader("x-amzn-requestid", "request-1");
    response.end("{}");
  }).listen(0);
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
