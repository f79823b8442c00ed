# Each resource of X-Ray that the AWS provider has had from 5.100 on; the repository's own terraform/ has no policy.

terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100"
    }
  }
}

variable "url" {
  type = string
}

variable "is_changed" {
  type    = bool
  default = false
}

variable "is_policy_changed" {
  type    = bool
  default = false
}

variable "tags" {
  type    = map(string)
  default = {}
}

provider "aws" {
  region                      = "us-east-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true

  endpoints {
    xray = var.url
  }
}

resource "aws_xray_sampling_rule" "this" {
  rule_name      = "checkout"
  priority       = var.is_changed ? 200 : 100
  fixed_rate     = var.is_changed ? 0.5 : 0.05
  reservoir_size = 3
  service_name   = "checkout"
  service_type   = "*"
  host           = "*"
  http_method    = "*"
  url_path       = "/pay/*"
  resource_arn   = "*"
  version        = 1
  attributes     = var.is_changed ? {} : { tier = "gold" }
  tags           = var.tags
}

resource "aws_xray_group" "this" {
  group_name        = "checkout"
  filter_expression = var.is_changed ? "service(\"checkout\") { fault }" : "service(\"checkout\")"
  tags              = var.tags

  insights_configuration {
    insights_enabled      = var.is_changed
    notifications_enabled = false
  }
}

resource "aws_xray_encryption_config" "this" {
  type   = var.is_changed ? "KMS" : "NONE"
  key_id = var.is_changed ? "arn:aws:kms:us-east-1:000000000000:key/0e4a0f3c-7c3c-4a5e-9d55-1f2a3b4c5d6e" : null
}

resource "aws_xray_resource_policy" "this" {
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
