import { Link } from "react-router";
import { getJson } from "../api/http.ts";
import { parsePeople } from "../api/answers/session.ts";
import { parseTrends } from "../api/answers/trends.ts";
import { useAroundQuery } from "../api/use-around-query.ts";
import { useScenarioQuery } from "../api/use-scenarios.ts";
import { links } from "../links.ts";
import { SideColumn } from "../ui/Layout.tsx";
import { ScenarioPanel } from "./ScenarioPanel.tsx";
import { SearchForm } from "./SearchForm.tsx";
import { SuggestedUsers } from "./SuggestedUsers.tsx";
import { Trending } from "./Trending.tsx";
import "./side.css";

/** The column beside each page, where there is room. */
export function Side({ hasSearch = true }: { hasSearch?: boolean }) {
  const trends = useAroundQuery(["trending"], () => getJson("/api/trending", parseTrends));
  const people = useAroundQuery(["suggested"], () => getJson("/api/users/suggested", parsePeople));
  const scenarios = useScenarioQuery();
  // All at once, so that nothing is pushed down by what comes later.
  const isSettled = trends.isSettled && people.isSettled && scenarios.isSettled;
  return (
    <SideColumn label="Around Cruddur">
      {hasSearch && <SearchForm term="" />}
      {isSettled && (
        <>
          <Trending trends={trends.data ?? []} />
          <SuggestedUsers people={people.data ?? []} />
          {scenarios.data && <ScenarioPanel scenarios={scenarios.data.scenarios} />}
          <FootLinks />
        </>
      )}
    </SideColumn>
  );
}

function FootLinks() {
  return (
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
  );
}
