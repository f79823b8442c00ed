import type { XRayClient } from "@aws-sdk/client-xray";
import { afterEach, beforeEach } from "vitest";
import type { ApiContext } from "../context.ts";
import { makeClient } from "./make-client.ts";
import { makeContext } from "./make-context.ts";
import { makeServer } from "./make-server.ts";
import type { TestServer } from "./make-server.ts";

/** AWS's own client before a listening server, both new for each test of the file that calls this. */
export interface ServedClient {
  readonly client: XRayClient;
  readonly context: ApiContext;
}

export function serveClient(): ServedClient {
  let current: { client: XRayClient; context: ApiContext; running: TestServer } | undefined;

  beforeEach(async () => {
    const context = makeContext();
    const running = await makeServer({ context });
    current = { client: makeClient(running.url), context, running };
  });
  afterEach(async () => {
    current?.client.destroy();
    await current?.running.close();
    current = undefined;
  });

  function served(): { client: XRayClient; context: ApiContext } {
    if (!current) throw new Error("to be used within a test");
    return current;
  }
  return {
    get client() {
      return served().client;
    },
    get context() {
      return served().context;
    },
  };
}
