import { useState } from "react";
import { useNavigate } from "react-router";
import { links } from "../links.ts";
import { Icon } from "../ui/Icon.tsx";

/** The limit of the API. */
const MAX_TERM_LENGTH = 100;

/** A search box; Enter shows the results. */
export function SearchForm({ term }: { term: string }) {
  const navigate = useNavigate();
  const [isBlank, setIsBlank] = useState(false);
  return (
    <search>
      <form
        action={links.search()}
        onSubmit={(event) => {
          event.preventDefault();
          const typed = new FormData(event.currentTarget).get("term");
          const next = typeof typed === "string" ? typed.trim() : "";
          setIsBlank(next === "");
          if (next !== "") void navigate(links.search(next));
        }}
      >
        <div className="search-box">
          <Icon name="search" />
          <input
            type="search"
            name="term"
            key={term}
            defaultValue={term}
            aria-label="Search Cruddur"
            placeholder="Search Cruddur"
            aria-invalid={isBlank}
            autoComplete="off"
            maxLength={MAX_TERM_LENGTH}
          />
        </div>
        {isBlank && (
          <p className="problem" role="alert">
            Type a word to search for.
          </p>
        )}
      </form>
    </search>
  );
}
