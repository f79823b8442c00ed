import { Router } from "express";
import type { Identify } from "../http/identity.ts";
import { rememberIdentity, toHandle } from "../http/identity.ts";
import { parseHandle, throwNobody, throwUnknownUser } from "../http/params.ts";
import { fieldsOf, textSchema, validate } from "../http/validate.ts";
import { z } from "zod";
import type { UserRepository } from "./repository.ts";
import { profileUpdateSchema } from "./schema.ts";

export interface UserDependencies {
  users: UserRepository;
  identify: Identify;
}

const sessionSchema = z.object({
  handle: textSchema({ blank: "user_handle_blank", tooLong: "user_handle_blank", max: 100 }),
});

/** `/api/session`, `/api/users` and `/api/profile`. */
export function createUserRoutes({ users, identify }: UserDependencies): Router {
  const router = Router();
  const sessionOf = async (handle: string) => {
    const identities = await users.findAll();
    return { user: identities.find((user) => user.handle === handle) ?? null, identities };
  };
  router.get("/session", async (request, response) => {
    response.json(await sessionOf(identify(request).handle));
  });
  router.put("/session", async (request, response) => {
    const { handle: text } = validate(sessionSchema, fieldsOf(request.body));
    const handle = toHandle(text) ?? throwNobody();
    const session = await sessionOf(handle);
    if (!session.user) throwNobody();
    rememberIdentity(response, handle);
    response.json(session);
  });
  router.get("/users/suggested", async (request, response) => {
    response.json(await users.findSuggested(identify(request).handle));
  });
  router.get("/users/@{:handle}/short", async (request, response) => {
    response.json((await users.findShort(parseHandle(request.params.handle))) ?? throwNobody());
  });
  router.post("/profile/update", async (request, response) => {
    const { handle } = identify(request);
    const changes = validate(profileUpdateSchema, { ...fieldsOf(request.body), user_handle: handle });
    response.json((await users.updateProfile(handle, changes)) ?? throwUnknownUser());
  });
  return router;
}
