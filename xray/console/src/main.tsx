import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createStream } from "./api/stream.ts";
import { App, createQueries } from "./App.tsx";
import "./styles/base.css";
import "./ui/controls.css";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no element with the id root");
createRoot(root).render(
  <StrictMode>
    <App queries={createQueries()} stream={createStream()} />
  </StrictMode>,
);
