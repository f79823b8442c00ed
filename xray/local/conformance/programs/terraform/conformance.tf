# Laid beside a copy of the repository's terraform/, whose provider it uses: each kind of resource with every member
# that can change. Encryption is there already.

variable "is_changed" {
  type    = bool
  default = false
}

variable "is_policy_changed" {
  type    = bool
  default = false
}

resource "aws_xray_sampling_rule" "checkout" {
  rule_name      = "checkout"
  priority       = var.is_changed ? 200 : 100
  fixed_rate     = var.is_changed ? 0.5 : 0.05
  reservoir_size = var.is_changed ? 0 : 3
  service_name   = var.is_changed ? "*" : "checkout"
  service_type   = var.is_changed ? "*" : "AWS::EC2::Instance"
  host           = var.is_changed ? "*" : "shop.example"
  http_method    = var.is_changed ? "*" : "POST"
  url_path       = var.is_changed ? "*" : "/pay/*"
  resource_arn   = "*"
  version        = 1
  attributes     = var.is_changed ? {} : { tier = "gold" }
  tags           = var.tags
}

resource "aws_xray_group" "checkout" {
  group_name        = "checkout"
  filter_expression = var.is_changed ? "service(\"checkout\") { fault }" : "service(\"checkout\")"
  tags              = var.tags

  insights_configuration {
    insights_enabled      = var.is_changed
    notifications_enabled = var.is_changed
  }
}

resource "aws_xray_resource_policy" "sns" {
  policy_name = "sns"

  policy_document = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = var.is_policy_changed ? "Changed" : "Given"
      Effect    = "Allow"
      Principal = { Service = "sns.amazonaws.com" }
      Action    = ["xray:PutTraceSegments"]
      Resource  = "*"
    }]
  })
}
