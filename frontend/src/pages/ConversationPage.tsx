import { useEffect, useRef } from "react";
import { Link, useParams } from "react-router";
import type { Message } from "../api/answers/messages.ts";
import type { Person } from "../api/answers/session.ts";
import { useConversation, useSendMessage } from "../api/use-messages.ts";
import { useSession } from "../api/use-session.ts";
import { Composer } from "../cruds/Composer.tsx";
import { useClock } from "../cruds/use-clock.ts";
import { LoadedPage } from "../frame/LoadedPage.tsx";
import { handleOf } from "../lib/handle.ts";
import { MAX_REPLY_LENGTH } from "../lib/message.ts";
import { links } from "../links.ts";
import { Side } from "../side/Side.tsx";
import { Age } from "../ui/Times.tsx";
import { NotFoundPage } from "./NotFoundPage.tsx";
import "./conversation.css";

const NO_EXPIRY: readonly number[] = [];

/** `/messages/@:handle`: the messages between the user and somebody, and a box to write another. */
export function ConversationPage() {
  const { at = "" } = useParams();
  const handle = handleOf(at);
  return handle === undefined ? <NotFoundPage /> : <ConversationWith key={handle} handle={handle} />;
}

function ConversationWith({ handle }: { handle: string }) {
  const page = useConversation(handle);
  const session = useSession();
  const me = session?.me;
  const send = useSendMessage(me, handle);
  const nowMs = useClock(NO_EXPIRY, page.dataUpdatedAt);
  const name = nameOf(handle, page.data?.data ?? [], session?.identities ?? []);
  return (
    <>
      <LoadedPage title={name} what="the conversation" query={page}>
        {(messages) => (
          <div className="conversation">
            <p className="conversation-with">
              <Link className="link" to={links.profile(handle)}>
                @{handle}
              </Link>
            </p>
            <Messages messages={messages} myHandle={me?.handle} nowMs={nowMs} />
            <Composer
              me={me}
              label={`Message to ${name}`}
              placeholder="Write a message."
              maxLength={MAX_REPLY_LENGTH}
              button="Send"
              onSend={send}
            />
          </div>
        )}
      </LoadedPage>
      <Side />
    </>
  );
}

function nameOf(handle: string, messages: readonly Message[], people: readonly Person[]): string {
  return [...messages, ...people].find((each) => each.handle === handle)?.displayName ?? `@${handle}`;
}

interface MessagesProps {
  messages: readonly Message[];
  myHandle: string | undefined;
  nowMs: number;
}

function Messages({ messages, myHandle, nowMs }: MessagesProps) {
  const end = useRef<HTMLLIElement>(null);
  const lastUuid = messages.at(-1)?.uuid;
  useEffect(() => {
    if (lastUuid !== undefined) end.current?.scrollIntoView({ block: "nearest" });
  }, [lastUuid]);
  if (messages.length === 0) return <p className="empty">Nothing said yet.</p>;
  return (
    <ol className="messages" aria-label="Messages" aria-live="polite">
      {messages.map(({ uuid, handle, displayName, message, createdAtMs, isPending }) => (
        <li
          key={uuid}
          ref={uuid === lastUuid ? end : null}
          className={handle === myHandle ? "message mine" : "message"}
          aria-busy={isPending}
        >
          <p dir="auto">
            <span className="visually-hidden">{handle === myHandle ? "You" : displayName}: </span>
            {message}
          </p>
          <Age timeMs={createdAtMs} nowMs={nowMs} />
        </li>
      ))}
    </ol>
  );
}
