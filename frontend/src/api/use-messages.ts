import { useQueryClient } from "@tanstack/react-query";
import { getJson, sendJson } from "./http.ts";
import type { Answer } from "./http.ts";
import { parseMessage, parseMessageGroups, parseMessages } from "./answers/messages.ts";
import type { Message } from "./answers/messages.ts";
import type { Person } from "./answers/session.ts";
import { usePageQuery } from "./use-page-query.ts";

const GROUPS = ["messages", "groups"];
const conversationKey = (handle: string) => ["messages", "with", handle];

/** Whom one has written with, the latest first. */
export function useMessageGroups() {
  return usePageQuery(GROUPS, () => getJson("/api/message_groups", parseMessageGroups));
}

/** What two people have written to each other. */
export function useConversation(handle: string) {
  return usePageQuery(conversationKey(handle), () =>
    getJson(`/api/messages/@${encodeURIComponent(handle)}`, parseMessages),
  );
}

/** Writes to somebody. It stands in the conversation at once, and is gone again if the API does not keep it. */
export function useSendMessage(me: Person | undefined, handle: string) {
  const client = useQueryClient();
  const change = (how: (messages: readonly Message[]) => readonly Message[]) =>
    client.setQueryData<Answer<readonly Message[]>>(
      conversationKey(handle),
      (answer) => answer && { ...answer, data: how(answer.data) },
    );
  return async (message: string): Promise<Answer<Message>> => {
    const draft: Message = {
      uuid: `pending-${crypto.randomUUID()}`,
      displayName: me?.displayName ?? "You",
      handle: me?.handle ?? "",
      message,
      createdAtMs: Date.now(),
      isPending: true,
    };
    change((messages) => [...messages, draft]);
    try {
      const body = { message, user_receiver_handle: handle };
      const answer = await sendJson("POST", "/api/messages", body, parseMessage);
      change((messages) => messages.map((each) => (each.uuid === draft.uuid ? answer.data : each)));
      return answer;
    } catch (error) {
      change((messages) => messages.filter((each) => each.uuid !== draft.uuid));
      throw error;
    }
  };
}
