variable "role_name" {
  description = "Name of the role."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9+=,.@_-]{1,64}$", var.role_name))
    error_message = "role_name must have 1 to 64 letters, digits or + = , . @ _ -."
  }
}

variable "description" {
  description = "Who has the role and why."
  type        = string
}

variable "trusted_service" {
  description = "Service whose workloads get the role, such as ecs-tasks.amazonaws.com; null where trusted_arns say who may take it."
  type        = string
  default     = null
}

variable "trusted_arns" {
  description = "ARNs of roles, of other accounts too, that may take the role."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for arn in var.trusted_arns : can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:role/.+$", arn))])
    error_message = "trusted_arns must be ARNs of roles: an account as a whole, or *, is too many."
  }
}

variable "trust_conditions" {
  description = "Conditions under which the role is given, such as aws:SourceAccount."
  type = list(object({
    test     = string
    variable = string
    values   = list(string)
  }))
  default = []
}

variable "tags_sessions" {
  description = "Whether the trusted service tags the sessions that it opens, as EKS Pod Identity does."
  type        = bool
  default     = false
}
