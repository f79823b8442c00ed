# An account whose traces another one sees.

module "session" {
  source = "../../../modules/session"

  aws_region = var.aws_region
  account_id = var.account_id
  has_mfa    = var.session_has_mfa
}

# Traces stay here, and are seen there.
resource "aws_oam_link" "this" {
  count = var.sink_arn == null ? 0 : 1

  label_template  = "$AccountName"
  resource_types  = ["AWS::XRay::Trace", "AWS::CloudWatch::Metric", "AWS::Logs::LogGroup"]
  sink_identifier = var.sink_arn
}

# Traces are sent there, and are not here.
data "aws_iam_policy_document" "take_central_role" {
  count = var.central_role_arn == null ? 0 : 1

  statement {
    actions   = ["sts:AssumeRole"]
    resources = [var.central_role_arn]
  }
}

resource "aws_iam_role_policy" "take_central_role" {
  count = var.central_role_arn == null ? 0 : 1

  name   = "${var.name}-send-to-central-xray"
  role   = var.daemon_role_name
  policy = data.aws_iam_policy_document.take_central_role[0].json
}
