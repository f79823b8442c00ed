# The two ways to be seen, and what is refused. No account is asked.

mock_provider "aws" {
  source = "../../../testing"
}

run "links_to_the_sink_alone" {
  variables {
    sink_arn = "arn:aws:oam:us-east-1:111122223333:sink/0e4a0f3c"
  }

  assert {
    condition     = contains(aws_oam_link.this[0].resource_types, "AWS::XRay::Trace") && length(aws_iam_role_policy.take_central_role) == 0
    error_message = "Traces are linked, and nothing else is made."
  }
}

run "lets_the_daemon_take_the_central_role_alone" {
  variables {
    central_role_arn = "arn:aws:iam::111122223333:role/cruddur-central-xray"
  }

  assert {
    condition     = aws_iam_role_policy.take_central_role[0].role == "cruddur-task" && length(aws_oam_link.this) == 0
    error_message = "The task's role may take the central one, and nothing else is made."
  }

  assert {
    condition     = data.aws_iam_policy_document.take_central_role[0].statement[0].resources == toset([var.central_role_arn])
    error_message = "It may take that role and no other."
  }

  assert {
    condition     = join(" ", output.daemon_arguments) == "-r arn:aws:iam::111122223333:role/cruddur-central-xray"
    error_message = "The daemon is told the role."
  }
}

run "refuses_what_is_no_arn_and_no_name" {
  command = plan

  variables {
    account_id       = "1"
    name             = "Source_"
    sink_arn         = "arn:aws:oam:eu-west-1:111122223333:sink/0e4a0f3c"
    daemon_role_name = "arn:aws:iam::222233334444:role/cruddur-task"
    tags             = { "aws:x" = "y" }
  }

  expect_failures = [var.account_id, var.name, var.sink_arn, var.daemon_role_name, var.tags]
}

# A validation that looks at a second variable is tried only where that one holds.
run "refuses_a_role_that_is_no_arn" {
  command = plan

  variables {
    central_role_arn = "cruddur-central-xray"
  }

  expect_failures = [var.central_role_arn]
}

run "refuses_to_make_nothing" {
  command = plan

  expect_failures = [var.central_role_arn]
}
