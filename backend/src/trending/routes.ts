import { Router } from "express";
import type { Database } from "../db/database.ts";
import { findTrending } from "./repository.ts";

/** `/api/trending`. */
export function createTrendingRoutes(database: Database): Router {
  const router = Router();
  router.get("/trending", async (_request, response) => {
    response.json(await findTrending(database));
  });
  return router;
}
