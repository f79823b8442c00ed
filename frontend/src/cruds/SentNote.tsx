import { useEffect, useRef, useState } from "react";
import type { Answer } from "../api/http.ts";
import { TookTrace } from "../frame/TraceLink.tsx";

const SHOWN_MS = 3_000;

/** `Sent in 18 ms, view this request's trace`, for three seconds, or as long as it has the pointer or the focus. */
export function SentNote({ answer }: { answer: Answer<unknown> | undefined }) {
  const [seen, setSeen] = useState<Answer<unknown>>();
  const note = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (answer === undefined) return undefined;
    const timer = setInterval(() => {
      if (note.current?.matches(":hover, :focus-within")) return;
      clearInterval(timer);
      setSeen(answer);
    }, SHOWN_MS);
    return () => clearInterval(timer);
  }, [answer]);
  return (
    <div ref={note} role="status">
      {answer !== undefined && answer !== seen && <TookTrace words="Sent in" trace={answer.trace} />}
    </div>
  );
}
