import { createHash, randomBytes } from "node:crypto";
import type { ActivityRepository } from "../activities/repository.ts";
import type { Activity } from "../activities/schema.ts";
import type { DatabaseHandle } from "../db/database.ts";
import { HttpError } from "../http/errors.ts";
import type { Steps } from "../tracing/tracing.ts";
import type { MissingIndex } from "./missing-index.ts";
import { findHomeOneByOne } from "./one-by-one.ts";
import { lockCrosswise, waitBehindReport } from "./row-locks.ts";
import type { Leaks } from "./leaks.ts";
import type { Switchboard } from "./switchboard.ts";
import type { ThirdParty } from "./third-party.ts";

export interface FaultDependencies {
  activities: ActivityRepository;
  database: DatabaseHandle;
  steps: Steps;
  switchboard: Switchboard;
  thirdParty: ThirdParty;
  leaks: Leaks;
  missingIndex: Pick<MissingIndex, "scan">;
}

/** 300 × 300 pixels of three bytes. */
const AVATAR_BYTES = 270_000;

/** The repository with the faults of the scenarios that are on. */
export function withFaults(dependencies: FaultDependencies): ActivityRepository {
  const { activities, database, steps, switchboard, thirdParty, leaks, missingIndex } = dependencies;
  const { isOn } = switchboard;
  const avatars = new Map<string, string>();

  function embedAvatars(cruds: readonly Activity[]): readonly Activity[] {
    const step = steps.beginStep("embed avatars");
    const embedded = cruds.map((crud) => {
      const avatar = avatars.get(crud.handle) ?? makeAvatar();
      avatars.set(crud.handle, avatar);
      return { ...crud, avatar };
    });
    step.annotate(
      "bytes",
      embedded.reduce((sum, { avatar }) => sum + avatar.length, 0),
    );
    step.end();
    return embedded;
  }

  function recordPlan(): void {
    const scan = missingIndex.scan();
    if (!scan) return;
    const step = steps.beginStep("plan of home-activities");
    step.annotate("plan", scan.text);
    step.annotate("rows_read", scan.rowsRead);
    step.end();
  }

  return {
    ...activities,
    async findHome(reader, limit) {
      if (isOn("pool-exhausted")) await leaks.leakConnection();
      const cruds = isOn("n-plus-one")
        ? await findHomeOneByOne(database, reader, limit)
        : await activities.findHome(reader, limit);
      if (isOn("slow-query")) recordPlan();
      return isOn("large-payload") ? embedAvatars(cruds) : cruds;
    },
    async findOfUser(reader, handle) {
      const cruds = await activities.findOfUser(reader, handle);
      if (!isOn("unhandled-exception")) return cruds;
      return cruds.concat(findPinned(cruds));
    },
    async search(reader, term) {
      if (isOn("unclosed-step")) leaks.leakStep("rank results");
      return activities.search(reader, term);
    },
    async createCrud(author, crud) {
      if (isOn("slow-third-party")) await askModerator(steps, thirdParty, crud.message);
      const uuid = isOn("unique-violation") ? toUuid(`${author} ${crud.message}`) : undefined;
      return activities.createCrud(author, uuid === undefined ? crud : { ...crud, uuid });
    },
    async react(reader, uuid, reaction, isAdded) {
      const react = () => activities.react(reader, uuid, reaction, isAdded);
      if (isOn("deadlock")) await lockCrosswise({ database, steps }, uuid, reader);
      return isOn("lock-wait") ? waitBehindReport({ database, steps }, uuid, react) : react();
    },
  };
}

/** The fault: nobody has pinned anything, so there is no such crud, whatever the type says. */
function findPinned(cruds: readonly (Activity & { pinned?: boolean })[]): Activity {
  const pinned = cruds.find((crud) => crud.pinned) as Activity;
  return { ...pinned, message: pinned.message.trim() };
}

async function askModerator(steps: Steps, thirdParty: ThirdParty, message: string): Promise<void> {
  const answer = await steps.fetch("moderation", await thirdParty.url(), { method: "POST", body: message });
  await answer.arrayBuffer();
  if (!answer.ok) throw new HttpError(502, "moderation_failed", "The moderation service did not answer");
}

/** The fault: an id made from the content, as if nobody said the same twice. */
function toUuid(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** A picture as a data URL: a bitmap of noise, which cannot be compressed. */
function makeAvatar(): string {
  const header = Buffer.alloc(54);
  header.write("BM");
  header.writeUInt32LE(54 + AVATAR_BYTES, 2);
  header.writeUInt32LE(54, 10);
  header.writeUInt32LE(40, 14);
  header.writeInt32LE(300, 18);
  header.writeInt32LE(300, 22);
  header.writeUInt16LE(1, 26);
  header.writeUInt16LE(24, 28);
  return `data:image/bmp;base64,${Buffer.concat([header, randomBytes(AVATAR_BYTES)]).toString("base64")}`;
}
