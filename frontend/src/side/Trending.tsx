import { Link } from "react-router";
import type { Trend } from "../api/answers/trends.ts";
import { formatCount } from "../lib/format.ts";
import { links } from "../links.ts";

/** Words that many living cruds contain; nothing when there are none. */
export function Trending({ trends }: { trends: readonly Trend[] }) {
  if (trends.length === 0) return null;
  return (
    <section aria-labelledby="trending">
      <h2 id="trending">Trending</h2>
      <ul>
        {trends.map(({ term, count }) => (
          <li key={term}>
            <Link className="trend" to={links.search(term)}>
              <b>{term}</b> <span>{formatCount(count, "crud", "cruds")}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
