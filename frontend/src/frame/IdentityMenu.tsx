import { Link } from "react-router";
import { useSession } from "../api/use-session.ts";
import { links } from "../links.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Popover } from "../ui/Popover.tsx";
import { Identities } from "./Identities.tsx";
import { MoreLinks } from "./MoreMenu.tsx";
import "./identity.css";

/** Shows who uses the page, and opens a menu with the profile and the other identities. */
export function IdentityMenu() {
  const session = useSession();
  if (!session) return null;
  const { me } = session;
  const chip = (
    <>
      <Avatar displayName={me?.displayName ?? "?"} handle={me?.handle ?? ""} size={36} />
      <span className="chip-name">
        <b>{me?.displayName ?? "Nobody"}</b>
        <span>
          {me ? `@${me.handle}` : "Choose who you are"}
          {me && <span className="visually-hidden">, change who you are</span>}
        </span>
      </span>
      <Icon name="more" />
    </>
  );
  return (
    <Popover className="chip" button={chip}>
      {me && (
        <Link className="popover-item" to={links.profile(me.handle)}>
          <Icon name="person" />
          <span>Your profile</span>
        </Link>
      )}
      <div className="tab-only">
        <MoreLinks />
      </div>
      <hr />
      <Identities me={me} />
    </Popover>
  );
}
