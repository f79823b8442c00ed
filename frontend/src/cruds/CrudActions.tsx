import type { Post } from "../api/answers/cruds.ts";
import { useReaction } from "../api/use-reaction.ts";
import type { ReactionKind } from "../api/use-reaction.ts";
import { formatCount } from "../lib/format.ts";
import { Icon } from "../ui/Icon.tsx";
import type { IconName } from "../ui/Icon.tsx";
import { NotSaved } from "./NotSaved.tsx";
import { ShareButton } from "./ShareButton.tsx";

interface CrudActionsProps {
  post: Post;
  /** Path of the post's page. */
  path: string;
  /** `undefined` where there is nothing to reply to. */
  onReply?: (() => void) | undefined;
}

/** Reply, repost, like and share; counts are shown from one on. */
export function CrudActions({ post, path, onReply }: CrudActionsProps) {
  const like = useReaction(post, "like");
  const repost = useReaction(post, "repost");
  const failed = [like, repost].find(({ error }) => error !== null);
  return (
    <>
      <div className="actions">
        {onReply && (
          <button
            type="button"
            aria-label={`Reply${post.repliesCount > 0 ? `, ${formatCount(post.repliesCount, "reply", "replies")}` : ""}`}
            title="Reply"
            onClick={onReply}
          >
            <Icon name="reply" size={17} />
            <Count count={post.repliesCount} />
          </button>
        )}
        <ReactionButton
          kind="repost"
          isOn={post.isReposted}
          count={post.repostsCount}
          onToggle={repost.toggle}
        />
        <ReactionButton kind="like" isOn={post.isLiked} count={post.likesCount} onToggle={like.toggle} />
        <ShareButton path={path} author={post.displayName} />
      </div>
      {failed?.error && <NotSaved error={failed.error} onRetry={failed.retry} />}
    </>
  );
}

const REACTIONS = {
  like: { icon: "like", name: "Like", one: "like", many: "likes" },
  repost: { icon: "repost", name: "Repost", one: "repost", many: "reposts" },
} as const satisfies Record<ReactionKind, { icon: IconName; name: string; one: string; many: string }>;

interface ReactionButtonProps {
  kind: ReactionKind;
  isOn: boolean;
  count: number;
  onToggle: () => void;
}

function ReactionButton({ kind, isOn, count, onToggle }: ReactionButtonProps) {
  const { icon, name, one, many } = REACTIONS[kind];
  return (
    <button
      type="button"
      className={`${kind}${isOn ? " on" : ""}`}
      aria-pressed={isOn}
      aria-label={count > 0 ? `${name}, ${formatCount(count, one, many)}` : name}
      title={name}
      onClick={onToggle}
    >
      <Icon name={icon} size={17} />
      <Count count={count} />
    </button>
  );
}

function Count({ count }: { count: number }) {
  return count > 0 ? <b>{count.toLocaleString("en")}</b> : null;
}
