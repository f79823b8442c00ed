import express from "express";
import type { Express } from "express";
import type { Logger } from "pino";
import { createActivityRepository } from "./activities/repository.ts";
import { createActivityRoutes } from "./activities/routes.ts";
import { createBrowserSegmentRoutes } from "./browser-segments/routes.ts";
import type { Database } from "./db/database.ts";
import { createCors } from "./http/cors.ts";
import { answerNotFound, createErrorHandler } from "./http/error-handler.ts";
import type { Identify } from "./http/identity.ts";
import { refuseOtherOrigins } from "./http/origin.ts";
import { assignRequestId } from "./http/request-ids.ts";
import { createRequestLog } from "./http/request-log.ts";
import { createMessageRepository } from "./messages/repository.ts";
import { createMessageRoutes } from "./messages/routes.ts";
import { createScenarioRoutes } from "./scenarios/routes.ts";
import type { Scenarios } from "./scenarios/scenarios.ts";
import type { Tracing } from "./tracing/tracing.ts";
import { createTrendRepository } from "./trending/repository.ts";
import { createTrendingRoutes } from "./trending/routes.ts";
import { createUserRepository } from "./users/repository.ts";
import { createUserRoutes } from "./users/routes.ts";

export interface AppDependencies {
  database: Database;
  tracing: Tracing;
  /** Faults to learn from; none by default. */
  scenarios?: Scenarios;
  identify: Identify;
  logger: Logger;
  /** The only origin whose pages may read the API. */
  frontendOrigin: string;
}

/** Room for a reply of 1,024 characters, each as two escapes of six, and what surrounds it. */
const MAX_BODY = "16kb";

/** The API without a port. What comes before the tracing middleware is not traced: preflights and health checks. */
export function createApp(dependencies: AppDependencies): Express {
  const { tracing, identify, logger, frontendOrigin } = dependencies;
  const app = express();
  app.disable("x-powered-by");
  // Nothing is cached, so nobody needs a checksum of each answer.
  app.disable("etag");
  app.set("query parser", "simple");

  app.use(assignRequestId);
  app.use(createCors(frontendOrigin));
  app.get("/api/health-check", (_request, response) => {
    response.json({ success: true, ver: 1 });
  });
  // A browser asks for it by itself when it opens an address of the API: that should not be a trace.
  app.get("/favicon.ico", (_request, response) => {
    response.setHeader("Cache-Control", "public, max-age=86400");
    response.status(204).end();
  });
  // A report of a trace is not part of a trace.
  app.use("/api", createBrowserSegmentRoutes({ tracing, identify, frontendOrigin }));

  app.use(createRequestLog(logger));
  app.use(tracing.openSegment);
  app.use((request, response, next) => {
    response.setHeader("Cache-Control", "no-store");
    const { handle } = identify(request);
    if (handle) tracing.setUser(response, handle);
    next();
  });
  app.use(refuseOtherOrigins(frontendOrigin));
  app.use(express.json({ limit: MAX_BODY }));
  addRoutes(app, dependencies);
  app.use(answerNotFound);
  app.use(tracing.recordError);
  app.use(createErrorHandler(logger));
  return app;
}

function addRoutes(app: Express, { database, identify, scenarios }: AppDependencies): void {
  const users = createUserRepository(database);
  const sound = createActivityRepository(database);
  const activities = scenarios ? scenarios.withFaults(sound) : sound;
  const messages = createMessageRepository(database);
  if (scenarios) {
    app.use("/api", createScenarioRoutes(scenarios));
    app.use("/api/activities", scenarios.limitActivities);
  }
  app.use("/api/activities", createActivityRoutes({ activities, users, identify }));
  app.use("/api", createUserRoutes({ users, identify }));
  app.use("/api", createMessageRoutes({ messages, users, identify }));
  app.use("/api", createTrendingRoutes(createTrendRepository(database)));
}
