import { crudKeys } from "../api/crud-cache.ts";
import { parseCruds } from "../api/answers/cruds.ts";
import { getJson } from "../api/http.ts";
import { usePageQuery } from "../api/use-page-query.ts";
import { usePostCrud } from "../api/use-post-crud.ts";
import { useMe } from "../api/use-session.ts";
import { Composer } from "../cruds/Composer.tsx";
import { Feed } from "../cruds/Feed.tsx";
import { LoadedPage } from "../frame/LoadedPage.tsx";
import { Side } from "../side/Side.tsx";
import { MAX_CRUD_LENGTH } from "../lib/message.ts";

const EMPTY = "Nothing here. Everything has burned down. Write the next one.";

/** Everybody's living cruds, newest first. */
export function HomePage() {
  const feed = usePageQuery(crudKeys.home, () => getJson("/api/activities/home", parseCruds));
  const me = useMe();
  const post = usePostCrud(me);
  const composer = (
    <Composer
      me={me}
      label="What’s up?"
      placeholder="What’s up? It won’t last."
      maxLength={MAX_CRUD_LENGTH}
      button="Crud"
      hasTtl
      onSend={post}
    />
  );
  return (
    <>
      <LoadedPage title="Home" what="the feed" query={feed} top={composer}>
        {({ cruds }) => <Feed cruds={cruds} loadedAtMs={feed.dataUpdatedAt} empty={EMPTY} />}
      </LoadedPage>
      <Side />
    </>
  );
}
