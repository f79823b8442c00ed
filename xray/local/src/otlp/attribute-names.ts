/**
 * The names of OpenTelemetry's attributes, for both directions. Where a thing has several names, today's comes first;
 * those of earlier conventions and AWS's own follow. A reader uses the first name that is present. Source:
 * OpenTelemetry, "Semantic conventions registry"; AWS's exporter and receiver for the Collector
 * (internal/aws/xray/awsxray.go, awsxrayexporter/internal/translator, awsxrayreceiver/internal/translator).
 */
type Names = readonly [string, ...string[]];
type NameTable = Readonly<Record<string, Names>>;

export const HTTP = {
  method: ["http.request.method", "http.method"],
  status: ["http.response.status_code", "http.status_code"],
  statusText: ["http.status_text"],
  url: ["url.full", "http.url"],
  scheme: ["url.scheme", "http.scheme"],
  path: ["url.path"],
  query: ["url.query"],
  /** Path and query in one text. */
  target: ["http.target"],
  /** Host and port as the client sent them. */
  hostHeader: ["http.host"],
  userAgent: ["user_agent.original", "http.user_agent"],
  clientAddress: ["client.address", "http.client_ip"],
  responseSize: ["http.response.body.size", "http.response_content_length"],
} as const satisfies NameTable;

/** The two ends of a connection. */
export const NETWORK = {
  /** What a client calls. */
  calleeAddress: ["server.address", "net.peer.name"],
  calleeIp: ["net.peer.ip"],
  calleePort: ["server.port", "net.peer.port"],
  /** The host name that a server has for itself. */
  ownAddress: ["server.address", "http.server_name", "net.host.name"],
  ownPort: ["server.port", "net.host.port"],
  /** The address at the other end of the socket. */
  peerAddress: ["network.peer.address", "net.sock.peer.addr", "net.peer.ip"],
} as const satisfies NameTable;

export const DATABASE = {
  system: ["db.system.name", "db.system"],
  name: ["db.namespace", "db.name"],
  statement: ["db.query.text", "db.statement"],
  user: ["db.user"],
  connection: ["db.connection_string"],
  version: ["db.version"],
  driverVersion: ["db.driver.version"],
  preparation: ["db.preparation"],
} as const satisfies NameTable;

export const RPC = {
  system: ["rpc.system.name", "rpc.system"],
  service: ["rpc.service"],
  method: ["rpc.method"],
} as const satisfies NameTable;

export const MESSAGING = {
  system: ["messaging.system"],
  destination: ["messaging.destination.name", "messaging.destination"],
} as const satisfies NameTable;

export const EXCEPTION = {
  type: ["exception.type"],
  message: ["exception.message"],
  stackTrace: ["exception.stacktrace"],
  /** The type of the error where a span failed without an exception. */
  errorType: ["error.type"],
} as const satisfies NameTable;

/** Services and users at both ends of a call. */
export const SERVICE = {
  callee: ["peer.service", "service.peer.name"],
  user: ["enduser.id", "user.id"],
  /** What AWS's distribution calls the two ends of a call. */
  awsLocal: ["aws.local.service"],
  awsRemote: ["aws.remote.service"],
  awsRemoteOperation: ["aws.remote.operation"],
} as const satisfies NameTable;

/** A call that an AWS SDK made. */
export const AWS_CALL = {
  service: ["aws.service"],
  operation: ["aws.operation"],
  retries: ["aws.xray.retries"],
  tables: ["aws.dynamodb.table_names"],
} as const satisfies NameTable;

/** Members of `aws` that are texts, with their attributes. */
export const AWS_CALL_MEMBERS = {
  account_id: ["aws.account_id"],
  region: ["aws.region", "cloud.region"],
  request_id: ["aws.request_id", "aws.request.id", "aws.requestId"],
  id_2: ["aws.extended_request_id", "aws.request.extended_id"],
  queue_url: ["aws.queue_url", "aws.sqs.queue.url", "messaging.url", "aws.queue.url"],
  table_name: ["aws.table_name", "aws.table.name"],
  bucket_name: ["aws.bucket_name", "aws.s3.bucket"],
  key: ["aws.key", "aws.s3.key"],
  topic_arn: ["aws.topic_arn", "aws.sns.topic.arn"],
  function_name: ["aws.function_name", "faas.invoked_name"],
} as const satisfies NameTable;

/** What only X-Ray knows. */
export const XRAY = {
  /** Lists the attributes that become annotations. */
  annotations: ["aws.xray.annotations"],
  /**
   * The same on a resource, for all its spans. AWS's distributions send it where no Collector has it in its settings.
   */
  indexedOfAll: ["aws.xray.exporter.config.indexed_attributes"],
  indexAll: ["aws.xray.exporter.config.index_all_attributes"],
  /** Lists the attributes that were annotations. */
  annotationKeys: ["aws.xray.annotation_keys"],
  inProgress: ["aws.xray.inprogress"],
  origin: ["aws.xray.origin"],
  traced: ["aws.xray.traced"],
  forwardedFor: ["aws.xray.x_forwarded_for"],
  ruleName: ["aws.xray.rule_name"],
  spanKind: ["aws.span.kind"],
  exceptionId: ["aws.xray.exception.id"],
  exceptionRemote: ["aws.xray.exception.remote"],
  exceptionTruncated: ["aws.xray.exception.truncated"],
  exceptionSkipped: ["aws.xray.exception.skipped"],
  exceptionCause: ["aws.xray.exception.cause"],
} as const satisfies NameTable;

/** The process that the spans come from. */
export const RESOURCE = {
  service: ["service.name"],
  version: ["service.version", "container.image.tag"],
  namespace: ["service.namespace"],
  instance: ["service.instance.id"],
  sdkName: ["telemetry.sdk.name"],
  sdkLanguage: ["telemetry.sdk.language"],
  sdkVersion: ["telemetry.sdk.version"],
  distributionVersion: ["telemetry.distro.version", "telemetry.auto.version"],
  provider: ["cloud.provider"],
  platform: ["cloud.platform"],
  account: ["cloud.account.id"],
  /** An ARN. */
  cloudResource: ["cloud.resource_id"],
  zone: ["cloud.availability_zone"],
  hostId: ["host.id"],
  hostType: ["host.type"],
  imageId: ["host.image.id"],
  containerName: ["container.name"],
  containerId: ["container.id"],
  ecsContainer: ["aws.ecs.container.arn"],
  ecsCluster: ["aws.ecs.cluster.arn"],
  ecsTask: ["aws.ecs.task.arn"],
  ecsTaskFamily: ["aws.ecs.task.family"],
  ecsLaunchType: ["aws.ecs.launchtype"],
  cluster: ["k8s.cluster.name"],
  pod: ["k8s.pod.name"],
  logGroups: ["aws.log.group.names"],
  logGroupArns: ["aws.log.group.arns"],
} as const satisfies NameTable;

/** An attribute of this prefix and a namespace holds that namespace of the metadata, as JSON text. */
export const METADATA_PREFIX = "aws.xray.metadata.";
/** The prefix that attributes of the resource get in the metadata of segments. */
export const RESOURCE_PREFIX = "otel.resource.";
