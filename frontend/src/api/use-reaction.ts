import { useMutation, useQueryClient } from "@tanstack/react-query";
import { changeCruds, withPost } from "./crud-cache.ts";
import { parseStanding } from "./answers/cruds.ts";
import type { Post } from "./answers/cruds.ts";
import { sendJson } from "./http.ts";

export type ReactionKind = "like" | "repost";

/** Liking or reposting a post and taking it back. It shows at once on every page, and is taken back when the API does not keep it. */
export function useReaction(post: Post, kind: ReactionKind) {
  const client = useQueryClient();
  const show = (change: (post: Post) => Partial<Post>) =>
    changeCruds(client, (cruds) => withPost(cruds, post.uuid, (each) => ({ ...each, ...change(each) })));
  const { mutate, error, variables, isPending } = useMutation({
    mutationFn: (isOn: boolean) =>
      sendJson(isOn ? "POST" : "DELETE", `/api/activities/${post.uuid}/${kind}`, undefined, parseStanding),
    onMutate: (isOn) => show((each) => withReaction(each, kind, isOn)),
    onSuccess: ({ data }) => show(() => data),
    onError: (_error, isOn) => show((each) => withReaction(each, kind, !isOn)),
  });
  const isOn = kind === "like" ? post.isLiked : post.isReposted;
  return {
    error,
    toggle: () => {
      if (!isPending && post.isPending !== true) mutate(!isOn);
    },
    retry: () => mutate(variables ?? !isOn),
  };
}

function withReaction(post: Post, kind: ReactionKind, isOn: boolean): Partial<Post> {
  const step = isOn ? 1 : -1;
  return kind === "like"
    ? { isLiked: isOn, likesCount: Math.max(0, post.likesCount + step) }
    : { isReposted: isOn, repostsCount: Math.max(0, post.repostsCount + step) };
}
