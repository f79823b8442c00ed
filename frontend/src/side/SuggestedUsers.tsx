import { Link } from "react-router";
import { useSuggested } from "../api/use-suggested.ts";
import { links } from "../links.ts";
import { Avatar } from "../ui/Avatar.tsx";

const SHOWN = 3;

export function SuggestedUsers() {
  const people = useSuggested().data?.data ?? [];
  if (people.length === 0) return null;
  return (
    <section aria-labelledby="suggested">
      <h2 id="suggested">Suggested users</h2>
      <ul>
        {people.slice(0, SHOWN).map(({ displayName, handle }) => (
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
