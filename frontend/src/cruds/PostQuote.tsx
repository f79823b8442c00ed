import type { Post } from "../api/answers/cruds.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { Age } from "../ui/Times.tsx";
import "./crud.css";

/** A crud above the replies to it. */
export function PostQuote({ post, nowMs }: { post: Post; nowMs: number }) {
  return (
    <article className="crud" aria-label={`Crud by ${post.displayName}`}>
      <Avatar displayName={post.displayName} handle={post.handle} size={40} />
      <div className="crud-body">
        <header>
          <b>{post.displayName}</b>
          <span className="handle">@{post.handle}</span>
          <Age timeMs={post.createdAtMs} nowMs={nowMs} />
        </header>
        <p dir="auto">{post.message}</p>
      </div>
    </article>
  );
}
