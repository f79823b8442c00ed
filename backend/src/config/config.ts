import { z } from "zod";
import { parseDaemonAddress } from "../daemon/address.ts";
import type { DaemonAddress } from "../daemon/address.ts";
import {
  DEFAULT_BACKEND_PORT,
  DEFAULT_EMBEDDED_POSTGRES_PORT,
  DEFAULT_FRONTEND_PORT,
} from "./default-ports.ts";

/** The settings of the API, validated. Ports are TCP ports. */
export interface Config {
  host: string;
  port: number;
  /** The only origin (scheme, host, port) whose pages may read the API. */
  frontendOrigin: string;
  logLevel: "trace" | "debug" | "info" | "warn" | "error" | "fatal" | "silent";
  database: DatabaseConfig;
  /** Whether faults can be switched on over HTTP: in development, or where SCENARIOS says so. */
  scenarios: boolean;
  /** `undefined` for TRACING=off. */
  tracing: TracingConfig | undefined;
}

export interface DatabaseConfig {
  /** A `postgres://` URL. It may hold a password: never log it. */
  url: string;
  /** Whether it is PGlite behind a socket and not a Postgres server. */
  embedded: boolean;
  /** The most connections. */
  poolSize: number;
  /** `rds`: TLS, and the server must show a certificate of Amazon RDS for its name. `url`: as the URL says. */
  tls: "url" | "rds";
}

export interface TracingConfig {
  daemon: DaemonAddress;
  /** AWS_XRAY_URL; `undefined` when segments are not named by the Host header. */
  dynamicNaming: DynamicNaming | undefined;
  /** Absent when segments should not tell where the app runs. */
  resource?: ResourceConfig;
}

/** Where to ask about the place where the app runs. */
interface ResourceConfig {
  /** At least one. */
  plugins: readonly PluginName[];
  platform: PlatformVariables;
}

const PLUGIN_NAMES = ["ec2", "ecs", "eks", "elastic_beanstalk"] as const;
export type PluginName = (typeof PLUGIN_NAMES)[number];

/** Variables that a platform sets, or that are set for it: they are not in .env. */
export interface PlatformVariables {
  /** AWS_EC2_METADATA_SERVICE_ENDPOINT, which all AWS SDKs read; normally link-local. */
  ec2MetadataUrl: string;
  /** ECS_CONTAINER_METADATA_URI_V4, which ECS sets. */
  ecsMetadataUrl: string | undefined;
  /** EKS_CLUSTER_NAME, which the pod's description sets. */
  eksClusterName: string | undefined;
}

export interface DynamicNaming {
  /** Compared with the Host header with its port: `*` matches any characters, `?` one; case does not matter. */
  pattern: string;
  mode: "annotate" | "rename";
}

/** Settings that cannot be used; the message names each variable and says what it should be. */
export class ConfigError extends Error {
  override name = "ConfigError";
}

/** The embedded Postgres: its TCP port on 127.0.0.1, and its folder, absolute or relative to the repository. */
export interface EmbeddedConfig {
  port: number;
  directory: string;
}

/** Variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** `undefined` and the empty string both mean that it is not set. */
const optionalText = z.string().transform((text) => text.trim() || undefined);

const port = (fallback: number) =>
  optionalText
    .transform((text) => Number(text ?? fallback))
    .pipe(
      z
        .int("must be a whole number from 1 to 65535")
        .min(1, "must be at least 1")
        .max(65_535, "must be at most 65535"),
    );

function oneOf<const T extends readonly [string, ...string[]]>(values: T, fallback: T[number]) {
  return optionalText
    .transform((text) => text?.toLowerCase() ?? fallback)
    .pipe(z.enum(values, `must be one of ${values.join(", ")}`));
}

const metadataUrl = optionalText.refine(
  (text) => text === undefined || URL.canParse(text),
  "must be a URL, as the platform sets it",
);

const environmentSchema = z.object({
  BACKEND_HOST: optionalText.transform((text) => text ?? "127.0.0.1"),
  BACKEND_PORT: port(DEFAULT_BACKEND_PORT),
  FRONTEND_URL: optionalText.transform(toOrigin),
  DATABASE_URL: optionalText.transform(checkDatabaseUrl),
  DATABASE_POOL_SIZE: optionalText
    .transform((text) => Number(text ?? 10))
    .pipe(z.int("must be a whole number").min(1, "must be at least 1").max(1000, "must be at most 1000")),
  DATABASE_TLS: oneOf(["url", "rds"], "url"),
  EMBEDDED_POSTGRES_PORT: port(DEFAULT_EMBEDDED_POSTGRES_PORT),
  TRACING: oneOf(["on", "off"], "on"),
  AWS_XRAY_DAEMON_ADDRESS: optionalText.transform((text, context) => {
    const address = parseDaemonAddress(text ?? "127.0.0.1:2000");
    if (typeof address !== "string") return address;
    context.addIssue(address);
    return z.NEVER;
  }),
  AWS_XRAY_URL: optionalText,
  AWS_XRAY_URL_MODE: oneOf(["annotate", "rename"], "annotate"),
  AWS_XRAY_PLUGINS: optionalText
    .transform((text) => (text?.toLowerCase() ?? "").split(",").flatMap((name) => name.trim() || []))
    .pipe(z.array(z.enum(PLUGIN_NAMES, `must be a list of ${PLUGIN_NAMES.join(", ")}, with commas between`))),
  AWS_EC2_METADATA_SERVICE_ENDPOINT: metadataUrl,
  ECS_CONTAINER_METADATA_URI_V4: metadataUrl,
  EKS_CLUSTER_NAME: optionalText,
  SCENARIOS: oneOf(["auto", "on", "off"], "auto"),
  NODE_ENV: optionalText,
  LOG_LEVEL: oneOf(["trace", "debug", "info", "warn", "error", "fatal", "silent"], "info"),
});

