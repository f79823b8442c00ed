import { useMemo } from "react";
import { useParams } from "react-router";
import { crudKeys } from "../api/crud-cache.ts";
import { parseStatus } from "../api/answers/cruds.ts";
import type { Crud } from "../api/answers/cruds.ts";
import { getJson } from "../api/http.ts";
import { usePageQuery } from "../api/use-page-query.ts";
import { usePostReply } from "../api/use-post-crud.ts";
import { useMe } from "../api/use-session.ts";
import { Composer } from "../cruds/Composer.tsx";
import { CrudView } from "../cruds/CrudView.tsx";
import { useClock } from "../cruds/use-clock.ts";
import { Gone } from "../frame/Gone.tsx";
import { LoadedPage } from "../frame/LoadedPage.tsx";
import { isBurnedDown } from "../lib/fuse.ts";
import { handleOf } from "../lib/handle.ts";
import { MAX_REPLY_LENGTH } from "../lib/message.ts";
import { Side } from "../side/Side.tsx";
import { NotFoundPage } from "./NotFoundPage.tsx";

/** `/@:handle/status/:uuid`: one crud with all its replies. */
export function CrudPage() {
  const { at = "", uuid = "" } = useParams();
  const handle = handleOf(at);
  return handle === undefined ? <NotFoundPage /> : <CrudOf key={uuid} handle={handle} uuid={uuid} />;
}

function CrudOf({ handle, uuid }: { handle: string; uuid: string }) {
  const path = `/api/activities/@${encodeURIComponent(handle)}/status/${encodeURIComponent(uuid)}`;
  const page = usePageQuery(crudKeys.crud(uuid), () => getJson(path, parseStatus));
  return (
    <>
      <LoadedPage title="Crud" what="the crud" query={page}>
        {({ cruds: [crud] }) => (crud ? <Thread crud={crud} loadedAtMs={page.dataUpdatedAt} /> : <Gone />)}
      </LoadedPage>
      <Side />
    </>
  );
}

function Thread({ crud, loadedAtMs }: { crud: Crud; loadedAtMs: number }) {
  const me = useMe();
  const post = usePostReply(me, crud.uuid);
  const expiryTimesMs = useMemo(() => [crud.expiresAtMs], [crud.expiresAtMs]);
  const nowMs = useClock(expiryTimesMs, loadedAtMs);
  if (isBurnedDown(crud, nowMs)) return <Gone />;
  return (
    <>
      <CrudView crud={crud} nowMs={nowMs} isWhole />
      <Composer
        me={me}
        label="Your reply"
        placeholder="Say it while it lasts."
        maxLength={MAX_REPLY_LENGTH}
        button="Reply"
        onSend={post}
      />
    </>
  );
}
