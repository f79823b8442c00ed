/** The X-Ray SDK as its READMEs say, and nothing else. */
import AWSXRay from "aws-xray-sdk-core";
import AWSXRayExpress from "aws-xray-sdk-express";
import stockPatch from "aws-xray-sdk-postgres";
import pg from "pg";
import { silentObserver } from "../src/tracing/tracing.ts";
import type { Tracing } from "../src/tracing/tracing.ts";

// The package is CommonJS, but its types have named exports.
const capturePostgres = stockPatch as unknown as (module: typeof pg) => typeof pg;

export function createStockTracing(): Tracing {
  capturePostgres(pg);
  // Statements at the start belong to no request.
  AWSXRay.setContextMissingStrategy("IGNORE_ERROR");
  return {
    openSegment: AWSXRayExpress.openSegment("backend-flask"),
    recordError: AWSXRayExpress.closeSegment(),
    setUser: () => {
      const segment = AWSXRay.getSegment();
      if (segment && "setUser" in segment) segment.setUser("andrewbrown");
    },
    observeQueries: () => silentObserver,
    sendDocument: () => undefined,
    close: async () => undefined,
  };
}
