import { Link } from "react-router";
import { PageColumn } from "../ui/Layout.tsx";
import "./not-found.css";

/** For every address that leads nowhere. */
export function NotFoundPage() {
  return (
    <PageColumn title="Not found">
      <p className="not-found">
        Gone, or never here.{" "}
        <Link className="link" to="/">
          Go home
        </Link>
      </p>
    </PageColumn>
  );
}
