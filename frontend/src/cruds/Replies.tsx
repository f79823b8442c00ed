import { useId, useState } from "react";
import type { Crud, Post } from "../api/answers/cruds.ts";
import { formatCount } from "../lib/format.ts";
import { links } from "../links.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { CrudActions } from "./CrudActions.tsx";
import { PostHead } from "./PostHead.tsx";

/** Replies that are shown under a crud at first, so that a long talk does not push the next crud off the page. */
const SHOWN = 3;

interface RepliesProps {
  crud: Crud;
  nowMs: number;
  /** Whether to show all replies, with the actions of each. */
  isWhole: boolean;
}

export function Replies({ crud, nowMs, isWhole }: RepliesProps) {
  const [isOpen, setIsOpen] = useState(false);
  const listId = useId();
  const { replies } = crud;
  if (replies.length === 0) return null;
  const hiddenCount = isWhole ? 0 : replies.length - SHOWN;
  return (
    <>
      <ol className="replies" id={listId} aria-label="Replies">
        {(isOpen || isWhole ? replies : replies.slice(0, SHOWN)).map((reply) => (
          <li key={reply.uuid}>
            <ReplyView reply={reply} path={links.crud(crud)} nowMs={nowMs} hasActions={isWhole} />
          </li>
        ))}
      </ol>
      {hiddenCount > 0 && (
        <button
          type="button"
          className="more-replies"
          aria-expanded={isOpen}
          aria-controls={listId}
          onClick={() => setIsOpen(!isOpen)}
        >
          {isOpen ? "Show fewer replies" : `Show ${formatCount(hiddenCount, "more reply", "more replies")}`}
        </button>
      )}
    </>
  );
}

interface ReplyViewProps {
  reply: Post;
  /** The page of the crud. */
  path: string;
  nowMs: number;
  hasActions: boolean;
}

function ReplyView({ reply, path, nowMs, hasActions }: ReplyViewProps) {
  return (
    <article className="reply" aria-label={`Reply by ${reply.displayName}`} aria-busy={reply.isPending}>
      <Avatar displayName={reply.displayName} handle={reply.handle} size={28} />
      <div className="crud-body">
        <PostHead post={reply} path={path} nowMs={nowMs} />
        <p dir="auto">{reply.message}</p>
        {hasActions && <CrudActions post={reply} path={path} />}
      </div>
    </article>
  );
}
