import type { ReactNode } from "react";
import { Wordmark } from "./Wordmark.tsx";
import "./layout.css";

interface LayoutProps {
  /** A list of links: a column, only icons where it is narrower, a tab bar on a telephone. */
  nav: ReactNode;
  /** Who uses the page: at the bottom of the column, on a telephone in the title bar. */
  identity: ReactNode;
  /** A PageColumn and, beside it, a SideColumn. */
  children: ReactNode;
}

/** Three columns from 1180 pixels on; below that icons and content; below 640 content and a tab bar. */
export function Layout({ nav, identity, children }: LayoutProps) {
  return (
    <div className="layout">
      <a className="skip-link" href="#content">
        Skip to the content
      </a>
      <header className="main-bar">
        <Wordmark />
        <nav className="main-nav" aria-label="Main">
          {nav}
        </nav>
        <div className="identity">{identity}</div>
      </header>
      {children}
    </div>
  );
}

interface PageColumnProps {
  title: string;
  /** At the right of the title bar. */
  bar?: ReactNode;
  isBusy?: boolean;
  children: ReactNode;
}

export function PageColumn({ title, bar, isBusy = false, children }: PageColumnProps) {
  return (
    <main className="page-column" id="content" tabIndex={-1} aria-busy={isBusy}>
      <title>{`${title}, Cruddur`}</title>
      <header className="title-bar">
        <h1>{title}</h1>
        {bar}
      </header>
      {children}
    </main>
  );
}

export function SideColumn({ label, children }: { label: string; children: ReactNode }) {
  return (
    <aside className="side-column" aria-label={label}>
      {children}
    </aside>
  );
}
