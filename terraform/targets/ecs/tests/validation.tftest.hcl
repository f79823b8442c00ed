# What is refused before anything is made, and the edges of what is not.

mock_provider "aws" {
  source = "../../testing"
}

variables {
  image_tag = "4f2a91c"
}

run "refuses_what_aws_would_refuse_later" {
  command = plan

  variables {
    aws_region        = "Virginia"
    account_id        = "12345"
    name              = "cruddur-of-the-second-team"
    image_tag         = "latest"
    cpu_architecture  = "arm64"
    task_memory       = 512
    min_tasks         = 0
    requests_per_task = 0
    allowed_cidrs     = ["office"]
    frontend_url      = "https://cruddur.example/app"
    xray_role_arn     = "cruddur-central-xray"
    log_days          = 10
    tags              = { "aws:owner" = "me" }
  }

  expect_failures = [
    var.aws_region,
    var.account_id,
    var.name,
    var.image_tag,
    var.cpu_architecture,
    var.task_memory,
    var.min_tasks,
    var.requests_per_task,
    var.allowed_cidrs,
    var.frontend_url,
    var.xray_role_arn,
    var.log_days,
    var.tags,
  ]
}

# A validation that looks at a second variable is tried only where that one holds.
run "refuses_what_does_not_go_together" {
  command = plan

  variables {
    task_cpu        = 1024
    task_memory     = 9216
    max_tasks       = 1
    certificate_arn = "arn:aws:acm:eu-west-1:111122223333:certificate/0e4a0f3c-6b9e-4f0b-9d0e-2c1f5a7b8d90"
  }

  expect_failures = [var.task_memory, var.max_tasks, var.certificate_arn]
}

run "refuses_more_connections_than_the_database_has" {
  command = plan

  variables {
    max_tasks = 17
  }

  expect_failures = [var.database_connections]
}

run "takes_the_longest_name_the_largest_task_and_a_larger_database" {
  command = plan

  variables {
    name           = "cruddur-of-the-data-team"
    task_cpu       = 1024
    task_memory    = 8192
    max_tasks      = 20
    database_class = "db.t4g.large"
  }

  assert {
    condition     = length(aws_lb_target_group.backend.name) == 32
    error_message = "The target group's name has the 32 characters that it may have."
  }
}
