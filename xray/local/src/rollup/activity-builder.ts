import type { TraceFacts } from "../model/trace-facts.ts";
import { ACTIVITY_SUBJECTS } from "../model/trace-rows.ts";
import { ActivityColumns } from "./activity-columns.ts";
import { encodeActivity } from "./encoded-activity.ts";
import type { SubjectBytes } from "./rollup-store.ts";

/** Puts together what the traces of a minute did; they are added from the newest on. */
export class ActivityBuilder {
  private readonly columns = ACTIVITY_SUBJECTS.map((subject) => ({
    subject,
    columns: new ActivityColumns(),
  }));

  add({ activity }: Pick<TraceFacts, "activity">): void {
    for (const { subject, columns } of this.columns) columns.addTrace(subject, activity);
  }

  encode(): SubjectBytes[] {
    return this.columns.map(({ subject, columns }) => ({ subject, bytes: encodeActivity(columns) }));
  }
}
