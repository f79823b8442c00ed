import { createContext, useContext } from "react";
import type { Crud } from "../api/answers/cruds.ts";

/** Opens dialogs; they belong to the frame, so that every page has them. */
export interface Dialogs {
  openCrud: () => void;
  openReply: (crud: Crud) => void;
  openScenarios: () => void;
}

export const DialogsContext = createContext<Dialogs>({
  openCrud: () => undefined,
  openReply: () => undefined,
  openScenarios: () => undefined,
});

export function useDialogs(): Dialogs {
  return useContext(DialogsContext);
}
