variable "aws_region" {
  description = "Region to deploy to. The rule and the group of ../.. belong in the same."
  type        = string
  default     = "us-east-1"

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.aws_region))
    error_message = "aws_region must be the name of a Region, such as us-east-1."
  }
}

variable "account_id" {
  description = "Account to deploy to, so that the wrong aws-vault profile is refused; null for whichever the credentials belong to."
  type        = string
  default     = null

  validation {
    condition     = var.account_id == null || can(regex("^[0-9]{12}$", var.account_id))
    error_message = "account_id must be the twelve digits of an AWS account."
  }
}

variable "session_has_mfa" {
  description = "Set it when the aws-vault profile is an IAM user with an mfa_serial: without MFA such a session cannot make roles."
  type        = bool
  default     = false
}

variable "name" {
  description = "Begins the name of everything that is made."
  type        = string
  default     = "cruddur"

  validation {
    # The longest name made from it is the target group's, <name>-backend, with at most 32 characters.
    condition     = can(regex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", var.name)) && length(var.name) <= 24
    error_message = "name must begin with a small letter and have small letters, digits and single hyphens only, 24 characters at most: a target group's name has 32."
  }
}

variable "image_tag" {
  description = "Tag of the image to run, such as the commit that it was built from. It must have been pushed: see README.md."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$", var.image_tag)) && var.image_tag != "latest"
    error_message = "image_tag must be a tag of the repository, and not latest: tags here are written once, so that what runs can be told."
  }
}

variable "cpu_architecture" {
  description = "What the image was built for: X86_64 or ARM64, which Fargate runs for a fifth less."
  type        = string
  default     = "X86_64"

  validation {
    condition     = contains(["X86_64", "ARM64"], var.cpu_architecture)
    error_message = "cpu_architecture must be X86_64 or ARM64."
  }
}

variable "task_cpu" {
  description = "CPU of a task, in 1/1024 of one."
  type        = number
  default     = 256

  validation {
    condition     = contains([256, 512, 1024, 2048, 4096], var.task_cpu)
    error_message = "task_cpu must be 256, 512, 1024, 2048 or 4096."
  }
}

variable "task_memory" {
  description = "Memory of a task, in MiB."
  type        = number
  default     = 1024

  validation {
    # AWS: ECS developer guide, "Fargate task CPU and memory".
    condition = var.task_cpu == 256 ? contains([1024, 2048], var.task_memory) : (
      var.task_memory % 1024 == 0 && var.task_memory >= 2 * var.task_cpu && var.task_memory <= 8 * var.task_cpu
    )
    error_message = "Fargate has no task of this size: with task_cpu 256 task_memory is 1024 or 2048 (512 does not hold the app), beyond that two to eight times task_cpu in steps of 1024."
  }
}

variable "min_tasks" {
  description = "Tasks that always run."
  type        = number
  default     = 2

  validation {
    condition     = var.min_tasks >= 1 && floor(var.min_tasks) == var.min_tasks
    error_message = "min_tasks must be a whole number from 1."
  }
}

variable "max_tasks" {
  description = "Tasks at most."
  type        = number
  default     = 6

  validation {
    condition     = var.max_tasks >= var.min_tasks && floor(var.max_tasks) == var.max_tasks
    error_message = "max_tasks must be a whole number, min_tasks or more."
  }
}

variable "requests_per_task" {
  description = "Requests a minute and task that the number of tasks is held to."
  type        = number
  default     = 3000

  validation {
    condition     = var.requests_per_task > 0
    error_message = "requests_per_task must be more than 0."
  }
}

variable "database_connections" {
  description = "Connections to Postgres that a task may hold."
  type        = number
  default     = 5

  validation {
    # A db.t4g.micro allows 112 connections (LEAST(DBInstanceClassMemory / 9531392, 5000)), some of which RDS needs
    # itself.
    condition = (
      var.database_connections >= 1
      && (var.database_class != "db.t4g.micro" || var.database_connections * var.max_tasks <= 80)
    )
    error_message = "database_connections must be at least 1, and with database_class db.t4g.micro at most 80 for all max_tasks together."
  }
}

variable "database_class" {
  description = "Size of the database."
  type        = string
  default     = "db.t4g.micro"
}

variable "keeps_database" {
  description = "Refuse to delete the database, and keep a snapshot of it. Set it to false, and apply, before a removal that keeps nothing."
  type        = bool
  default     = true
}

variable "certificate_arn" {
  description = "ARN of a certificate of ACM in the Region, for HTTPS; null answers HTTP alone, which is for trying out."
  type        = string
  default     = null

  validation {
    condition     = var.certificate_arn == null || can(regex("^arn:aws[a-z-]*:acm:${var.aws_region}:[0-9]{12}:certificate/.+$", var.certificate_arn))
    error_message = "certificate_arn must be the ARN of a certificate of ACM in aws_region."
  }
}

variable "allowed_cidrs" {
  description = "Addresses that may reach the load balancer. What is not in here reaches nothing at all."
  type        = list(string)
  default     = ["0.0.0.0/0"]

  validation {
    condition     = length(var.allowed_cidrs) > 0 && alltrue([for cidr in var.allowed_cidrs : can(cidrnetmask(cidr))])
    error_message = "allowed_cidrs must be IPv4 ranges, such as 198.51.100.0/24."
  }
}

variable "frontend_url" {
  description = "The one web origin that browsers may read the API from."
  type        = string
  default     = "http://localhost:3000"

  validation {
    condition     = can(regex("^https?://[^/]+$", var.frontend_url))
    error_message = "frontend_url must be an origin, such as https://cruddur.example, without a path."
  }
}

variable "xray_role_arn" {
  description = "Role of another account that the daemon takes, so that traces are there: output daemon_role_arn of ../cross-account/central; null for X-Ray of this one."
  type        = string
  default     = null

  validation {
    condition     = var.xray_role_arn == null || can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:role/.+$", var.xray_role_arn))
    error_message = "xray_role_arn must be the ARN of a role."
  }
}

variable "log_days" {
  description = "Days that logs are kept."
  type        = number
  default     = 14

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365], var.log_days)
    error_message = "log_days must be one of the periods of CloudWatch Logs: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180 or 365."
  }
}

variable "tags" {
  description = "Further tags of everything."
  type        = map(string)
  default     = {}

  validation {
    condition     = length(var.tags) <= 40 && alltrue([for key in keys(var.tags) : !startswith(lower(key), "aws:")])
    error_message = "tags can be 40 at most, and no key may begin with aws:."
  }
}
