import type { ReactNode } from "react";

/** A part of the details; its id is the anchor of its tab. */
export function Section({
  id,
  title,
  tool,
  children,
}: {
  id: string;
  title: string;
  tool?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section id={id} className="details-section" aria-label={title}>
      {id === "overview" ? null : (
        <h3>
          {title}
          {tool}
        </h3>
      )}
      {children}
    </section>
  );
}
