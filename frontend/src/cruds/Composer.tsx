import { useId, useState } from "react";
import type { KeyboardEvent } from "react";
import type { Answer } from "../api/http.ts";
import { rejectionOf } from "../api/words.ts";
import { countCharacters, roomLeft, tooManyWords } from "../lib/message.ts";
import { DEFAULT_TTL, isTtl, TIMES_TO_LIVE } from "../lib/time-to-live.ts";
import type { Ttl } from "../lib/time-to-live.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { Icon } from "../ui/Icon.tsx";
import { NotSaved } from "./NotSaved.tsx";
import { SentNote } from "./SentNote.tsx";
import "./composer.css";

interface ComposerProps {
  me: { displayName: string; handle: string } | undefined;
  /** The name of the box, and its placeholder. */
  label: string;
  placeholder: string;
  maxLength: number;
  button: string;
  /** Whether the author chooses how long it lives, as for cruds. */
  hasTtl?: boolean;
  onSend: (message: string, ttl: Ttl) => Promise<Answer<unknown>>;
  /** Called with the text after each change. */
  onText?: (text: string) => void;
}

const WRITE_FIRST = "Write something first.";

/** A box to write in, with the characters that are left. A text that could not be sent comes back into it. */
export function Composer(props: ComposerProps) {
  const { me, label, placeholder, maxLength, button, hasTtl = false } = props;
  const { draft, setText, setTtl, submit } = useDraft(props);
  const left = maxLength - countCharacters(draft.text);
  const problemId = useId();
  const problem = left < 0 ? tooManyWords(-left) : draft.problem;
  const isOff = left < 0 || draft.isSending;
  const send = () => {
    if (!isOff) void submit();
  };
  return (
    <form
      className="composer"
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {me ? (
        <Avatar displayName={me.displayName} handle={me.handle} size={40} />
      ) : (
        <span className="no-avatar" />
      )}
      <div>
        <textarea
          rows={1}
          aria-label={label}
          placeholder={placeholder}
          value={draft.text}
          readOnly={draft.isSending}
          aria-invalid={problem !== undefined}
          aria-describedby={problem === undefined ? undefined : problemId}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => onModEnter(event, send)}
        />
        <div className="composer-row">
          {hasTtl && <TtlSelect ttl={draft.ttl} onChange={setTtl} />}
          <span className={`room ${roomLeft(left)}`}>
            <span aria-hidden="true">{left}</span>
            <span className="visually-hidden">{left} characters left</span>
          </span>
          <button type="submit" className="pill" aria-disabled={isOff}>
            {button}
          </button>
        </div>
        <div className="composer-notes">
          {problem !== undefined && (
            <p className="problem" id={problemId} role="alert">
              {problem}
            </p>
          )}
          {draft.failure && <NotSaved error={draft.failure} onRetry={send} />}
          <SentNote answer={draft.sent} />
        </div>
      </div>
    </form>
  );
}

/** Ctrl+Enter or Cmd+Enter sends; Enter alone is a new line. */
function onModEnter(event: KeyboardEvent, send: () => void): void {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  send();
}

function TtlSelect({ ttl, onChange }: { ttl: Ttl; onChange: (ttl: Ttl) => void }) {
  return (
    <label className="ttl">
      <Icon name="bomb" />
      <span>Gone in</span>
      <select value={ttl} onChange={({ target }) => isTtl(target.value) && onChange(target.value)}>
        {TIMES_TO_LIVE.map((each) => (
          <option key={each.ttl} value={each.ttl}>
            {each.words}
          </option>
        ))}
      </select>
      <Icon name="chevron" size={14} />
    </label>
  );
}

interface Draft {
  text: string;
  ttl: Ttl;
  isSending: boolean;
  /** What is wrong with the text, in words. */
  problem?: string;
  failure?: Error;
  sent?: Answer<unknown>;
}

/**
 * The text, and what became of it. While it is being sent the box is empty and disabled, so that the text can come
 * back.
 */
function useDraft({ onSend, onText }: Pick<ComposerProps, "onSend" | "onText">) {
  const [draft, setDraft] = useState<Draft>({ text: "", ttl: DEFAULT_TTL, isSending: false });
  const setText = (text: string) => {
    setDraft({ text, ttl: draft.ttl, isSending: false });
    onText?.(text);
  };
  const submit = async () => {
    const { text, ttl } = draft;
    const message = text.trim();
    if (message === "") return setDraft({ text, ttl, isSending: false, problem: WRITE_FIRST });
    setDraft({ text: "", ttl, isSending: true });
    try {
      const sent = await onSend(message, ttl);
      setDraft({ text: "", ttl, isSending: false, sent });
      onText?.("");
    } catch (cause) {
      const error = cause instanceof Error ? cause : new Error(String(cause));
      const problem = rejectionOf(error);
      setDraft({
        text,
        ttl,
        isSending: false,
        ...(problem === undefined ? { failure: error } : { problem }),
      });
    }
  };
  return { draft, setText, setTtl: (ttl: Ttl) => setDraft({ ...draft, ttl }), submit };
}
