import { Link } from "react-router";
import { links } from "../links.ts";
import { SideColumn } from "../ui/Layout.tsx";
import { ScenarioPanel } from "./ScenarioPanel.tsx";
import { SearchForm } from "./SearchForm.tsx";
import { SuggestedUsers } from "./SuggestedUsers.tsx";
import { Trending } from "./Trending.tsx";
import "./side.css";

/** What stands beside each page where there is room. */
export function Side({ hasSearch = true }: { hasSearch?: boolean }) {
  return (
    <SideColumn label="Around Cruddur">
      {hasSearch && <SearchForm term="" />}
      <Trending />
      <SuggestedUsers />
      <ScenarioPanel />
      <ul className="side-foot">
        <li>
          <Link to={links.about}>About</Link>
        </li>
        <li>
          <Link to={`${links.about}#terms`}>Terms</Link>
        </li>
        <li>
          <Link to={`${links.about}#privacy`}>Privacy</Link>
        </li>
      </ul>
    </SideColumn>
  );
}
