import type { Crud } from "../api/cruds.ts";
import { fuseShare, isBurningLow } from "../lib/fuse.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { Fuse } from "../ui/Fuse.tsx";
import { Age, TimeLeft } from "../ui/Times.tsx";
import { Counts } from "./Counts.tsx";
import { Replies } from "./Replies.tsx";
import "./crud.css";

/** One crud: who, when, what, how it was received, its replies, and the fuse that it hangs by. */
export function CrudView({ crud, nowMs }: { crud: Crud; nowMs: number }) {
  const share = fuseShare(crud, nowMs);
  return (
    <article className="crud" aria-label={`Crud by ${crud.displayName}`}>
      <Avatar displayName={crud.displayName} handle={crud.handle} size={40} />
      <div className="crud-body">
        <header>
          <b>{crud.displayName}</b>
          <span className="handle">@{crud.handle}</span>
          <Age timeMs={crud.createdAtMs} nowMs={nowMs} />
          <TimeLeft timeMs={crud.expiresAtMs} nowMs={nowMs} isLow={isBurningLow(share)} />
        </header>
        <p dir="auto">{crud.message}</p>
        <Counts post={crud} />
        <Replies replies={crud.replies} nowMs={nowMs} />
      </div>
      <Fuse share={share} />
    </article>
  );
}
