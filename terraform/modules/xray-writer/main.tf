# A role that may write to X-Ray and read what sampling needs: what the managed policy AWSXRayDaemonWriteAccess allows,
# and nothing else. X-Ray has no resources to restrict these to.

data "aws_iam_policy_document" "trust" {
  statement {
    actions = concat(["sts:AssumeRole"], var.tags_sessions ? ["sts:TagSession"] : [])

    dynamic "principals" {
      for_each = var.trusted_service == null ? [] : [var.trusted_service]
      content {
        type        = "Service"
        identifiers = [principals.value]
      }
    }

    dynamic "principals" {
      for_each = length(var.trusted_arns) == 0 ? [] : [var.trusted_arns]
      content {
        type        = "AWS"
        identifiers = principals.value
      }
    }

    dynamic "condition" {
      for_each = var.trust_conditions
      content {
        test     = condition.value.test
        variable = condition.value.variable
        values   = condition.value.values
      }
    }
  }
}

data "aws_iam_policy_document" "write" {
  statement {
    actions = [
      "xray:PutTraceSegments",
      "xray:PutTelemetryRecords",
      "xray:GetSamplingRules",
      "xray:GetSamplingTargets",
      "xray:GetSamplingStatisticSummaries",
    ]
    resources = ["*"]
  }
}

resource "aws_iam_role" "this" {
  name               = var.role_name
  description        = var.description
  assume_role_policy = data.aws_iam_policy_document.trust.json

  lifecycle {
    precondition {
      condition     = (var.trusted_service == null) != (length(var.trusted_arns) == 0)
      error_message = "A role is for one service or for some roles: give either trusted_service or trusted_arns."
    }
  }
}

resource "aws_iam_role_policy" "write" {
  name   = "write-to-xray"
  role   = aws_iam_role.this.id
  policy = data.aws_iam_policy_document.write.json
}
