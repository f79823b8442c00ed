import { useState } from "react";
import { Link, useParams } from "react-router";
import { crudKeys } from "../api/crud-cache.ts";
import { getJson } from "../api/http.ts";
import { parseProfilePage } from "../api/answers/profile.ts";
import type { Profile } from "../api/answers/profile.ts";
import { usePageQuery } from "../api/use-page-query.ts";
import { useMe } from "../api/use-session.ts";
import { Feed } from "../cruds/Feed.tsx";
import { LoadedPage } from "../frame/LoadedPage.tsx";
import { handleOf } from "../lib/handle.ts";
import { links } from "../links.ts";
import { Side } from "../side/Side.tsx";
import { Avatar } from "../ui/Avatar.tsx";
import { NotFoundPage } from "./NotFoundPage.tsx";
import { EditProfile } from "./profile/EditProfile.tsx";
import "./profile/profile.css";

/** `/@:handle`: a profile, and the living cruds of its user. */
export function ProfilePage() {
  const { at = "" } = useParams();
  const handle = handleOf(at);
  return handle === undefined ? <NotFoundPage /> : <ProfileOf key={handle} handle={handle} />;
}

function ProfileOf({ handle }: { handle: string }) {
  const path = `/api/activities/@${encodeURIComponent(handle)}`;
  const page = usePageQuery(crudKeys.profile(handle), () => getJson(path, parseProfilePage));
  return (
    <>
      <LoadedPage title={page.data?.data.profile.displayName ?? `@${handle}`} what="the profile" query={page}>
        {({ profile, cruds }) => (
          <>
            <About profile={profile} />
            <Feed
              cruds={cruds}
              loadedAtMs={page.dataUpdatedAt}
              empty={`Nothing of ${profile.displayName} is left.`}
            />
          </>
        )}
      </LoadedPage>
      <Side />
    </>
  );
}

function About({ profile }: { profile: Profile }) {
  const me = useMe();
  const [isEditing, setIsEditing] = useState(false);
  const { displayName, handle, bio } = profile;
  return (
    <section className="profile" aria-label={`About ${displayName}`}>
      <Avatar displayName={displayName} handle={handle} size={72} />
      <div className="profile-name">
        <b>{displayName}</b>
        <span>@{handle}</span>
      </div>
      {me?.handle === handle ? (
        <button type="button" className="pill quiet small" onClick={() => setIsEditing(true)}>
          Edit profile
        </button>
      ) : (
        <Link className="pill quiet small" to={links.conversation(handle)}>
          Message
        </Link>
      )}
      {bio !== "" && (
        <p className="bio" dir="auto">
          {bio}
        </p>
      )}
      {isEditing && <EditProfile profile={profile} onClose={() => setIsEditing(false)} />}
    </section>
  );
}
