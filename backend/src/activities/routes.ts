import { Router } from "express";
import { validate } from "../http/validate.ts";
import type { ActivityRepository } from "./repository.ts";
import { homeQuerySchema } from "./schema.ts";

export function createActivityRoutes(activities: ActivityRepository): Router {
  const router = Router();
  router.get("/home", async (request, response) => {
    const { limit } = validate(homeQuerySchema, request.query);
    response.json(await activities.findHome(limit));
  });
  return router;
}
