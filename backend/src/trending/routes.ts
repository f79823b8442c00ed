import { Router } from "express";
import type { TrendRepository } from "./repository.ts";

/** `/api/trending`. */
export function createTrendingRoutes(trends: TrendRepository): Router {
  const router = Router();
  router.get("/trending", async (_request, response) => {
    response.json(await trends.findTrends());
  });
  return router;
}
