import http from "node:http";
import type * as SDK from "aws-xray-sdk-core";
import type { Segment } from "aws-xray-sdk-core";
import express from "express";
import type { ErrorRequestHandler, Express, RequestHandler } from "express";

/** The package is CommonJS: its members are those of its default export, which the types have twice. */
type Sdk = Omit<typeof SDK, "default">;

/** The SDK and the middleware of one of the two ways to trace. */
export interface Wiring {
  AWSXRay: Sdk;
  openSegment: RequestHandler;
  recordError: ErrorRequestHandler;
}

type Work = (AWSXRay: Sdk) => unknown;

/** More than the streaming threshold (100). */
const CROWD = 150;

const works: Record<string, Work> = {
  "/plain": () => undefined,
  "/custom": (AWSXRay) => {
    const segment = AWSXRay.getSegment() as Segment;
    segment.setUser("andrewbrown");
    segment.addAnnotation("text", 'a\n"quoted" ü');
    segment.addAnnotation("number", 1.5);
    segment.addAnnotation("boolean", false);
    segment.addMetadata("list", [1, { nested: null }], "space");
    segment.addMetadata("nothing", undefined);
    segment.addMetadata("big", 2n ** 70n);
  },
  "/steps": async (AWSXRay) => {
    await step(AWSXRay, "outer", async () => {
      await step(AWSXRay, "first", () => new Promise((resolve) => setTimeout(resolve, 1)));
      await step(AWSXRay, "second", async () => AWSXRay.getSegment()?.addMetadata("big", 1n));
    });
    AWSXRay.captureFunc("sync", (subsegment) => subsegment?.addAnnotation("sync", true));
  },
  "/parallel": (AWSXRay) =>
    Promise.all(
      ["a", "b", "c"].map((name) =>
        step(AWSXRay, name, async () => {
          await new Promise((resolve) => setImmediate(resolve));
          AWSXRay.getSegment()?.addAnnotation("name", name);
        }),
      ),
    ),
  "/crowd": (AWSXRay) =>
    Promise.all(
      Array.from({ length: CROWD }, (_, index) =>
        step(AWSXRay, `crowd ${index}`, () => new Promise((resolve) => setImmediate(resolve))),
      ),
    ),
  "/sql": (AWSXRay) => {
    const query = AWSXRay.getSegment()?.addNewSubsegment("cruddur@127.0.0.1");
    query?.addSqlData({ url: "postgresql://127.0.0.1:5432/cruddur", sanitized_query: "select 1" });
    if (query) query.namespace = "remote";
    query?.addAttribute("traced", true);
    query?.close();
  },
  "/caught": (AWSXRay) => {
    const error = new TypeError("caught at two levels");
    const tryAll = () =>
      AWSXRay.captureFunc("outer", () =>
        AWSXRay.captureFunc("inner", () => {
          throw error;
        }),
      );
    try {
      tryAll();
    } catch {
      AWSXRay.getSegment()?.addError(error);
    }
  },
  "/unsampled-step": (AWSXRay) => {
    const quiet = AWSXRay.getSegment()?.addNewSubsegmentWithoutSampling("quiet");
    quiet?.addNewSubsegment("below").close();
    quiet?.close();
  },
  "/broken": () => {
    throw new Error("broken");
  },
};

async function step(AWSXRay: Sdk, name: string, work: () => Promise<unknown>): Promise<void> {
  await AWSXRay.captureAsyncFunc(name, async (subsegment) => {
    await work();
    subsegment?.close();
  });
}

/** A server that does everything that the SDK offers, each on a route of its own. */
export function createGoldenApp({ AWSXRay, openSegment, recordError }: Wiring): Express {
  const app = express();
  app.use(openSegment);
  for (const [path, work] of Object.entries(works)) {
    app.get(path, async (_request, response) => {
      await work(AWSXRay);
      response.end("done");
    });
  }
  app.get("/status/:code", (request, response) => void response.status(Number(request.params.code)).end());
  app.get("/call", createCall(AWSXRay));
  app.post("/body", createBodyReader(AWSXRay));
  app.use(recordError);
  app.use(((_error, _request, response, _next) => {
    response.status(500).end();
  }) satisfies ErrorRequestHandler);
  return app;
}

/** Calls this server itself, whose segment then belongs to the same trace. */
function createCall(AWSXRay: Sdk): RequestHandler {
  const tracedHttp = AWSXRay.captureHTTPs({ ...http }, true);
  return (request, response, next) => {
    const call = tracedHttp.get(`http://${request.headers.host}/plain?called`, (answer) => {
      answer.resume();
      answer.once("end", () => response.end());
    });
    call.once("error", next);
  };
}

/** Listeners of the request make its steps, in the context of whoever added them. */
function createBodyReader(AWSXRay: Sdk): RequestHandler {
  return (request, response) => {
    let length = 0;
    request.on("data", (chunk: Buffer) => {
      length += chunk.length;
    });
    request.once("end", () => {
      AWSXRay.captureFunc("body", (subsegment) => subsegment?.addAnnotation("length", length));
      response.end();
    });
  };
}
