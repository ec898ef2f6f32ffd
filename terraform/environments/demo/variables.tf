variable "name" {
  description = "What the environment is called; part of every resource's name."
  type        = string
  default     = "portcullis"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,19}[a-z0-9]$", var.name))
    error_message = "name is 2 to 21 lower-case letters, digits and dashes, starting with a letter and not ending in a dash."
  }
}

variable "region" {
  description = "AWS region to build in."
  type        = string
  default     = "eu-central-1"
}

variable "zone_count" {
  description = "How many availability zones to spread over."
  type        = number
  default     = 2

  validation {
    condition     = contains([1, 2, 3], var.zone_count)
    error_message = "zone_count is 1, 2 or 3."
  }
}

variable "controllers" {
  description = "How many controllers: 1 for a demo, 3 to survive the loss of one."
  type        = number
  default     = 1
}

variable "workers" {
  description = "How many workers; with one, Cilium runs one operator and the user service has no second node to spread to."
  type        = number
  default     = 2
}

variable "architecture" {
  description = "Processor of the machines: arm64 or x86_64. Set the instance types with it."
  type        = string
  default     = "arm64"
}

variable "controller_type" {
  description = "Instance type of the controllers."
  type        = string
  default     = "t4g.medium"
}

variable "worker_type" {
  description = "Instance type of the workers."
  type        = string
  default     = "t4g.large"
}

variable "ssh_public_key" {
  description = "Public key that k0sctl signs in with through SSM, such as file(\"~/.ssh/portcullis.pub\")."
  type        = string
}

variable "ssh_private_key_path" {
  description = "Path to the private key that belongs to it, on this machine."
  type        = string
}

variable "kms_key_arn" {
  description = "Key for volumes; null takes the account's own key for EBS."
  type        = string
  default     = null
}

variable "monitoring" {
  description = "Install Prometheus and Grafana (kube-prometheus-stack) with the cluster."
  type        = bool
  default     = true
}

variable "apply_k0s" {
  description = "False: build machines only and print the k0sctl configuration."
  type        = bool
  default     = true
}
