import { Link } from "react-router";
import { links } from "../links.ts";
import "../ui/states.css";

/** Shown for what has expired, and for unknown URLs. */
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
