import { useState } from "react";
import { RangeMenu } from "../../frame/RangeMenu.tsx";
import { formatCount } from "../../lib/format.ts";
import { RefinerRail } from "../../traces/RefinerRail.tsx";
import type { RefinerRailProps } from "../../traces/RefinerRail.tsx";
import { Dialog } from "../../ui/overlays/Dialog.tsx";
import { NARROW, useMedia } from "../../ui/use-media.ts";

/** The refiners beside the list; where there is no room, a line with counts that opens them as a sheet. */
export function Rail(props: RefinerRailProps & { scanned: number }) {
  const narrow = useMedia(NARROW);
  if (narrow) return <NarrowRail {...props} />;
  return (
    <aside className="rail" aria-label="Refine">
      <Refiners {...props} />
    </aside>
  );
}

function NarrowRail(props: RefinerRailProps & { scanned: number }) {
  const [rangeOpen, setRangeOpen] = useState(false);
  const [refining, setRefining] = useState(false);
  return (
    <div className="narrow-rail">
      <span>
        <b>{formatCount(props.total)}</b> of {formatCount(props.scanned)}
      </span>
      <span className="grow" />
      <RangeMenu open={rangeOpen} onOpenChange={setRangeOpen} />
      <button type="button" className="ctl" onClick={() => setRefining(true)}>
        <b>Refine</b>
      </button>
      <Dialog open={refining} onClose={() => setRefining(false)} label="Refine" form="sheet-left">
        <div className="rail rail-sheet">
          <Refiners {...props} />
        </div>
      </Dialog>
    </div>
  );
}

function Refiners(props: RefinerRailProps) {
  if (props.total > 0) return <RefinerRail {...props} />;
  return (
    <p className="rail-words rail-first">
      Refiners appear with the first trace: service, URL, status, user, annotations, root causes.
    </p>
  );
}
