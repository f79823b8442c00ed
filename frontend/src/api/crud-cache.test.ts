import { QueryClient } from "@tanstack/react-query";
import { expect, it } from "vitest";
import { makeActivity } from "../testing/make-activity.ts";
import { changeCruds, changePage, crudKeys, withoutReply, withPost, withReply } from "./crud-cache.ts";
import { parseCrud } from "./answers/cruds.ts";
import type { Crud } from "./answers/cruds.ts";

const NOW = Date.UTC(2026, 10, 24, 12);

function makeCrud(uuid: string, replyUuids: readonly string[] = []): Crud {
  const replies = replyUuids.map((reply) => makeActivity(NOW, { uuid: reply }));
  return parseCrud(makeActivity(NOW, { uuid, replies, replies_count: replies.length }));
}

it("changes one post, be it a crud or a reply, and leaves the others as they are", () => {
  const cruds = [makeCrud("a", ["r"]), makeCrud("b")];
  const liked = withPost(cruds, "b", (post) => ({ ...post, isLiked: true }));
  expect(liked.map(({ isLiked }) => isLiked)).toEqual([false, true]);
  expect(liked[0]).toBe(cruds[0]);
  const replyLiked = withPost(cruds, "r", (post) => ({ ...post, likesCount: 3 }));
  expect(replyLiked[0]?.replies[0]?.likesCount).toBe(3);
  expect(replyLiked[1]).toBe(cruds[1]);
});

it("puts a reply under its crud and takes it away again", () => {
  const [reply] = makeCrud("x", ["new"]).replies;
  if (!reply) throw new Error("no reply");
  const cruds = [makeCrud("a", ["r"]), makeCrud("b")];
  const grown = withReply(cruds, "a", reply);
  expect(grown[0]).toMatchObject({ repliesCount: 2, replies: [{ uuid: "r" }, { uuid: "new" }] });
  expect(withoutReply(grown, "a", "new")).toEqual(cruds);
  expect(withoutReply(cruds, "a", "new")).toEqual(cruds);
  expect(withoutReply(grown, "b", "new")).toEqual(grown);
});

it("changes every page that was loaded, or one, and makes none", () => {
  const client = new QueryClient();
  const trace = { traceId: "t", method: "GET", url: "http://a/", durationMs: 1, outcome: "sampled" };
  client.setQueryData(crudKeys.home, { data: { cruds: [makeCrud("a")] }, trace });
  client.setQueryData(crudKeys.profile("garek"), {
    data: { cruds: [makeCrud("a")], profile: "kept" },
    trace,
  });
  changeCruds(client, (cruds) => cruds.filter(({ uuid }) => uuid !== "a"));
  changePage(client, crudKeys.home, (cruds) => [makeCrud("b"), ...cruds]);
  changePage(client, crudKeys.search("a"), () => [makeCrud("c")]);
  expect(client.getQueryData(crudKeys.home)).toMatchObject({ data: { cruds: [{ uuid: "b" }] } });
  expect(client.getQueryData(crudKeys.profile("garek"))).toMatchObject({
    data: { cruds: [], profile: "kept" },
  });
  expect(client.getQueryData(crudKeys.search("a"))).toBeUndefined();
});
