import { Link } from "react-router";
import { getJson } from "../api/http.ts";
import { parseNotifications } from "../api/answers/notifications.ts";
import type { Notification, NotificationKind } from "../api/answers/notifications.ts";
import { usePageQuery } from "../api/use-page-query.ts";
import { useClock } from "../cruds/use-clock.ts";
import { LoadedPage } from "../frame/LoadedPage.tsx";
import { links } from "../links.ts";
import { Side } from "../side/Side.tsx";
import { Avatar } from "../ui/Avatar.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Age } from "../ui/Times.tsx";
import "./rows.css";

const NO_EXPIRY: readonly number[] = [];

const DID = { reply: "replied", like: "liked", repost: "reposted" } as const satisfies Record<
  NotificationKind,
  string
>;

/** Replies, likes and reposts of what the user wrote. */
export function NotificationsPage() {
  const page = usePageQuery(["notifications"], () =>
    getJson("/api/activities/notifications", parseNotifications),
  );
  const nowMs = useClock(NO_EXPIRY, page.dataUpdatedAt);
  return (
    <>
      <LoadedPage title="Notifications" what="the notifications" query={page}>
        {(notifications) =>
          notifications.length === 0 ? (
            <p className="empty">Nobody has said anything yet.</p>
          ) : (
            <ol aria-label="Notifications">
              {notifications.map((each) => (
                <li key={`${each.kind}-${each.uuid}-${each.handle}`}>
                  <NotificationRow notification={each} nowMs={nowMs} />
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

function NotificationRow({ notification, nowMs }: { notification: Notification; nowMs: number }) {
  const { kind, displayName, handle, message, createdAtMs, crud } = notification;
  return (
    <Link className="row" to={links.crud(crud)}>
      <Avatar displayName={displayName} handle={handle} size={40} />
      <span className="row-body">
        <span className="row-head">
          <Icon name={kind} size={17} />
          <b>{displayName}</b>
          <span className="did">{DID[kind]}</span>
          <Age timeMs={createdAtMs} nowMs={nowMs} />
        </span>
        <span className="row-words" dir="auto">
          {message}
        </span>
      </span>
    </Link>
  );
}
