import { Side } from "../side/Side.tsx";
import { traceConsole } from "../trace-console.ts";
import { PageColumn } from "../ui/Layout.tsx";
import "./prose.css";

/** What this is, its terms, and what it stores about whom. */
export function AboutPage() {
  return (
    <>
      <PageColumn title="About">
        <div className="prose">
          <p>
            Cruddur is a microblog whose posts burn down. It is a demonstration: what happens between a click
            and the database can be read in{" "}
            <a className="link" href={traceConsole.tracesUrl} target="_blank" rel="noreferrer">
              its traces
            </a>
            .
          </p>
          <h2 id="terms">Terms</h2>
          <p>
            It runs on your machine, for you. There is no sign-in: whoever opens it may be anybody, so write
            nothing here that should not be read.
          </p>
          <p>
            It is made with the work of others, under{" "}
            <a className="link" href="/third-party-licenses.txt" target="_blank" rel="noreferrer">
              their licences
            </a>
            .
          </p>
          <h2 id="privacy">Privacy</h2>
          <p>
            Cruds are hidden when their time is over. What is traced is the address of a page, how long its
            parts took, the requests that it made, errors, and the handle that you use. Texts are not traced,
            but for a word that you search for, which stands in an address. Traces go to the X-Ray that this
            was started with, and nowhere else.
          </p>
        </div>
      </PageColumn>
      <Side />
    </>
  );
}
