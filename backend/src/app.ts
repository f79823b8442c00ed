import express, { type Express } from "express";
import type { Logger } from "pino";
import { createActivityRepository } from "./activities/repository.ts";
import { createActivityRoutes } from "./activities/routes.ts";
import type { Database } from "./db/database.ts";
import { createCors } from "./http/cors.ts";
import { answerNotFound, createErrorHandler } from "./http/error-handler.ts";
import type { Identify } from "./http/identity.ts";
import { assignRequestId } from "./http/request-ids.ts";
import { createRequestLog } from "./http/request-log.ts";
import type { Tracing } from "./tracing/tracing.ts";

export interface AppDependencies {
  database: Database;
  tracing: Tracing;
  identify: Identify;
  logger: Logger;
  /** The one origin that browsers may read the API from. */
  frontendOrigin: string;
}

/** The API without a port. What comes before the tracing middleware is not traced: preflights and health checks. */
export function createApp({ database, tracing, identify, logger, frontendOrigin }: AppDependencies): Express {
  const app = express();
  app.disable("x-powered-by");
  // Nothing here is cached, so a checksum of each answer would be work for nobody.
  app.disable("etag");
  app.set("query parser", "simple");

  app.use(assignRequestId);
  app.use(createCors(frontendOrigin));
  app.get("/api/health-check", (_request, response) => {
    response.json({ success: true, ver: 1 });
  });

  app.use(createRequestLog(logger));
  app.use(tracing.openSegment);
  app.use((request, response, next) => {
    response.setHeader("Cache-Control", "no-store");
    tracing.setUser(response, identify(request).handle);
    next();
  });
  app.use("/api/activities", createActivityRoutes(createActivityRepository(database)));
  app.use(answerNotFound);
  app.use(tracing.recordError);
  app.use(createErrorHandler(logger));
  return app;
}
