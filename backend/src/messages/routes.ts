import { Router } from "express";
import { ValidationError } from "../http/errors.ts";
import { toHandle } from "../http/identity.ts";
import type { Identify } from "../http/identity.ts";
import { parseHandle, throwNobody, throwUnknownUser } from "../http/params.ts";
import { fieldsOf, userHandleSchema, validate } from "../http/validate.ts";
import type { UserRepository } from "../users/repository.ts";
import type { MessageRepository } from "./repository.ts";
import { newMessageSchema } from "./schema.ts";

export interface MessageDependencies {
  messages: MessageRepository;
  users: UserRepository;
  identify: Identify;
}

/** `/api/message_groups` and `/api/messages`. */
export function createMessageRoutes({ messages, users, identify }: MessageDependencies): Router {
  const router = Router();
  router.get("/message_groups", async (request, response) => {
    const reader = validate(userHandleSchema, identify(request).handle);
    response.json(await messages.findGroups(reader));
  });
  router.get("/messages/@{:handle}", async (request, response) => {
    const reader = validate(userHandleSchema, identify(request).handle);
    const other = parseHandle(request.params.handle);
    const found = await messages.findBetween(reader, other);
    if (found.length === 0 && !(await users.findShort(other))) throwNobody();
    response.json(found);
  });
  router.post("/messages", async (request, response) => {
    const sender = identify(request).handle;
    const fields = validate(newMessageSchema, { ...fieldsOf(request.body), user_handle: sender });
    const receiver = toHandle(fields.user_receiver_handle) ?? throwNobody();
    if (receiver === sender) throw new ValidationError(["user_receiver_handle_self"]);
    const message = await messages.create(sender, receiver, fields.message);
    if (!message) return (await users.findShort(receiver)) ? throwUnknownUser() : throwNobody();
    response.status(201).json(message);
  });
  return router;
}
