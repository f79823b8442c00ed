import { useId, useState } from "react";
import type { Post } from "../api/cruds.ts";
import { formatCount } from "../lib/format.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { Age } from "../ui/Times.tsx";

/** So many replies stand under a crud by themselves; a longer talk must not push the next crud off the page. */
const SHOWN = 3;

export function Replies({ replies, nowMs }: { replies: readonly Post[]; nowMs: number }) {
  const [isOpen, setIsOpen] = useState(false);
  const listId = useId();
  if (replies.length === 0) return null;
  const hiddenCount = replies.length - SHOWN;
  return (
    <>
      <ol className="replies" id={listId} aria-label="Replies">
        {(isOpen ? replies : replies.slice(0, SHOWN)).map((reply) => (
          <li key={reply.uuid}>
            <Reply reply={reply} nowMs={nowMs} />
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

function Reply({ reply, nowMs }: { reply: Post; nowMs: number }) {
  return (
    <article className="reply" aria-label={`Reply by ${reply.displayName}`}>
      <Avatar displayName={reply.displayName} handle={reply.handle} size={28} />
      <div className="crud-body">
        <header>
          <b>{reply.displayName}</b>
          <span className="handle">@{reply.handle}</span>
          <Age timeMs={reply.createdAtMs} nowMs={nowMs} />
        </header>
        <p dir="auto">{reply.message}</p>
      </div>
    </article>
  );
}
