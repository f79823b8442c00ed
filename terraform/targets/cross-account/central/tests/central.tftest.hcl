# Who may link and who may send, and what is refused. No account is asked.

mock_provider "aws" {
  source = "../../../testing"
}

variables {
  source_accounts = ["222233334444"]
}

run "lets_the_named_accounts_link_their_traces_metrics_and_logs" {
  assert {
    condition     = one(data.aws_iam_policy_document.sink.statement[0].principals).identifiers == toset(["arn:aws:iam::222233334444:root"])
    error_message = "Only the named accounts may link."
  }

  assert {
    condition     = output.daemon_role_arn == null
    error_message = "Without daemons there is no role for them."
  }
}

run "has_a_role_for_the_named_daemons" {
  variables {
    daemon_role_arns = ["arn:aws:iam::222233334444:role/cruddur-task"]
  }

  assert {
    condition     = output.daemon_role_arn == "arn:aws:iam::111122223333:role/mocked"
    error_message = "Daemons get the role."
  }
}

run "refuses_what_is_no_account_and_no_name" {
  command = plan

  variables {
    aws_region      = "Virginia"
    account_id      = "1"
    name            = "Central_"
    source_accounts = ["2222-3333-4444"]
    tags            = { "aws:x" = "y" }
  }

  expect_failures = [var.aws_region, var.account_id, var.name, var.source_accounts, var.tags]
}

run "refuses_daemons_of_accounts_that_are_not_named" {
  command = plan

  variables {
    daemon_role_arns = ["arn:aws:iam::999999999999:role/cruddur-task"]
  }

  expect_failures = [var.daemon_role_arns]
}
