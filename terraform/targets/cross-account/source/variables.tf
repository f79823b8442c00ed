variable "aws_region" {
  description = "Region to deploy to. Traces do not cross Regions: the same for both accounts."
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
    condition     = can(regex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", var.name)) && length(var.name) <= 40
    error_message = "name must begin with a small letter and have small letters, digits and single hyphens only, 40 characters at most."
  }
}

variable "sink_arn" {
  description = "The sink of the central account to link to: output sink_arn of ../central; null makes no link."
  type        = string
  default     = null

  validation {
    condition     = var.sink_arn == null || can(regex("^arn:aws[a-z-]*:oam:${var.aws_region}:[0-9]{12}:sink/.+$", var.sink_arn))
    error_message = "sink_arn must be the ARN of a sink in aws_region: links do not cross Regions."
  }
}

variable "central_role_arn" {
  description = "The role of the central account that the daemon takes: output daemon_role_arn of ../central; null where links are enough."
  type        = string
  default     = null

  validation {
    condition     = var.central_role_arn == null || can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:role/.+$", var.central_role_arn))
    error_message = "central_role_arn must be the ARN of a role."
  }

  validation {
    condition     = var.central_role_arn != null || var.sink_arn != null
    error_message = "Without central_role_arn and sink_arn there is nothing to make: give one of them."
  }
}

variable "daemon_role_name" {
  description = "Name of the role that the daemon has here, such as cruddur-task of ../../ecs; it may take central_role_arn then."
  type        = string
  default     = "cruddur-task"

  validation {
    condition     = can(regex("^[A-Za-z0-9+=,.@_-]{1,64}$", var.daemon_role_name))
    error_message = "daemon_role_name must be the name of a role, not its ARN."
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
