import { useSyncExternalStore } from "react";
import { changeSettings, readSettings, subscribeToSettings } from "../lib/settings.ts";
import { Dialog } from "../ui/overlays/Dialog.tsx";
import { SHORTCUTS } from "./shortcuts.ts";
import "./shortcut-sheet.css";

export function ShortcutSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { singleKeys } = useSyncExternalStore(subscribeToSettings, readSettings);
  return (
    <Dialog open={open} onClose={onClose} label="Shortcuts" form="panel">
      <div className="sheet">
        <h1>Shortcuts</h1>
        <div className="sheet-groups">
          {SHORTCUTS.map(({ group, keys }) => (
            <section key={group}>
              <h2>{group}</h2>
              <dl>
                {keys.map((shortcut) => (
                  <div key={shortcut.what}>
                    <dt>{shortcut.what}</dt>
                    <dd>
                      {shortcut.keys.map((key, index) => (
                        <span key={index === 0 ? "first" : key}>
                          <kbd className="key">{key}</kbd>
                          {shortcut.sequence === true && index === 0 ? " then " : null}
                        </span>
                      ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
        <label className="sheet-setting">
          <input
            type="checkbox"
            checked={singleKeys}
            onChange={(event) => changeSettings({ singleKeys: event.currentTarget.checked })}
          />
          Keys without Ctrl are shortcuts
        </label>
      </div>
    </Dialog>
  );
}
