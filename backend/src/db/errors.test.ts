import { DatabaseError } from "pg";
import { describe, expect, test } from "vitest";
import {
  DatabaseUnavailableError,
  toConnectionError,
  toDatabaseError,
  toPreparationError,
} from "./errors.ts";

const withCode = (error: Error, code: string) => Object.assign(error, { code });

describe("toDatabaseError", () => {
  test.each([
    ["a refused connection", withCode(new Error("connect ECONNREFUSED"), "ECONNREFUSED")],
    ["a name without an address", withCode(new Error("getaddrinfo ENOTFOUND db"), "ENOTFOUND")],
    ["a connection that ended", new Error("Connection terminated unexpectedly")],
    ["a connection that was not made in time", new Error("Connection terminated due to connection timeout")],
    ["a server that fell silent", new Error("Query read timeout")],
    ["a server that shuts down", withCode(new DatabaseError("shutting down", 1, "error"), "57P01")],
    ["a server that starts", withCode(new DatabaseError("starting up", 1, "error"), "57P03")],
    ["a server without room", withCode(new DatabaseError("too many clients", 1, "error"), "53300")],
    ["a wrong password", withCode(new DatabaseError("authentication failed", 1, "error"), "28P01")],
    ["a missing database", withCode(new DatabaseError("does not exist", 1, "error"), "3D000")],
  ])("takes %s for a database that cannot be had", (_what, error) => {
    const result = toDatabaseError(error);
    expect(result).toBeInstanceOf(DatabaseUnavailableError);
    expect(result).toMatchObject({ code: "database_unavailable", cause: error });
    expect(result.message).toContain(error.message);
  });

  test("tells a pool that stays busy from a database that is gone", () => {
    const error = toDatabaseError(new Error("timeout exceeded when trying to connect"));
    expect(error).toMatchObject({ code: "database_busy" });
  });

  test("says which addresses were tried when a name has several", () => {
    const attempts = new AggregateError([
      new Error("connect ECONNREFUSED ::1:1"),
      new Error("connect ECONNREFUSED"),
    ]);
    expect(toDatabaseError(withCode(attempts, "ECONNREFUSED")).message).toContain("::1:1");
  });

  test("leaves the error of a statement what it is, under a name that says so", () => {
    const error = withCode(new DatabaseError("duplicate key", 1, "error"), "23505");
    expect(toDatabaseError(error)).toBe(error);
    expect(error.name).toBe("DatabaseError");
  });

  test("makes an error of whatever else is thrown", () => {
    expect(toDatabaseError("oops")).toEqual(new Error("oops"));
  });
});

describe("a wrong setting is named, and what it holds is not", () => {
  const database = (message: string, code: string) => withCode(new DatabaseError(message, 1, "error"), code);
  test.each([
    [withCode(new Error("getaddrinfo ENOTFOUND db.internal"), "ENOTFOUND"), /host name in DATABASE_URL/],
    [withCode(new Error("connect ECONNREFUSED 10.0.0.1:1"), "ECONNREFUSED"), /Nobody listens.*DATABASE_URL/],
    [withCode(new Error("connect ETIMEDOUT 10.0.0.1:1"), "ETIMEDOUT"), /does not answer.*DATABASE_URL/],
    [database('password authentication failed for user "internal"', "28P01"), /password in DATABASE_URL/],
    [database('role "internal" does not exist', "28000"), /user or the password in DATABASE_URL/],
    [database('database "internal" does not exist', "3D000"), /no database of the name in DATABASE_URL/],
    [new Error("Connection terminated unexpectedly"), /whether it is a Postgres server/],
    [new Error("The server does not support SSL connections"), /sslmode/],
    [new Error("self-signed certificate"), /sslmode/],
    [
      new Error("Received unexpected commandComplete message from backend."),
      /whether it is a Postgres server/,
    ],
  ])("where a connection fails with %s", (thrown, advice) => {
    const error = toConnectionError(thrown);
    expect(error).toMatchObject({ code: "database_unavailable", cause: thrown });
    expect(error.advice).toMatch(advice);
    expect(error.advice).not.toMatch(/internal|10\.0/);
    expect(error.message).toContain(thrown.message);
  });

  test("where the user may not make the tables", () => {
    const error = toPreparationError(database("permission denied for schema public", "42501"));
    expect(error.advice).toMatch(/user in DATABASE_URL may not make the tables/);
    expect(toPreparationError(new Error("syntax error")).advice).toMatch(/log says why/);
    expect(toPreparationError(error)).toBe(error);
  });
});
