# Who applies this, and who gets the alarms.

module "session" {
  source = "../../modules/session"

  aws_region = var.aws_region
  account_id = var.account_id
  has_mfa    = var.session_has_mfa
}

locals {
  topic_name = "${var.name}-alarms"
}

# Only alarms of this account: the policy that SNS makes by default allows the account everything.
data "aws_iam_policy_document" "topic" {
  statement {
    actions   = ["sns:Publish"]
    resources = ["arn:${module.session.partition}:sns:${var.aws_region}:${module.session.account_id}:${local.topic_name}"]

    principals {
      type        = "Service"
      identifiers = ["cloudwatch.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [module.session.account_id]
    }
  }
}

resource "aws_sns_topic" "alarms" {
  name   = local.topic_name
  policy = data.aws_iam_policy_document.topic.json
}

resource "aws_sns_topic_subscription" "email" {
  count = var.alarm_email == null ? 0 : 1

  topic_arn = aws_sns_topic.alarms.arn
  protocol  = "email"
  endpoint  = var.alarm_email
}
