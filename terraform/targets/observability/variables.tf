variable "aws_region" {
  description = "Region to deploy to. The one that what is watched is in."
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
  description = "Begins the name of everything that is made; that of the deployment that is watched."
  type        = string
  default     = "cruddur"

  validation {
    # The longest name made from it is the group's, <name>-faults, with at most 32 characters.
    condition     = can(regex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", var.name)) && length(var.name) <= 25
    error_message = "name must begin with a small letter and have small letters, digits and single hyphens only, 25 characters at most: an X-Ray group's name has 32."
  }
}

variable "load_balancer" {
  description = "The load balancer as metrics name it, app/<name>/<id>: output load_balancer of ../ecs."
  type        = string

  validation {
    condition     = can(regex("^app/[^/]+/[0-9a-f]+$", var.load_balancer))
    error_message = "load_balancer must be the end of the ARN of an application load balancer, such as app/cruddur/0123456789abcdef."
  }
}

variable "target_group" {
  description = "Its target group as metrics name it, targetgroup/<name>/<id>: output target_group of ../ecs."
  type        = string

  validation {
    condition     = can(regex("^targetgroup/[^/]+/[0-9a-f]+$", var.target_group))
    error_message = "target_group must be the end of the ARN of a target group, such as targetgroup/cruddur-backend/0123456789abcdef."
  }
}

variable "log_group" {
  description = "Log group of the app: output log_group of ../ecs."
  type        = string
  default     = "/ecs/cruddur"

  validation {
    condition     = can(regex("^[A-Za-z0-9_/.#-]{1,512}$", var.log_group))
    error_message = "log_group must be the name of a log group."
  }
}

variable "service_name" {
  description = "Name of the traced service, as the SDK names its segments."
  type        = string
  default     = "backend-flask"

  validation {
    condition     = length(var.service_name) <= 64 && can(regex("^[\\pL\\pN\\pZ_.:/%&#=+\\\\\\-@]+$", var.service_name))
    error_message = "service_name must be 1 to 64 letters, digits, spaces or _ . : / % & # = + \\ - @."
  }
}

variable "canaries" {
  description = "Names of canaries whose failures are told."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for name in var.canaries : can(regex("^[0-9a-z_-]{1,21}$", name))])
    error_message = "canaries must be names of canaries: 1 to 21 small letters, digits, hyphens or underscores."
  }
}

variable "alarm_email" {
  description = "Whom alarms are sent to; AWS asks there for a confirmation. null: nobody, until something subscribes to the topic."
  type        = string
  default     = null

  validation {
    condition     = var.alarm_email == null || can(regex("^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$", var.alarm_email))
    error_message = "alarm_email must be an address of e-mail."
  }
}

variable "max_fault_percent" {
  description = "Answers of 5xx in a hundred from which on an alarm is raised."
  type        = number
  default     = 1

  validation {
    condition     = var.max_fault_percent > 0 && var.max_fault_percent < 100
    error_message = "max_fault_percent must be more than 0 and less than 100."
  }
}

variable "max_p95_seconds" {
  description = "Time within which 95 of a hundred answers come, or an alarm is raised."
  type        = number
  default     = 0.5

  validation {
    condition     = var.max_p95_seconds > 0 && var.max_p95_seconds <= 60
    error_message = "max_p95_seconds must be more than 0 and at most 60, after which the load balancer gives up."
  }
}

variable "trail_days" {
  description = "Days that the records of CloudTrail are kept in the bucket."
  type        = number
  default     = 90

  validation {
    condition     = var.trail_days >= 1 && floor(var.trail_days) == var.trail_days
    error_message = "trail_days must be a whole number from 1."
  }
}

variable "keeps_trail" {
  description = "Refuse to delete the bucket with records in it. Set it to false, and apply, before a removal that keeps nothing."
  type        = bool
  default     = true
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
