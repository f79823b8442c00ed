import { createElement, Fragment } from "react";
import type { ReactNode } from "react";
import { parseSpans } from "../lib/markdown.ts";
import type { Block, Span } from "../lib/markdown.ts";

/** The blocks of a lesson. Only absolute URLs become links; a path of the repository leads nowhere here. */
export function Markdown({ blocks }: { blocks: readonly Block[] }) {
  return inOrder(blocks, (block) => <BlockView block={block} />);
}

/** The order never changes, so no keys are needed. */
function inOrder<T>(items: readonly T[], draw: (item: T) => ReactNode): ReactNode {
  return createElement(Fragment, null, ...items.map(draw));
}

function BlockView({ block }: { block: Block }) {
  if (block.kind === "heading") return <h2>{block.text}</h2>;
  if (block.kind === "paragraph") return <p>{toInline(block.text)}</p>;
  if (block.kind === "code") {
    // May be wider than the page, so the keyboard must be able to scroll it.
    return (
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      <pre tabIndex={0}>
        <code>{block.text}</code>
      </pre>
    );
  }
  const items = inOrder(block.items, (item) => <li>{toInline(item)}</li>);
  return block.isOrdered ? <ol>{items}</ol> : <ul>{items}</ul>;
}

function toInline(text: string) {
  return inOrder(parseSpans(text), (span) => <SpanView span={span} />);
}

function SpanView({ span }: { span: Span }) {
  if (span.kind === "code") return <code>{span.text}</code>;
  if (span.kind === "strong") return <b>{span.text}</b>;
  if (span.kind === "emphasis") return <em>{span.text}</em>;
  if (span.kind === "link" && /^https?:\/\//.test(span.href)) {
    return (
      <a className="link" href={span.href} target="_blank" rel="noreferrer">
        {span.text}
      </a>
    );
  }
  return span.text;
}
