variable "aws_region" {
  description = "Region of the rule and the group; the daemon must send to the same."
  type        = string
  default     = "us-east-1"

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.aws_region))
    error_message = "aws_region must be the name of a Region, such as us-east-1."
  }
}

variable "service_name" {
  description = "Name of the traced service, which the rule and the group match. It must be the name that the SDK gives its segments (backend/src/tracing)."
  type        = string
  default     = "backend-flask"

  validation {
    # What X-Ray allows in the name of a segment, without wildcards, which a group does not have.
    condition     = length(var.service_name) <= 64 && can(regex("^[\\pL\\pN\\pZ_.:/%&#=+\\\\\\-@]+$", var.service_name))
    error_message = "service_name must be 1 to 64 letters, digits, spaces or _ . : / % & # = + \\ - @."
  }
}

variable "rule_name" {
  description = "Name of the sampling rule. A change makes a new rule."
  type        = string
  default     = "Flask"

  validation {
    condition     = length(var.rule_name) >= 1 && length(var.rule_name) <= 32 && var.rule_name != "Default"
    error_message = "rule_name must have 1 to 32 characters and cannot be Default, the built-in rule that Terraform cannot manage."
  }
}

variable "rule_priority" {
  description = "Rules are tried in ascending order; the built-in rule Default is the last, at 10000."
  type        = number
  default     = 9000

  validation {
    condition     = var.rule_priority >= 1 && var.rule_priority <= 9999 && floor(var.rule_priority) == var.rule_priority
    error_message = "rule_priority must be a whole number from 1 to 9999."
  }
}

variable "fixed_rate" {
  description = "Share of the requests to record beyond the reservoir, 0 to 1."
  type        = number
  default     = 0.1

  validation {
    condition     = var.fixed_rate >= 0 && var.fixed_rate <= 1
    error_message = "fixed_rate must be between 0 and 1: 0.1 is one request in ten."
  }
}

variable "reservoir_size" {
  description = "Requests to record each second before fixed_rate applies, all processes of the service together."
  type        = number
  default     = 5

  validation {
    condition     = var.reservoir_size >= 0 && floor(var.reservoir_size) == var.reservoir_size
    error_message = "reservoir_size must be a whole number of requests a second."
  }
}

variable "group_name" {
  description = "Name of the group. A change makes a new group."
  type        = string
  default     = "backend"

  validation {
    condition     = length(var.group_name) >= 1 && length(var.group_name) <= 32 && var.group_name != "Default"
    error_message = "group_name must have 1 to 32 characters and cannot be Default, which is reserved."
  }
}

variable "enable_insights" {
  description = "Let X-Ray look for anomalies in the group's traces. It is charged by the traces processed."
  type        = bool
  default     = false
}

variable "enable_insight_notifications" {
  description = "Send an event to EventBridge when an insight begins, changes or ends. Needs enable_insights."
  type        = bool
  default     = false

  validation {
    condition     = !var.enable_insight_notifications || var.enable_insights
    error_message = "enable_insight_notifications needs enable_insights."
  }
}

variable "kms_key_arn" {
  description = "ARN of a symmetric KMS key to encrypt this Region's traces with; null leaves encryption alone. It outlives terraform destroy: see README.md."
  type        = string
  default     = null

  validation {
    condition     = var.kms_key_arn == null || can(regex("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:(key|alias)/.+$", var.kms_key_arn))
    error_message = "kms_key_arn must be the ARN of a key or of an alias: Terraform compares it with what X-Ray answers, which is an ARN."
  }
}

variable "enable_transaction_search" {
  description = "Send the spans of the whole account in this Region to CloudWatch Logs. It changes what X-Ray costs, blinds BatchGetTraces and outlives terraform destroy: see README.md."
  type        = bool
  default     = false

  validation {
    condition     = !var.enable_transaction_search || var.local_xray_url == null
    error_message = "Transaction Search is a matter of CloudWatch Logs, which the local X-Ray does not have."
  }
}

variable "indexed_percentage" {
  description = "With Transaction Search: the share of traces that X-Ray indexes, in percent. One percent is free of charge."
  type        = number
  default     = 1

  validation {
    condition     = var.indexed_percentage >= 0 && var.indexed_percentage <= 100
    error_message = "indexed_percentage must be between 0 and 100."
  }
}

variable "tags" {
  description = "Tags of the rule and the group."
  type        = map(string)
  default     = {}

  validation {
    condition     = length(var.tags) <= 50 && alltrue([for key in keys(var.tags) : !startswith(lower(key), "aws:")])
    error_message = "tags can be 50 at most, and no key may begin with aws:."
  }
}

variable "local_xray_url" {
  description = "Address of a local X-Ray to set up in place of AWS, such as http://localhost:2001; null for AWS. local.tfvars sets it."
  type        = string
  default     = null

  validation {
    condition     = var.local_xray_url == null || can(regex("^http://[^/]+$", var.local_xray_url))
    error_message = "local_xray_url must be an address such as http://localhost:2001, without a path."
  }
}
