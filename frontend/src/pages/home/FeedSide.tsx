import type { Crud } from "../../api/cruds.ts";
import { fuseShare, isBurningLow } from "../../lib/fuse.ts";
import { formatCount } from "../../lib/format.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { TimeLeft } from "../../ui/Times.tsx";
import { authorsOf, nextToGo } from "./feed-facts.ts";
import "./feed-side.css";

/** What the feed tells about itself: which cruds go next, and who wrote. */
export function FeedSide({ cruds, nowMs }: { cruds: readonly Crud[]; nowMs: number }) {
  if (cruds.length === 0) return null;
  return (
    <>
      <section aria-labelledby="next-to-go">
        <h2 id="next-to-go">Next to go</h2>
        <ol>
          {nextToGo(cruds).map((crud) => (
            <li key={crud.uuid}>
              <a className="going" href={`#crud-${crud.uuid}`}>
                <span className="going-words">{crud.message}</span>{" "}
                <TimeLeft
                  timeMs={crud.expiresAtMs}
                  nowMs={nowMs}
                  isLow={isBurningLow(fuseShare(crud, nowMs))}
                />
              </a>
            </li>
          ))}
        </ol>
      </section>
      <section aria-labelledby="who-wrote">
        <h2 id="who-wrote">In this feed</h2>
        <ul>
          {authorsOf(cruds).map((author) => (
            <li className="author" key={author.handle}>
              <Avatar displayName={author.displayName} handle={author.handle} size={36} />
              <span className="author-name">
                <b>{author.displayName}</b>
                <span>@{author.handle}</span>
              </span>
              <span className="author-count">{formatCount(author.count, "crud", "cruds")}</span>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
