import { useMemo, useState } from "react";
import type { ReactNode } from "react";
import type { Crud } from "../api/answers/cruds.ts";
import { usePostCrud, usePostReply } from "../api/use-post-crud.ts";
import { useMe } from "../api/use-session.ts";
import { Composer } from "../cruds/Composer.tsx";
import { PostQuote } from "../cruds/PostQuote.tsx";
import { MAX_CRUD_LENGTH, MAX_REPLY_LENGTH } from "../lib/message.ts";
import { ScenarioDialog } from "../side/ScenarioDialog.tsx";
import { DialogsContext } from "./dialogs-context.ts";
import type { Dialogs } from "./dialogs-context.ts";
import { WriteDialog } from "./WriteDialog.tsx";

type Open = { kind: "crud" } | { kind: "scenarios" } | { kind: "reply"; crud: Crud };

/** Provides `useDialogs` to the pages, and draws the open dialog. */
export function FrameDialogs({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState<Open>();
  const dialogs = useMemo<Dialogs>(
    () => ({
      openCrud: () => setOpen({ kind: "crud" }),
      openReply: (crud) => setOpen({ kind: "reply", crud }),
      openScenarios: () => setOpen({ kind: "scenarios" }),
    }),
    [],
  );
  const close = () => setOpen(undefined);
  return (
    <DialogsContext value={dialogs}>
      {children}
      {open?.kind === "crud" && <CrudDialog onClose={close} />}
      {open?.kind === "scenarios" && <ScenarioDialog onClose={close} />}
      {open?.kind === "reply" && <ReplyDialog crud={open.crud} onClose={close} />}
    </DialogsContext>
  );
}

function CrudDialog({ onClose }: { onClose: () => void }) {
  const me = useMe();
  const post = usePostCrud(me);
  return (
    <WriteDialog title="New crud" onClose={onClose}>
      {(onText) => (
        <Composer
          me={me}
          label="What’s up?"
          placeholder="What’s up? It won’t last."
          maxLength={MAX_CRUD_LENGTH}
          button="Crud"
          hasTtl
          onText={onText}
          onSend={async (message, ttl) => {
            const answer = await post(message, ttl);
            onClose();
            return answer;
          }}
        />
      )}
    </WriteDialog>
  );
}

function ReplyDialog({ crud, onClose }: { crud: Crud; onClose: () => void }) {
  const me = useMe();
  const post = usePostReply(me, crud.uuid);
  const [openedAtMs] = useState(() => Date.now());
  return (
    <WriteDialog title={`Reply to ${crud.displayName}`} onClose={onClose}>
      {(onText) => (
        <>
          <PostQuote post={crud} nowMs={openedAtMs} />
          <Composer
            me={me}
            label="Your reply"
            placeholder="Say it while it lasts."
            maxLength={MAX_REPLY_LENGTH}
            button="Reply"
            onText={onText}
            onSend={async (message) => {
              const answer = await post(message);
              onClose();
              return answer;
            }}
          />
        </>
      )}
    </WriteDialog>
  );
}
