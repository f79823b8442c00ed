import type { DatabaseSync } from "node:sqlite";
import { textOf } from "./row.ts";
import { rejected, SettingsError } from "./settings-error.ts";

export interface Tag {
  Key: string;
  Value: string;
}

/** The kind and name of a resource that has tags. */
export interface TaggedResource {
  kind: "rule" | "group";
  name: string;
}

export interface TagSettings {
  /** Sorted by key. */
  list(resource: TaggedResource): readonly Tag[];
  /** Adds tags, or replaces the values of existing ones. */
  put(resource: TaggedResource, tags: readonly Tag[]): void;
  /** Ignores unknown keys. */
  remove(resource: TaggedResource, keys: readonly string[]): void;
  /** Call it when the resource is deleted. */
  removeAll(resource: TaggedResource): void;
}

const MAX_TAGS = 50;

/** Model, TagResource: letters, digits, separators and these. */
const ALLOWED_TEXT = /^[\p{L}\p{N}\p{Z}_.:/=+\-@]*$/u;

/** Only `put` may be called inside a transaction: the others begin one. */
export function createTagSettings(database: DatabaseSync): TagSettings {
  const select = database.prepare("SELECT key, value FROM tag WHERE kind = ? AND resource = ? ORDER BY key");
  const upsert = database.prepare(
    `INSERT INTO tag (kind, resource, key, value) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET value = excluded.value`,
  );
  const remove = database.prepare("DELETE FROM tag WHERE kind = ? AND resource = ? AND key = ?");
  const removeAll = database.prepare("DELETE FROM tag WHERE kind = ? AND resource = ?");

  function list({ kind, name }: TaggedResource): readonly Tag[] {
    return select.all(kind, name).map((row) => ({ Key: textOf(row, "key"), Value: textOf(row, "value") }));
  }

  return {
    list,
    put(resource, tags) {
      checkTags(tags);
      const keys = new Set([...list(resource), ...tags].map(({ Key }) => Key));
      if (keys.size > MAX_TAGS) {
        const message = `A resource can have at most ${MAX_TAGS} tags`;
        throw new SettingsError("TooManyTagsException", message, resource.name);
      }
      for (const { Key, Value } of tags) upsert.run(resource.kind, resource.name, Key, Value);
    },
    remove({ kind, name }, keys) {
      checkKeys(keys);
      for (const key of keys) remove.run(kind, name, key);
    },
    removeAll({ kind, name }) {
      removeAll.run(kind, name);
    },
  };
}

function checkTags(tags: readonly Tag[]): void {
  const keys = tags.map(({ Key }) => Key);
  checkKeys(keys);
  const repeated = keys.find((key, index) => keys.indexOf(key) !== index);
  if (repeated !== undefined) throw rejected(`The tag key ${repeated} is given more than once`);
  const bad = tags.find(({ Key, Value }) => !ALLOWED_TEXT.test(Key) || !ALLOWED_TEXT.test(Value));
  if (bad) {
    throw rejected(
      `The tag ${bad.Key} has characters other than letters, numbers, separators and + - = . _ : / @`,
    );
  }
}

function checkKeys(keys: readonly string[]): void {
  const system = keys.find((key) => key.toLowerCase().startsWith("aws:"));
  if (system !== undefined) throw rejected(`The tag key ${system} starts with aws:, which is reserved`);
}
