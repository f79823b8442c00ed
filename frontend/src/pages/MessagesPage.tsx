import { Link } from "react-router";
import { useMessageGroups } from "../api/use-messages.ts";
import { useClock } from "../cruds/use-clock.ts";
import { LoadedPage } from "../frame/LoadedPage.tsx";
import { links } from "../links.ts";
import { Side } from "../side/Side.tsx";
import { Avatar } from "../ui/Avatar.tsx";
import { Age } from "../ui/Times.tsx";
import "./rows.css";

const NO_EXPIRY: readonly number[] = [];

/** `/messages`: the people with whom the user has exchanged messages. */
export function MessagesPage() {
  const page = useMessageGroups();
  const nowMs = useClock(NO_EXPIRY, page.dataUpdatedAt);
  return (
    <>
      <LoadedPage title="Messages" what="the messages" query={page}>
        {(groups) =>
          groups.length === 0 ? (
            <p className="empty">No messages yet. Write to somebody from their profile.</p>
          ) : (
            <ol aria-label="Conversations">
              {groups.map(({ handle, displayName, lastAtMs }) => (
                <li key={handle}>
                  <Link className="row" to={links.conversation(handle)}>
                    <Avatar displayName={displayName} handle={handle} size={40} />
                    <span className="row-body">
                      <span className="row-head">
                        <b>{displayName}</b>
                        <Age timeMs={lastAtMs} nowMs={nowMs} />
                      </span>
                      <span className="handle">@{handle}</span>
                    </span>
                  </Link>
                </li>
              ))}
            </ol>
          )
        }
      </LoadedPage>
      <Side />
    </>
  );
}
