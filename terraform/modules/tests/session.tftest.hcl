# Who may not apply, and where.

mock_provider "aws" {
  source = "../testing"
}

mock_provider "aws" {
  alias = "user"

  mock_data "aws_caller_identity" {
    defaults = {
      account_id = "111122223333"
      arn        = "arn:aws:iam::111122223333:user/me"
    }
  }

  mock_data "aws_availability_zones" {
    defaults = { names = ["us-east-1a"] }
  }
}

variables {
  aws_region = "us-east-1"
}

run "takes_a_role_and_two_zones" {
  command = plan

  module {
    source = "./session"
  }

  variables {
    account_id = "111122223333"
  }

  assert {
    condition     = join(",", output.zones) == "us-east-1a,us-east-1b"
    error_message = "The first two zones are used."
  }
}

run "refuses_another_account_than_the_one_named" {
  command = plan

  module {
    source = "./session"
  }

  variables {
    account_id = "999999999999"
  }

  expect_failures = [output.account_id]
}

run "refuses_a_user_without_mfa_and_a_region_of_one_zone" {
  command = plan

  module {
    source = "./session"
  }

  providers = {
    aws = aws.user
  }

  expect_failures = [output.account_id, output.zones]
}
