import type { TopologyNode } from "xray-local/model/trace-topology.ts";

/** What kind of thing a node is, in a word or two: `service`, `PostgreSQL`, `DynamoDB table`, `SQS queue`. */
export function kindWords({ id, client }: Pick<TopologyNode, "id" | "client">): string {
  const type = id.Type;
  if (client) return "callers";
  if (type === undefined) return "service";
  const known = KNOWN.get(type.toLowerCase());
  if (known !== undefined) return known;
  const [vendor, product, resource] = type.split("::");
  if (vendor !== "AWS" || product === undefined) return type.split("::").at(-1) ?? type;
  return resource === undefined ? product : `${product} ${resource.toLowerCase()}`;
}

/**
 * By type in lower case, because API Gateway itself writes `AWS::ApiGateway::Stage` and the guide
 * `AWS::APIGateway::Stage`.
 */
const KNOWN: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "AWS::RUM::AppMonitor": "browser",
    "AWS::EC2::Instance": "service on EC2",
    "AWS::ECS::Container": "service on ECS",
    "AWS::ECS::EC2": "service on ECS",
    "AWS::ECS::Fargate": "service on Fargate",
    "AWS::EKS::Container": "service on EKS",
    "AWS::ElasticBeanstalk::Environment": "service on Beanstalk",
    "AWS::AppRunner::Service": "service on App Runner",
    "AWS::Lambda": "Lambda",
    "AWS::Lambda::Function": "Lambda function",
    "AWS::APIGateway::Stage": "API Gateway stage",
    "AWS::DynamoDB::Table": "DynamoDB table",
    "AWS::SQS::Queue": "SQS queue",
    "AWS::SNS": "SNS topic",
    "AWS::S3": "S3",
    "AWS::S3::Bucket": "S3 bucket",
    "AWS::Events": "EventBridge",
    "Database::SQL": "SQL database",
    remote: "remote",
  }).map(([type, words]) => [type.toLowerCase(), words]),
);
