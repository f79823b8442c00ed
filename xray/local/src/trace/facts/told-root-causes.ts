import type {
  ErrorRootCause,
  FaultRootCauseService,
  RootCauseException,
  ServiceId,
} from "../../protocol/api-types.ts";

/**
 * Root causes in the form of GetTraceSummaries: with an empty `Type` where a service has none. AWS leaves that open: an
 * example of the Developer Guide ("Getting data") has null, the API model a string. Grafana's X-Ray data source
 * (pkg/datasource/getAnalytics.go) always reads a string, and without one five of its eleven analytics crash; clients
 * that test for a type treat both as none. Ids of services elsewhere have no `Type` then.
 */
export function withTypes<T extends { readonly Services: readonly ServiceId[] }>(causes: readonly T[]): T[] {
  return causes.map((cause) => Object.assign({}, cause, { Services: cause.Services.map(withType) }));
}

/**
 * The same, with an empty `Name` where an exception has none: Grafana reads that too, for errors though not for faults.
 */
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
