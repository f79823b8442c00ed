resource "aws_ecs_cluster" "this" {
  name = var.name

  setting {
    name  = "containerInsights"
    value = "enabled"
  }
}

# Other services of the cluster reach the app as http://backend:5000. The proxy of Service Connect does not trace: SDKs
# pass the trace header through it.
resource "aws_service_discovery_http_namespace" "this" {
  name        = var.name
  description = "Services of ${var.name} by their names"
}

resource "aws_security_group" "task" {
  name        = "${var.name}-task"
  description = "The app, for the load balancer and for its like"
  vpc_id      = module.network.vpc_id
}

resource "aws_vpc_security_group_ingress_rule" "task" {
  for_each = {
    load-balancer   = aws_security_group.load_balancer.id
    service-connect = aws_security_group.task.id
  }

  security_group_id            = aws_security_group.task.id
  referenced_security_group_id = each.value
  ip_protocol                  = "tcp"
  from_port                    = local.port
  to_port                      = local.port
}

# Postgres, X-Ray, the registry, logs and secrets.
resource "aws_vpc_security_group_egress_rule" "task" {
  security_group_id = aws_security_group.task.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
}

resource "aws_ecs_service" "backend" {
  name            = "backend"
  cluster         = aws_ecs_cluster.this.id
  task_definition = aws_ecs_task_definition.backend.arn
  launch_type     = "FARGATE"
  desired_count   = var.min_tasks

  availability_zone_rebalancing     = "ENABLED"
  health_check_grace_period_seconds = 60
  propagate_tags                    = "SERVICE"

  network_configuration {
    subnets          = module.network.private_subnet_ids
    security_groups  = [aws_security_group.task.id]
    assign_public_ip = false
  }

  load_balancer {
    target_group_arn = aws_lb_target_group.backend.arn
    container_name   = "backend"
    container_port   = local.port
  }

  # If an image does not start, the last one goes on running.
  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  service_connect_configuration {
    enabled   = true
    namespace = aws_service_discovery_http_namespace.this.arn

    service {
      port_name      = "http"
      discovery_name = "backend"

      client_alias {
        port     = local.port
        dns_name = "backend"
      }
    }
  }

  # Autoscaling sets it from then on.
  lifecycle {
    ignore_changes = [desired_count]
  }

  depends_on = [aws_lb_listener.http, aws_lb_listener.https]
}
