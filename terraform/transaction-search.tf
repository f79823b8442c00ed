# Transaction Search: spans go to the log group aws/spans, of which X-Ray indexes a share. It is a setting of the
# account in the Region and not of this service, so it is opt-in. Terraform cannot undo the last two: see README.md.

data "aws_caller_identity" "current" {
  count = var.enable_transaction_search ? 1 : 0
}

data "aws_partition" "current" {
  count = var.enable_transaction_search ? 1 : 0
}

locals {
  account_id = one(data.aws_caller_identity.current[*].account_id)
  partition  = one(data.aws_partition.current[*].partition)
}

data "aws_iam_policy_document" "spans" {
  count = var.enable_transaction_search ? 1 : 0

  statement {
    sid     = "XRayWritesSpans"
    actions = ["logs:PutLogEvents"]
    resources = [
      for group in ["aws/spans", "/aws/application-signals/data"] :
      "arn:${local.partition}:logs:${var.aws_region}:${local.account_id}:log-group:${group}:*"
    ]

    principals {
      type        = "Service"
      identifiers = ["xray.amazonaws.com"]
    }

    # Only for traces of this account.
    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values   = ["arn:${local.partition}:xray:${var.aws_region}:${local.account_id}:*"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account_id]
    }
  }
}

resource "aws_cloudwatch_log_resource_policy" "spans" {
  count = var.enable_transaction_search ? 1 : 0

  policy_name     = "xray-writes-spans"
  policy_document = data.aws_iam_policy_document.spans[0].json
}

resource "aws_xray_trace_segment_destination" "spans" {
  count = var.enable_transaction_search ? 1 : 0

  destination = "CloudWatchLogs"

  # X-Ray rejects a destination that it may not write to.
  depends_on = [aws_cloudwatch_log_resource_policy.spans]
}

resource "aws_xray_indexing_rule" "default" {
  count = var.enable_transaction_search ? 1 : 0

  name = "Default"

  rule {
    probabilistic {
      desired_sampling_percentage = var.indexed_percentage
    }
  }

  depends_on = [aws_xray_trace_segment_destination.spans]
}
