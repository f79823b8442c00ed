import type { Post } from "../api/cruds.ts";
import { formatCount } from "../lib/format.ts";
import { Icon, type IconName } from "../ui/Icon.tsx";

const KINDS = [
  { icon: "reply", count: (post) => post.repliesCount, one: "reply", many: "replies" },
  { icon: "repost", count: (post) => post.repostsCount, one: "repost", many: "reposts" },
  { icon: "like", count: (post) => post.likesCount, one: "like", many: "likes" },
] as const satisfies readonly { icon: IconName; count: (post: Post) => number; one: string; many: string }[];

/** Replies, reposts and likes, from one on; nothing at all where there are none. */
export function Counts({ post }: { post: Post }) {
  const received = KINDS.filter((kind) => kind.count(post) > 0);
  if (received.length === 0) return null;
  return (
    <ul className="counts">
      {received.map((kind) => (
        <li key={kind.icon} title={formatCount(kind.count(post), kind.one, kind.many)}>
          <Icon name={kind.icon} size={17} />
          <span aria-hidden="true">{kind.count(post).toLocaleString("en")}</span>
          <span className="visually-hidden">{formatCount(kind.count(post), kind.one, kind.many)}</span>
        </li>
      ))}
    </ul>
  );
}
