# What the mocked provider of the tests answers where made-up words would not do: ARNs are checked for their form, documents are parsed, and
# what is read decides what is made.

mock_data "aws_caller_identity" {
  defaults = {
    account_id = "111122223333"
    arn        = "arn:aws:sts::111122223333:assumed-role/deploy/me"
  }
}

mock_data "aws_partition" {
  defaults = { partition = "aws" }
}

mock_data "aws_availability_zones" {
  defaults = { names = ["us-east-1a", "us-east-1b", "us-east-1c"] }
}

mock_data "aws_iam_policy_document" {
  defaults = { json = "{}" }
}

mock_data "aws_ecr_image" {
  defaults = { image_digest = "sha256:0000000000000000000000000000000000000000000000000000000000000000" }
}

mock_resource "aws_db_instance" {
  defaults = {
    endpoint = "cruddur.abcdefghijkl.us-east-1.rds.amazonaws.com:5432"
    master_user_secret = [{
      kms_key_id    = "arn:aws:kms:us-east-1:111122223333:key/0e4a0f3c-6b9e-4f0b-9d0e-2c1f5a7b8d90"
      secret_arn    = "arn:aws:secretsmanager:us-east-1:111122223333:secret:database"
      secret_status = "active"
    }]
  }
}

mock_resource "aws_ecr_repository" {
  defaults = {
    arn            = "arn:aws:ecr:us-east-1:111122223333:repository/cruddur/backend"
    repository_url = "111122223333.dkr.ecr.us-east-1.amazonaws.com/cruddur/backend"
  }
}

mock_resource "aws_ecs_task_definition" {
  defaults = { arn = "arn:aws:ecs:us-east-1:111122223333:task-definition/cruddur-backend:1" }
}

mock_resource "aws_iam_role" {
  defaults = { arn = "arn:aws:iam::111122223333:role/mocked" }
}

mock_resource "aws_lb" {
  defaults = {
    arn        = "arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/cruddur/0123456789abcdef"
    arn_suffix = "app/cruddur/0123456789abcdef"
    dns_name   = "cruddur-1234567890.us-east-1.elb.amazonaws.com"
  }
}

mock_resource "aws_lb_target_group" {
  defaults = {
    arn        = "arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/cruddur-backend/0123456789abcdef"
    arn_suffix = "targetgroup/cruddur-backend/0123456789abcdef"
  }
}

mock_resource "aws_service_discovery_http_namespace" {
  defaults = { arn = "arn:aws:servicediscovery:us-east-1:111122223333:namespace/ns-0123456789abcdef" }
}

mock_resource "aws_sns_topic" {
  defaults = { arn = "arn:aws:sns:us-east-1:111122223333:mocked" }
}

mock_resource "aws_s3_bucket" {
  defaults = { arn = "arn:aws:s3:::mocked" }
}

mock_resource "aws_cloudwatch_log_group" {
  defaults = { arn = "arn:aws:logs:us-east-1:111122223333:log-group:mocked" }
}

mock_resource "aws_oam_sink" {
  defaults = { arn = "arn:aws:oam:us-east-1:111122223333:sink/0e4a0f3c-6b9e-4f0b-9d0e-2c1f5a7b8d90" }
}
