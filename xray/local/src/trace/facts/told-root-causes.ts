import type {
  ErrorRootCause,
  FaultRootCauseService,
  RootCauseException,
  ServiceId,
} from "../../protocol/api-types.ts";

/**
 * Root causes as GetTraceSummaries tells them: an empty `Type` where a service has none. AWS leaves that open: an example
 * of the Developer Guide ("Getting data") has null, the API model a text. Grafana's X-Ray data source
 * (pkg/datasource/getAnalytics.go) reads a text in any case, and five of its eleven analytics end with an error of memory
 * without one; whoever asks whether there is a type takes both for none. Other ids of services have no `Type` then.
 */
export function withTypes<T extends { readonly Services: readonly ServiceId[] }>(causes: readonly T[]): T[] {
  return causes.map((cause) => Object.assign({}, cause, { Services: cause.Services.map(withType) }));
}

/** The same, and an empty `Name` where an exception has none: of errors, though not of faults, Grafana reads that too. */
export function withTypesAndNames(causes: readonly ErrorRootCause[]): ErrorRootCause[] {
  return withTypes(causes).map((cause) =>
    Object.assign({}, cause, { Services: cause.Services.map(withExceptionNames) }),
  );
}

function withType<T extends ServiceId>(service: T): T {
  return { ...service, Type: service.Type ?? "" };
}

function withExceptionNames(service: FaultRootCauseService): FaultRootCauseService {
  const EntityPath = service.EntityPath.map(({ Name, Exceptions, Remote }) => ({
    Name,
    Exceptions: Exceptions.map(withName),
    Remote,
  }));
  return { ...service, EntityPath };
}

function withName(exception: RootCauseException): RootCauseException {
  return { ...exception, Name: exception.Name ?? "" };
}
