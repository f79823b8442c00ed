import type { ReactNode } from "react";
import { Link } from "react-router";
import type { Post } from "../api/answers/cruds.ts";
import { links } from "../links.ts";
import { Age } from "../ui/Times.tsx";

interface PostHeadProps {
  post: Post;
  /** The page that the age links to. */
  path: string;
  nowMs: number;
  /** At the right. */
  children?: ReactNode;
}

/** Who wrote a post and how long ago. */
export function PostHead({ post, path, nowMs, children }: PostHeadProps) {
  const age = <Age timeMs={post.createdAtMs} nowMs={nowMs} />;
  return (
    <header>
      <Link className="author" to={links.profile(post.handle)}>
        <b>{post.displayName}</b>
        <span className="handle">@{post.handle}</span>
      </Link>
      {/* A post that is being sent has no page yet. */}
      {post.isPending ? age : <Link to={path}>{age}</Link>}
      {children}
    </header>
  );
}