const embeddedSchema = z.object({
  EMBEDDED_POSTGRES_PORT: port(DEFAULT_EMBEDDED_POSTGRES_PORT),
  EMBEDDED_POSTGRES_DIR: optionalText.transform((text) => text ?? ".data/postgres"),
});

/**
 * Parses the settings of the API from environment variables. Throws `ConfigError`, which names every wrong variable.
 */
export function parseConfig(env: Environment): Config {
  const settings = parse(environmentSchema, env);
  return {
    host: settings.BACKEND_HOST,
    port: settings.BACKEND_PORT,
    frontendOrigin: settings.FRONTEND_URL,
    logLevel: settings.LOG_LEVEL,
    database: toDatabaseConfig(settings),
    scenarios:
      settings.SCENARIOS === "on" || (settings.SCENARIOS === "auto" && settings.NODE_ENV !== "production"),
    tracing: toTracingConfig(settings),
  };
}

/** Parses the settings of the embedded Postgres. Throws `ConfigError`. */
export function parseEmbeddedConfig(env: Environment): EmbeddedConfig {
  const settings = parse(embeddedSchema, env);
  return { port: settings.EMBEDDED_POSTGRES_PORT, directory: settings.EMBEDDED_POSTGRES_DIR };
}

function parse<Shape extends z.ZodObject>(schema: Shape, env: Environment): z.infer<Shape> {
  const known = Object.fromEntries(Object.keys(schema.shape).map((name) => [name, env[name] ?? ""]));
  const result = schema.safeParse(known);
  if (!result.success) throw new ConfigError(describeIssues(result.error, known));
  return result.data;
}

type Settings = z.infer<typeof environmentSchema>;

function toDatabaseConfig(settings: Settings): DatabaseConfig {
  if (settings.DATABASE_URL) {
    return {
      url: settings.DATABASE_URL,
      embedded: false,
      poolSize: settings.DATABASE_POOL_SIZE,
      tls: settings.DATABASE_TLS,
    };
  }
  const url = `postgresql://postgres@127.0.0.1:${settings.EMBEDDED_POSTGRES_PORT}/cruddur`;
  // PGlite is one session. Its socket server lets several connections take turns message by message, so two statements
  // whose messages arrive in pieces get mixed up ("bind message supplies 2 parameters, but prepared statement requires
  // 1"). One connection cannot collide with itself, and traces show the wait for it.
  return { url, embedded: true, poolSize: 1, tls: "url" };
}

function toTracingConfig(settings: Settings): TracingConfig | undefined {
  if (settings.TRACING === "off") return undefined;
  const pattern = settings.AWS_XRAY_URL;
  return {
    daemon: settings.AWS_XRAY_DAEMON_ADDRESS,
    dynamicNaming: pattern ? { pattern, mode: settings.AWS_XRAY_URL_MODE } : undefined,
    ...(settings.AWS_XRAY_PLUGINS.length > 0 ? { resource: toResourceConfig(settings) } : {}),
  };
}

function toResourceConfig(settings: Settings): ResourceConfig {
  return {
    plugins: settings.AWS_XRAY_PLUGINS,
    platform: {
      ec2MetadataUrl: settings.AWS_EC2_METADATA_SERVICE_ENDPOINT ?? "http://169.254.169.254",
      ecsMetadataUrl: settings.ECS_CONTAINER_METADATA_URI_V4,
      eksClusterName: settings.EKS_CLUSTER_NAME,
    },
  };
}

function toOrigin(text: string | undefined, context: z.RefinementCtx): string {
  const url = URL.parse(text ?? `http://localhost:${DEFAULT_FRONTEND_PORT}`);
  if (url && (url.protocol === "http:" || url.protocol === "https:")) return url.origin;
  context.addIssue("must be an http or https URL, for example http://localhost:3000");
  return z.NEVER;
}

function checkDatabaseUrl(text: string | undefined, context: z.RefinementCtx): string | undefined {
  if (text === undefined) return undefined;
  const url = URL.parse(text);
  const isPostgres = url?.protocol === "postgres:" || url?.protocol === "postgresql:";
  if (isPostgres && url.pathname.length > 1) {
    if ([url.username, url.password, url.pathname].every(canDecode)) return text;
    context.addIssue("has a % that begins no escape: write it as %25");
    return z.NEVER;
  }
  context.addIssue(
    "must have the form postgresql://user:password@host:port/database, or be empty for the embedded one",
  );
  return z.NEVER;
}

function canDecode(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

function describeIssues(error: z.ZodError, values: Environment): string {
  const lines = error.issues.map((issue) => {
    const name = String(issue.path[0]);
    // A database URL may hold a password.
    const shown = name === "DATABASE_URL" ? name : `${name}=${values[name]}`;
    return `${shown}: ${issue.message}.`;
  });
  return lines.join("\n");
}
