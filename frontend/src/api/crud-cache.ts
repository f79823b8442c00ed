import type { QueryClient } from "@tanstack/react-query";
import type { Crud, CrudPage, Post } from "./answers/cruds.ts";
import type { Answer } from "./http.ts";

/** Every query whose data is a `CrudPage` begins with this. */
const CRUDS = "cruds";

export const crudKeys = {
  home: [CRUDS, "home"],
  profile: (handle: string) => [CRUDS, "profile", handle],
  crud: (uuid: string) => [CRUDS, "crud", uuid],
  search: (term: string) => [CRUDS, "search", term],
} as const;

type Change = (cruds: readonly Crud[]) => readonly Crud[];

/** Changes cruds on every page that was loaded. */
export function changeCruds(client: QueryClient, change: Change): void {
  client.setQueriesData<Answer<CrudPage>>({ queryKey: [CRUDS] }, (answer) => changed(answer, change));
}

/** Changes the cruds of one page, if it was loaded. */
export function changePage(client: QueryClient, queryKey: readonly string[], change: Change): void {
  client.setQueryData<Answer<CrudPage>>(queryKey, (answer) => changed(answer, change));
}

function changed(answer: Answer<CrudPage> | undefined, change: Change): Answer<CrudPage> | undefined {
  return answer && { ...answer, data: { ...answer.data, cruds: change(answer.data.cruds) } };
}

/** The cruds with one post of them changed, be it a crud or a reply to one. */
export function withPost(
  cruds: readonly Crud[],
  uuid: string,
  change: <P extends Post>(post: P) => P,
): readonly Crud[] {
  return cruds.map((crud) => {
    if (crud.uuid === uuid) return change(crud);
    if (!crud.replies.some((reply) => reply.uuid === uuid)) return crud;
    return { ...crud, replies: crud.replies.map((reply) => (reply.uuid === uuid ? change(reply) : reply)) };
  });
}

/** The cruds with a reply under one of them, and without it again. */
export function withReply(cruds: readonly Crud[], crudUuid: string, reply: Post): readonly Crud[] {
  return cruds.map((crud) =>
    crud.uuid === crudUuid
      ? { ...crud, repliesCount: crud.repliesCount + 1, replies: [...crud.replies, reply] }
      : crud,
  );
}

export function withoutReply(cruds: readonly Crud[], crudUuid: string, replyUuid: string): readonly Crud[] {
  return cruds.map((crud) => {
    const replies = crud.replies.filter((reply) => reply.uuid !== replyUuid);
    if (crud.uuid !== crudUuid || replies.length === crud.replies.length) return crud;
    return { ...crud, repliesCount: Math.max(0, crud.repliesCount - 1), replies };
  });
}
