import { Router } from "express";
import { z } from "zod";
import { HttpError } from "../http/errors.ts";
import { fieldsOf, validate } from "../http/validate.ts";
import { isScenarioName } from "./catalog.ts";
import type { Scenarios } from "./scenarios.ts";

const switchSchema = z.object({ is_on: z.boolean("is_on_invalid") });

/** `/api/scenarios`, in development only. */
export function createScenarioRoutes({ switchboard, heldTraces }: Scenarios): Router {
  const router = Router();
  const list = () => ({ scenarios: switchboard.list(), held_traces: heldTraces() });
  router.get("/scenarios", (_request, response) => {
    response.json(list());
  });
  router.delete("/scenarios", async (_request, response) => {
    await switchboard.clear();
    response.json(list());
  });
  router.put("/scenarios/:name", async (request, response) => {
    const { name } = request.params;
    if (!isScenarioName(name)) throw new HttpError(404, "not_found", "There is no such scenario");
    const { is_on: isOn } = validate(switchSchema, fieldsOf(request.body));
    await switchboard.set(name, isOn);
    response.json(list());
  });
  return router;
}
