import { useParams } from "react-router";
import { Side } from "../side/Side.tsx";
import { Markdown } from "../ui/Markdown.tsx";
import { PageColumn } from "../ui/Layout.tsx";
import { parseMarkdown } from "../lib/markdown.ts";
import { NotFoundPage } from "./NotFoundPage.tsx";
import "./prose.css";

/** The pages under docs/lessons by path, as they were at build time. */
const FILES = import.meta.glob<string>("../../../docs/lessons/*.md", {
  query: "?raw",
  import: "default",
  eager: true,
});

/** `/lessons/:name`: what a scenario teaches. */
export function LessonPage() {
  const { name = "" } = useParams();
  const text = FILES[`../../../docs/lessons/${name}.md`];
  if (text === undefined) return <NotFoundPage />;
  const [title, ...blocks] = parseMarkdown(text);
  return (
    <>
      <PageColumn title={title?.kind === "heading" ? title.text : "Lesson"}>
        <div className="prose">
          <Markdown blocks={title?.kind === "heading" ? blocks : parseMarkdown(text)} />
        </div>
      </PageColumn>
      <Side />
    </>
  );
}
