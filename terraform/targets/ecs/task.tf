# The task: the app, and the X-Ray daemon beside it. Under awsvpc both share one network, so the app finds the daemon at
# 127.0.0.1:2000, the SDK's default.

locals {
  hardened = {
    readonlyRootFilesystem = true
    linuxParameters        = { capabilities = { drop = ["ALL"] }, initProcessEnabled = true }
  }

  containers = [
    merge(local.hardened, {
      name         = "backend"
      image        = "${module.image_repository.url}@${data.aws_ecr_image.backend.image_digest}"
      essential    = true
      portMappings = [{ name = "http", containerPort = local.port, protocol = "tcp", appProtocol = "http" }]
      environment = [
        { name = "AWS_XRAY_PLUGINS", value = "ecs" },
        { name = "BACKEND_HOST", value = "0.0.0.0" },
        { name = "BACKEND_PORT", value = tostring(local.port) },
        { name = "DATABASE_POOL_SIZE", value = tostring(var.database_connections) },
        { name = "DATABASE_TLS", value = "rds" },
        { name = "DATABASE_URL", value = module.database.url },
        { name = "FRONTEND_URL", value = var.frontend_url },
      ]
      secrets = [{ name = "PGPASSWORD", valueFrom = "${module.database.secret_arn}:password::" }]
      # Neither waits for the database: the app listens at once, answers 503 and tries again.
      dependsOn = [{ containerName = "xray-daemon", condition = "START" }]
      healthCheck = {
        command = [
          "CMD", "node", "-e",
          "fetch('http://127.0.0.1:${local.port}/api/health-check').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))",
        ]
        interval    = 10
        timeout     = 5
        retries     = 3
        startPeriod = 30
      }
      # Within 5 s of SIGTERM the app answers running requests and sends its last segments.
      stopTimeout      = 30
      logConfiguration = local.logs["backend"]
    }),
    merge(local.hardened, {
      name  = "xray-daemon"
      image = "public.ecr.aws/xray/aws-xray-daemon:3.6.6"
      # Without the daemon the app goes on, untraced.
      essential = false
      # Separate strings: one string would be one argument, and -o (no EC2 metadata) would be ignored. No port is
      # published: whoever reaches TCP 2000 can have requests signed with the role of the task.
      command           = concat(["-o"], var.xray_role_arn == null ? [] : ["-r", var.xray_role_arn])
      cpu               = 32
      memoryReservation = 64
      environment       = [{ name = "AWS_REGION", value = var.aws_region }]
      stopTimeout       = 30
      logConfiguration  = local.logs["xray-daemon"]
    }),
  ]

  logs = {
    for container in ["backend", "xray-daemon"] : container => {
      logDriver = "awslogs"
      options = {
        "awslogs-group"         = aws_cloudwatch_log_group.tasks.name
        "awslogs-region"        = var.aws_region
        "awslogs-stream-prefix" = container
        # Dropping lines is better than an app that waits for CloudWatch.
        "mode"            = "non-blocking"
        "max-buffer-size" = "4m"
      }
    }
  }
}

resource "aws_cloudwatch_log_group" "tasks" {
  name              = "/ecs/${var.name}"
  retention_in_days = var.log_days
}

resource "aws_ecs_task_definition" "backend" {
  family                   = "${var.name}-backend"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = var.task_cpu
  memory                   = var.task_memory
  execution_role_arn       = aws_iam_role.execution.arn
  task_role_arn            = module.task_role.role_arn
  container_definitions    = jsonencode(local.containers)

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = var.cpu_architecture
  }

  # A task cannot start before ECS may read the password.
  depends_on = [aws_iam_role_policy.execution]
}
