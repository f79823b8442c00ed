import { Link } from "react-router";
import type { Person } from "../api/answers/session.ts";
import { links } from "../links.ts";
import { Avatar } from "../ui/Avatar.tsx";

/** People whom the user might like to read. */
export function SuggestedUsers({ people }: { people: readonly Person[] }) {
  if (people.length === 0) return null;
  return (
    <section aria-labelledby="suggested">
      <h2 id="suggested">Suggested users</h2>
      <ul>
        {people.map(({ displayName, handle }) => (
          <li className="person" key={handle}>
            <Avatar displayName={displayName} handle={handle} size={36} />
            <span className="person-name">
              <b>{displayName}</b>
              <span>@{handle}</span>
            </span>
            <Link className="pill quiet small" to={links.profile(handle)} aria-label={`View ${displayName}`}>
              View
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
