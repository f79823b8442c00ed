import type { Resource } from "../configuration/resources.ts";

/** A container of a task definition: the members that a container engine can use. */
export interface Container {
  name: string;
  image: string;
  command?: readonly string[];
  user?: string;
  readonlyRootFilesystem?: boolean;
  environment?: readonly { name: string; value: string }[];
  secrets?: readonly { name: string; valueFrom: string }[];
  linuxParameters?: { capabilities?: { drop?: readonly string[] }; initProcessEnabled?: boolean };
  /** Seconds between SIGTERM and SIGKILL. */
  stopTimeout?: number;
  logConfiguration?: { options?: Readonly<Record<string, string>> };
}

/** The containers of the one task definition that was applied. Throws when there is none. */
export function containersOf(resources: readonly Resource[]): readonly Container[] {
  const task = resources.find(({ type }) => type === "aws_ecs_task_definition");
  const text = task?.values["container_definitions"];
  if (typeof text !== "string") throw new Error("No task definition was applied.");
  return JSON.parse(text) as readonly Container[];
}

export function containerNamed(containers: readonly Container[], name: string): Container {
  const found = containers.find((container) => container.name === name);
  if (!found) throw new Error(`The task has no container ${name}.`);
  return found;
}

/** The arguments of `docker run` for a container: from the definition, and `given` in place of what only AWS has. */
export function toDockerArguments(
  container: Container,
  given: {
    image: string;
    /** Values of secrets, by the names of their variables. */
    secrets: Readonly<Record<string, string>>;
    environment: Readonly<Record<string, string>>;
  },
): readonly string[] {
  const { environment = [], secrets = [], linuxParameters = {} } = container;
  const variables = [
    ...environment.map(({ name, value }) => [name, value] as const),
    ...secrets.map(({ name }) => [name, given.secrets[name] ?? ""] as const),
    ...Object.entries(given.environment),
  ];
  return [
    ...(container.readonlyRootFilesystem ? ["--read-only"] : []),
    ...(container.user ? ["--user", container.user] : []),
    ...(linuxParameters.initProcessEnabled ? ["--init"] : []),
    ...(linuxParameters.capabilities?.drop ?? []).flatMap((name) => ["--cap-drop", name]),
    ...(container.stopTimeout === undefined ? [] : ["--stop-timeout", String(container.stopTimeout)]),
    ...variables.flatMap(([name, value]) => ["--env", `${name}=${value}`]),
    given.image,
    ...(container.command ?? []),
  ];
}
