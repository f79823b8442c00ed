variable "name" {
  description = "Begins the name of everything in the network."
  type        = string
}

variable "aws_region" {
  description = "Region of the network."
  type        = string
}

variable "zones" {
  description = "Names of the two availability zones to spread over."
  type        = list(string)

  validation {
    condition     = length(var.zones) == 2 && length(distinct(var.zones)) == 2
    error_message = "zones must be two different availability zones."
  }
}

variable "cidr_block" {
  description = "Addresses of the network. It is cut into sixteenths, of which four are used."
  type        = string
  default     = "10.20.0.0/16"

  validation {
    condition     = can(cidrsubnet(var.cidr_block, 4, 15)) && try(tonumber(split("/", var.cidr_block)[1]) >= 16 && tonumber(split("/", var.cidr_block)[1]) <= 24, false)
    error_message = "cidr_block must be an IPv4 range from /16 to /24, such as 10.20.0.0/16: a subnet of AWS has /28 at least."
  }
}

variable "nat_gateways" {
  description = "1 for both zones together, or 2 so that each goes on when the other fails. Charged by the hour and by traffic."
  type        = number
  default     = 1

  validation {
    condition     = contains([1, 2], var.nat_gateways)
    error_message = "nat_gateways must be 1 or 2."
  }
}

variable "public_subnet_tags" {
  description = "Further tags of the public subnets, by which Kubernetes finds them."
  type        = map(string)
  default     = {}
}

variable "private_subnet_tags" {
  description = "Further tags of the private subnets."
  type        = map(string)
  default     = {}
}
