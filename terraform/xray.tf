locals {
  is_local = var.local_xray_url != null

  # One name for both: a rule and a group with different services are the most common reason why neither matches.
  group_filter = "service(\"${var.service_name}\")"
}

resource "aws_xray_sampling_rule" "flask" {
  rule_name      = var.rule_name
  priority       = var.rule_priority
  fixed_rate     = var.fixed_rate
  reservoir_size = var.reservoir_size
  service_name   = var.service_name

  # The SDKs skip rules with a resource, and do not compare the other fields that they do not know.
  resource_arn = "*"
  service_type = "*"
  host         = "*"
  http_method  = "*"
  url_path     = "*"
  version      = 1

  tags = var.tags
}

resource "aws_xray_group" "backend" {
  group_name        = var.group_name
  filter_expression = local.group_filter

  insights_configuration {
    insights_enabled      = var.enable_insights
    notifications_enabled = var.enable_insight_notifications
  }

  tags = var.tags
}

resource "aws_xray_encryption_config" "kms" {
  count = var.kms_key_arn == null ? 0 : 1

  type   = "KMS"
  key_id = var.kms_key_arn
}
