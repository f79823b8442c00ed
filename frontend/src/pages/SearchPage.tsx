import { useSearchParams } from "react-router";
import { crudKeys } from "../api/crud-cache.ts";
import { parseCruds } from "../api/answers/cruds.ts";
import { getJson } from "../api/http.ts";
import { usePageQuery } from "../api/use-page-query.ts";
import { Feed } from "../cruds/Feed.tsx";
import { LoadedPage } from "../frame/LoadedPage.tsx";
import { PageColumn } from "../ui/Layout.tsx";
import { SearchForm } from "../side/SearchForm.tsx";
import { Side } from "../side/Side.tsx";
import "./search.css";

/** `/search?term=…`: cruds that contain a term. */
export function SearchPage() {
  const [parameters] = useSearchParams();
  const term = parameters.get("term")?.trim() ?? "";
  return (
    <>
      {term === "" ? <NoTerm /> : <Results key={term} term={term} />}
      <Side hasSearch={false} />
    </>
  );
}

function NoTerm() {
  return (
    <PageColumn title="Search">
      <Top term="" />
      <p className="empty">Type a word to search for.</p>
    </PageColumn>
  );
}

function Results({ term }: { term: string }) {
  const path = `/api/activities/search?term=${encodeURIComponent(term)}`;
  const found = usePageQuery(crudKeys.search(term), () => getJson(path, parseCruds));
  return (
    <LoadedPage title="Search" what="the search" query={found} top={<Top term={term} />}>
      {({ cruds }) => (
        <Feed cruds={cruds} loadedAtMs={found.dataUpdatedAt} empty={`No crud that is left has “${term}”.`} />
      )}
    </LoadedPage>
  );
}

function Top({ term }: { term: string }) {
  return (
    <div className="search-top">
      <SearchForm term={term} />
    </div>
  );
}
