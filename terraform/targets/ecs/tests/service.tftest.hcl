# What terraform apply makes, and what the variables change. No account is asked.

mock_provider "aws" {
  source = "../../testing"
}

variables {
  image_tag = "4f2a91c"
}

run "makes_a_hardened_service_behind_a_load_balancer" {
  assert {
    condition     = [for container in jsondecode(aws_ecs_task_definition.backend.container_definitions) : container.name] == ["backend", "xray-daemon"]
    error_message = "The task is the app and the X-Ray daemon."
  }

  assert {
    condition = alltrue([
      for container in jsondecode(aws_ecs_task_definition.backend.container_definitions) :
      container.readonlyRootFilesystem && container.linuxParameters.capabilities.drop == ["ALL"]
    ])
    error_message = "Containers write nowhere and have no capabilities."
  }

  assert {
    condition     = aws_ecs_service.backend.network_configuration[0].assign_public_ip == false && !module.database.is_public
    error_message = "Tasks and database have no public address."
  }

  assert {
    condition     = aws_ecs_service.backend.desired_count == 2 && aws_appautoscaling_target.backend.max_capacity == 6
    error_message = "Two tasks run, and six at most."
  }

  assert {
    condition = one([
      for container in jsondecode(aws_ecs_task_definition.backend.container_definitions) :
      container.command == ["-o"] && !contains(keys(container), "portMappings") && !container.essential
      if container.name == "xray-daemon"
    ])
    error_message = "The daemon has -o as an argument of its own, publishes no port, and the app goes on without it."
  }

  assert {
    condition = one([
      for container in jsondecode(aws_ecs_task_definition.backend.container_definitions) :
      container.secrets == [{ name = "PGPASSWORD", valueFrom = "arn:aws:secretsmanager:us-east-1:111122223333:secret:database:password::" }]
      if container.name == "backend"
    ])
    error_message = "The password comes from the managed secret."
  }

  assert {
    condition = one([
      for container in jsondecode(aws_ecs_task_definition.backend.container_definitions) :
      contains(container.environment, { name = "DATABASE_TLS", value = "rds" }) && !strcontains(jsonencode(container.environment), "PASSWORD")
      if container.name == "backend"
    ])
    error_message = "The app verifies the certificate of RDS, and its environment has no password."
  }

  assert {
    condition = one([
      for container in jsondecode(aws_ecs_task_definition.backend.container_definitions) :
      endswith(container.image, "@sha256:0000000000000000000000000000000000000000000000000000000000000000")
      if container.name == "backend"
    ])
    error_message = "What runs is what the tag named when it was planned."
  }

  assert {
    condition     = length(aws_lb_listener.https) == 0 && aws_lb_listener.http.default_action[0].type == "forward"
    error_message = "Without a certificate the load balancer answers HTTP."
  }

  assert {
    condition     = [for rule in aws_vpc_security_group_ingress_rule.load_balancer : rule.from_port] == [80]
    error_message = "Port 80 alone is open."
  }
}

run "redirects_to_https_with_a_certificate_and_lets_the_database_go_and_sends_elsewhere_when_asked" {
  variables {
    certificate_arn = "arn:aws:acm:us-east-1:111122223333:certificate/0e4a0f3c-6b9e-4f0b-9d0e-2c1f5a7b8d90"
    allowed_cidrs   = ["198.51.100.0/24", "203.0.113.0/24"]
    keeps_database  = false
    xray_role_arn   = "arn:aws:iam::444455556666:role/cruddur-central-xray"
  }

  assert {
    condition = one([
      for container in jsondecode(aws_ecs_task_definition.backend.container_definitions) :
      container.command == ["-o", "-r", var.xray_role_arn] if container.name == "xray-daemon"
    ])
    error_message = "The daemon takes the other account's role."
  }

  assert {
    condition     = aws_lb_listener.http.default_action[0].type == "redirect" && aws_lb_listener.https[0].certificate_arn == var.certificate_arn
    error_message = "HTTP leads to HTTPS."
  }

  assert {
    condition     = length(aws_vpc_security_group_ingress_rule.load_balancer) == 4
    error_message = "Both ports are open to both ranges."
  }

  assert {
    condition     = startswith(output.url, "https://")
    error_message = "The address begins with https."
  }

  assert {
    condition     = !module.database.is_protected
    error_message = "The database may be deleted."
  }
}
