import { Link } from "react-router";
import type { Crud } from "../api/answers/cruds.ts";
import { useDialogs } from "../frame/dialogs-context.ts";
import { fuseShare, isBurningLow } from "../lib/fuse.ts";
import { links } from "../links.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { Fuse } from "../ui/Fuse.tsx";
import { TimeLeft } from "../ui/Times.tsx";
import { CrudActions } from "./CrudActions.tsx";
import { PostHead } from "./PostHead.tsx";
import { Replies } from "./Replies.tsx";
import "./crud.css";

interface CrudViewProps {
  crud: Crud;
  nowMs: number;
  /** Whether to show every reply, as on the crud's own page. */
  isWhole?: boolean;
}

/** One crud: author, age, message, actions, replies, and the fuse that shows how long it lives. */
export function CrudView({ crud, nowMs, isWhole = false }: CrudViewProps) {
  const { openReply } = useDialogs();
  const share = fuseShare(crud, nowMs);
  return (
    <article className="crud" aria-label={`Crud by ${crud.displayName}`} aria-busy={crud.isPending}>
      <Link className="avatar-link" to={links.profile(crud.handle)} tabIndex={-1} aria-hidden="true">
        <Avatar displayName={crud.displayName} handle={crud.handle} size={40} />
      </Link>
      <div className="crud-body">
        <PostHead post={crud} path={links.crud(crud)} nowMs={nowMs}>
          <TimeLeft timeMs={crud.expiresAtMs} nowMs={nowMs} isLow={isBurningLow(share)} />
        </PostHead>
        <p dir="auto">{crud.message}</p>
        <CrudActions post={crud} path={links.crud(crud)} onReply={() => openReply(crud)} />
        <Replies crud={crud} nowMs={nowMs} isWhole={isWhole} />
      </div>
      <Fuse share={share} />
    </article>
  );
}
