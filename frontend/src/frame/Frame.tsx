import { NavLink, Outlet } from "react-router";
import { traceConsole } from "../trace-console.ts";
import { Icon } from "../ui/Icon.tsx";
import { Layout } from "../ui/Layout.tsx";
import { TraceGlyph } from "../ui/TraceGlyph.tsx";

/** What every page has around it. */
export function Frame() {
  return (
    <Layout links={<MainLinks />}>
      <Outlet />
    </Layout>
  );
}

function MainLinks() {
  return (
    <>
      <li>
        <NavLink to="/" end title="Home">
          <Icon name="home" />
          <span>Home</span>
        </NavLink>
      </li>
      <li>
        <a href={traceConsole.tracesUrl} target="_blank" rel="noreferrer" title="Traces">
          <TraceGlyph size={20} />
          <span>
            Traces<span className="visually-hidden">, in a new tab</span>
          </span>
        </a>
      </li>
    </>
  );
}
