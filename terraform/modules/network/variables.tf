variable "name" {
  description = "What the network is called; the first part of every resource's name."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,20}$", var.name))
    error_message = "name is 2 to 21 lower-case letters, digits and dashes, and starts with a letter."
  }
}

variable "vpc_cidr" {
  description = "Addresses of the machines. Must not overlap the pods' or the services' addresses."
  type        = string
  default     = "10.80.0.0/16"

  validation {
    condition     = can(cidrhost(var.vpc_cidr, 0)) && try(contains(range(16, 21), tonumber(split("/", var.vpc_cidr)[1])), false)
    error_message = "vpc_cidr is an IPv4 block of /16 to /20, such as 10.80.0.0/16."
  }
}

variable "pod_cidr" {
  description = "Addresses of the pods. Cilium's own default, 10.0.0.0/8, would swallow most VPCs."
  type        = string
  default     = "10.244.0.0/16"

  validation {
    condition     = can(cidrhost(var.pod_cidr, 0))
    error_message = "pod_cidr is an IPv4 block, such as 10.244.0.0/16."
  }

  # Two blocks overlap exactly if they begin alike for as long as the shorter prefix says
  validation {
    condition = try(
      cidrsubnet("${cidrhost(var.pod_cidr, 0)}/${min(split("/", var.pod_cidr)[1], split("/", var.vpc_cidr)[1])}", 0, 0) !=
      cidrsubnet("${cidrhost(var.vpc_cidr, 0)}/${min(split("/", var.pod_cidr)[1], split("/", var.vpc_cidr)[1])}", 0, 0),
      true
    )
    error_message = "pod_cidr overlaps vpc_cidr; pods and machines need addresses of their own."
  }
}

variable "service_cidr" {
  description = "Addresses of the Kubernetes services."
  type        = string
  default     = "10.96.0.0/12"

  validation {
    condition     = can(cidrhost(var.service_cidr, 0))
    error_message = "service_cidr is an IPv4 block, such as 10.96.0.0/12."
  }

  validation {
    condition = alltrue([
      for other in [var.vpc_cidr, var.pod_cidr] : try(
        cidrsubnet("${cidrhost(var.service_cidr, 0)}/${min(split("/", var.service_cidr)[1], split("/", other)[1])}", 0, 0) !=
        cidrsubnet("${cidrhost(other, 0)}/${min(split("/", var.service_cidr)[1], split("/", other)[1])}", 0, 0),
        true
      )
    ])
    error_message = "service_cidr overlaps vpc_cidr or pod_cidr; each needs addresses of its own."
  }
}

variable "zones" {
  description = "Availability zones to spread over, by name. An EBS volume lives in one zone, and its pod with it."
  type        = list(string)

  validation {
    condition     = length(var.zones) >= 1 && length(var.zones) <= 3 && length(distinct(var.zones)) == length(var.zones)
    error_message = "zones are one to three different availability zones."
  }
}

variable "nat_per_zone" {
  description = "True: a NAT gateway in each zone, so that losing one zone does not cut the others off. False: one for all, cheaper."
  type        = bool
  default     = false
}

variable "api_port" {
  description = "Port of the Kubernetes API."
  type        = number
  default     = 6443

  validation {
    condition     = var.api_port >= 1024 && var.api_port <= 65535
    error_message = "api_port is 1024 to 65535."
  }
}

variable "tags" {
  description = "Tags for everything that can carry tags."
  type        = map(string)
  default     = {}
}
