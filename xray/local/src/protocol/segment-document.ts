/**
 * The segment document, as clients send it and the service returns it. Source: AWS X-Ray Developer Guide, "Segment
 * documents", and AWS's JSON schema v1.0.0. Times are epoch seconds (floating point). Members that SDKs send beyond the
 * schema are noted where they are read.
 */

/** What segments and subsegments share. */
interface Entity {
  /** 16 hexadecimal digits, unique in the trace. */
  id: string;
  name: string;
  start_time: number;
  end_time?: number;
  in_progress?: boolean;
  http?: HttpBlock;
  aws?: AwsBlock;
  error?: boolean;
  throttle?: boolean;
  fault?: boolean;
  cause?: Cause | string;
  annotations?: Readonly<Record<string, AnnotationValue>>;
  metadata?: Readonly<Record<string, unknown>>;
  /**
   * To other traces. The guide has them on segments; AWS's exporter for OpenTelemetry sends them on subsegments too.
   */
  links?: readonly SegmentLink[];
  subsegments?: Subsegment[];
}

/** A segment, or a subsegment that is sent alone (`type: "subsegment"`). */
export interface SegmentDocument extends Entity {
  trace_id: string;
  parent_id?: string;
  type?: "subsegment";
  /** The resource type of the service, for example `AWS::EC2::Instance`; it becomes the type of the node. */
  origin?: string;
  resource_arn?: string;
  service?: Readonly<Record<string, unknown>>;
  user?: string;
  /** Only in documents that X-Ray made for a call whose callee sent no segment. */
  inferred?: boolean;
  /** As on subsegments; only where `type` is "subsegment". */
  namespace?: string;
  sql?: SqlBlock;
  precursor_ids?: readonly string[];
  traced?: boolean;
}

export interface Subsegment extends Entity {
  type?: "subsegment";
  trace_id?: string;
  parent_id?: string;
  /** `aws`: a call of the AWS SDK; `remote`: another call to a service; absent: local work, never a node. */
  namespace?: string;
  sql?: SqlBlock;
  precursor_ids?: readonly string[];
  /**
   * Whether the callee should send its own segment. Top level in the schema and from Node; in http.request in the
   * guide.
   */
  traced?: boolean;
}

export type AnnotationValue = string | number | boolean;

export interface HttpBlock {
  request?: {
    method?: string;
    url?: string;
    user_agent?: string;
    client_ip?: string;
    x_forwarded_for?: boolean;
    traced?: boolean;
  };
  response?: { status?: number; content_length?: number };
}

export interface AwsBlock extends Readonly<Record<string, unknown>> {
  account_id?: string;
  operation?: string;
  region?: string;
  request_id?: string;
  queue_url?: string;
  table_name?: string;
  resource_names?: readonly string[];
  xray?: Readonly<Record<string, unknown>>;
}

export interface SqlBlock {
  connection_string?: string;
  url?: string;
  sanitized_query?: string;
  database_type?: string;
  database_version?: string;
  driver_version?: string;
  user?: string;
  preparation?: string;
}

export interface Cause {
  /** Node's SDK: the id of the subsegment that has the exception. */
  id?: string;
  working_directory?: string;
  paths?: readonly string[];
  exceptions?: readonly ExceptionRecord[];
}

export interface ExceptionRecord {
  id?: string;
  message?: string;
  type?: string;
  remote?: boolean;
  truncated?: number;
  skipped?: number;
  cause?: string;
  stack?: readonly StackFrame[];
}

export interface StackFrame {
  path?: string;
  /** null from Node for frames of the runtime itself. */
  line?: number | null;
  label?: string;
}

export interface SegmentLink {
  trace_id: string;
  id: string;
  attributes?: Readonly<Record<string, unknown>>;
}
