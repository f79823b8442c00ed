# Two roles. ECS itself uses one to start a task: it pulls the image, reads the password and makes log streams. What
# runs in the task has the other, which may write to X-Ray and nothing else.

module "task_role" {
  source = "../../modules/xray-writer"

  role_name        = "${var.name}-task"
  description      = "What runs in the task: the X-Ray daemon needs it, the app does not."
  trusted_service  = "ecs-tasks.amazonaws.com"
  trust_conditions = local.from_this_account
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }

    dynamic "condition" {
      for_each = local.from_this_account
      content {
        test     = condition.value.test
        variable = condition.value.variable
        values   = condition.value.values
      }
    }
  }
}

data "aws_iam_policy_document" "execution" {
  statement {
    sid       = "LogInToEcr"
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"]
  }

  statement {
    sid       = "PullTheImage"
    actions   = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
    resources = [module.image_repository.arn]
  }

  statement {
    sid       = "ReadThePassword"
    actions   = ["secretsmanager:GetSecretValue"]
    resources = [module.database.secret_arn]
  }

  statement {
    sid       = "WriteLogs"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.tasks.arn}:*"]
  }
}

resource "aws_iam_role" "execution" {
  name               = "${var.name}-execution"
  description        = "ECS, while it starts a task."
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy" "execution" {
  name   = "start-tasks"
  role   = aws_iam_role.execution.id
  policy = data.aws_iam_policy_document.execution.json
}

locals {
  # ECS acts for many accounts: only for tasks of this account, in this Region.
  from_this_account = [
    {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [module.session.account_id]
    },
    {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values   = ["arn:${module.session.partition}:ecs:${var.aws_region}:${module.session.account_id}:*"]
    },
  ]
}
