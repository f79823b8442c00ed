variable "name" {
  description = "Name of the repository, such as cruddur/backend."
  type        = string

  validation {
    condition     = length(var.name) >= 2 && length(var.name) <= 256 && can(regex("^[a-z0-9]+([._/-][a-z0-9]+)*$", var.name))
    error_message = "name must have 2 to 256 small letters and digits, with single . _ - / between them."
  }
}

variable "kept_images" {
  description = "Images to keep; older ones are deleted."
  type        = number
  default     = 10

  validation {
    condition     = var.kept_images >= 1 && floor(var.kept_images) == var.kept_images
    error_message = "kept_images must be a whole number from 1."
  }
}

variable "force_delete" {
  description = "Delete the repository with the images in it. They can be built again from their commit."
  type        = bool
  default     = true
}
