import { useQueryClient } from "@tanstack/react-query";
import { lengthOf } from "../lib/time-to-live.ts";
import type { Ttl } from "../lib/time-to-live.ts";
import { changeCruds, changePage, crudKeys, withoutReply, withReply } from "./crud-cache.ts";
import { parseCrud, parseReply } from "./answers/cruds.ts";
import type { Crud, Post } from "./answers/cruds.ts";
import { sendJson } from "./http.ts";
import type { Answer } from "./http.ts";
import type { Person } from "./answers/session.ts";

/** Posts a crud. It stands at the top of the feed at once; the promise rejects, and it is gone again, if the API does not keep it. */
export function usePostCrud(me: Person | undefined) {
  const client = useQueryClient();
  return async (message: string, ttl: Ttl): Promise<Answer<Crud>> => {
    const nowMs = Date.now();
    const draft = { ...makePending(message, me, nowMs), expiresAtMs: nowMs + lengthOf(ttl), replies: [] };
    const pages = [crudKeys.home, ...(me ? [crudKeys.profile(me.handle)] : [])];
    for (const page of pages) changePage(client, page, (cruds) => [draft, ...cruds]);
    try {
      const answer = await sendJson("POST", "/api/activities", { message, ttl }, parseCrud);
      changeCruds(client, (cruds) => cruds.map((crud) => (crud.uuid === draft.uuid ? answer.data : crud)));
      return answer;
    } catch (error) {
      changeCruds(client, (cruds) => cruds.filter((crud) => crud.uuid !== draft.uuid));
      throw error;
    }
  };
}

/** Replies to a crud, as `usePostCrud` posts one: under the crud on every page. */
export function usePostReply(me: Person | undefined, crudUuid: string) {
  const client = useQueryClient();
  return async (message: string): Promise<Answer<Post>> => {
    const draft = makePending(message, me, Date.now());
    changeCruds(client, (cruds) => withReply(cruds, crudUuid, draft));
    try {
      const answer = await sendJson("POST", `/api/activities/${crudUuid}/reply`, { message }, parseReply);
      changeCruds(client, (cruds) =>
        withReply(withoutReply(cruds, crudUuid, draft.uuid), crudUuid, answer.data),
      );
      return answer;
    } catch (error) {
      changeCruds(client, (cruds) => withoutReply(cruds, crudUuid, draft.uuid));
      throw error;
    }
  };
}

function makePending(message: string, me: Person | undefined, nowMs: number): Post {
  return {
    uuid: `pending-${crypto.randomUUID()}`,
    displayName: me?.displayName ?? "You",
    handle: me?.handle ?? "you",
    message,
    repliesCount: 0,
    repostsCount: 0,
    likesCount: 0,
    isLiked: false,
    isReposted: false,
    createdAtMs: nowMs,
    isPending: true,
  };
}
