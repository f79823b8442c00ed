import { Link } from "react-router";
import { links } from "../links.ts";
import "../ui/states.css";

/** For what expired, and for every address that leads nowhere. */
export function Gone() {
  return (
    <p className="empty">
      Gone, or never here.{" "}
      <Link className="link" to={links.home}>
        Go home
      </Link>
    </p>
  );
}
