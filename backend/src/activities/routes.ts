import { Router } from "express";
import type { RequestHandler } from "express";
import type { Identify } from "../http/identity.ts";
import {
  parseActivityUuid,
  parseHandle,
  throwNoActivity,
  throwNobody,
  throwUnknownUser,
} from "../http/params.ts";
import { fieldsOf, userHandleSchema, validate } from "../http/validate.ts";
import type { UserRepository } from "../users/repository.ts";
import type { ActivityRepository } from "./repository.ts";
import { homeQuerySchema, newCrudSchema, newReplySchema, searchQuerySchema } from "./schema.ts";
import type { Reaction } from "./schema.ts";

export interface ActivityDependencies {
  activities: ActivityRepository;
  users: UserRepository;
  identify: Identify;
}

/** Everything under `/api/activities`. */
export function createActivityRoutes(dependencies: ActivityDependencies): Router {
  const router = Router();
  addLists(router, dependencies);
  addPages(router, dependencies);
  addWriting(router, dependencies);
  addReaction(router, dependencies, "like");
  addReaction(router, dependencies, "repost");
  return router;
}

function addLists(router: Router, { activities, identify }: ActivityDependencies): void {
  router.get("/home", async (request, response) => {
    const { limit } = validate(homeQuerySchema, request.query);
    response.json(await activities.findHome(identify(request).handle, limit));
  });
  router.get("/notifications", async (request, response) => {
    const reader = validate(userHandleSchema, identify(request).handle);
    response.json(await activities.findNotifications(reader));
  });
  router.get("/search", async (request, response) => {
    const { term } = validate(searchQuerySchema, request.query);
    response.json(await activities.search(identify(request).handle, term));
  });
}

function addPages(router: Router, { activities, users, identify }: ActivityDependencies): void {
  router.get("/@{:handle}", async (request, response) => {
    const handle = parseHandle(request.params.handle);
    const profile = (await users.findProfile(handle)) ?? throwNobody();
    response.json({
      profile,
      activities: await activities.findOfUser(identify(request).handle, handle),
    });
  });

  const findOne: RequestHandler<{ uuid: string; handle?: string }> = async (request, response) => {
    const uuid = parseActivityUuid(request.params.uuid);
    const found = (await activities.findOne(identify(request).handle, uuid)) ?? throwNoActivity();
    const { handle } = request.params;
    if (handle !== undefined && parseHandle(handle) !== found.activity.handle) throwNoActivity();
    response.json(found);
  };
  router.get("/@:handle/status/:uuid", findOne);
  router.get("/:uuid", findOne);
}

function addWriting(router: Router, { activities, users, identify }: ActivityDependencies): void {
  router.post("/", async (request, response) => {
    const author = identify(request).handle;
    const { message, ttl } = validate(newCrudSchema, { ...fieldsOf(request.body), user_handle: author });
    const crud = (await activities.createCrud(author, { message, ttl })) ?? throwUnknownUser();
    response.status(201).json(crud);
  });
  router.post("/:uuid/reply", async (request, response) => {
    const author = identify(request).handle;
    const { message } = validate(newReplySchema, { ...fieldsOf(request.body), user_handle: author });
    const uuid = parseActivityUuid(request.params.uuid);
    const reply = await activities.createReply(author, uuid, message);
    if (!reply) return (await users.findShort(author)) ? throwNoActivity() : throwUnknownUser();
    response.status(201).json(reply);
  });
}

function addReaction(
  router: Router,
  { activities, identify }: ActivityDependencies,
  reaction: Reaction,
): void {
  const react =
    (isOn: boolean): RequestHandler<{ uuid: string }> =>
    async (request, response) => {
      const reader = validate(userHandleSchema, identify(request).handle);
      const uuid = parseActivityUuid(request.params.uuid);
      const reactions = (await activities.react(reader, uuid, reaction, isOn)) ?? throwNoActivity();
      if (reactions === "unknown_user") throwUnknownUser();
      response.json(reactions);
    };
  router.post(`/:uuid/${reaction}`, react(true));
  router.delete(`/:uuid/${reaction}`, react(false));
}
