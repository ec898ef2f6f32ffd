variable "name" {
  description = "What the cluster is called; the first part of every machine's name."
  type        = string
}

variable "vpc_id" {
  description = "The network the machines live in."
  type        = string
}

variable "private_subnet_ids" {
  description = "Private subnets by zone; machines are dealt out over them in order."
  type        = map(string)

  validation {
    condition     = length(var.private_subnet_ids) > 0
    error_message = "private_subnet_ids needs at least one subnet."
  }
}

variable "security_group_ids" {
  description = "Security groups of the workers, the controllers and the load balancer before the API."
  type = object({
    workers     = string
    controllers = string
    api         = string
  })
}

variable "api_port" {
  description = "Port of the Kubernetes API."
  type        = number
  default     = 6443
}

variable "controllers" {
  description = "How many controllers; etcd wants an odd number."
  type        = number
  default     = 1

  validation {
    condition     = contains([1, 3, 5], var.controllers)
    error_message = "controllers is 1, 3 or 5: etcd decides by majority."
  }
}

variable "workers" {
  description = "How many workers."
  type        = number
  default     = 2

  validation {
    condition     = var.workers >= 1 && var.workers <= 50 && floor(var.workers) == var.workers
    error_message = "workers is a whole number from 1 to 50."
  }
}

variable "architecture" {
  description = "Processor of the machines: arm64 (Graviton, cheaper) or x86_64. Images must exist for it."
  type        = string
  default     = "arm64"

  validation {
    condition     = contains(["arm64", "x86_64"], var.architecture)
    error_message = "architecture is arm64 or x86_64."
  }
}

variable "controller_type" {
  description = "Instance type of the controllers; of the chosen architecture."
  type        = string
  default     = "t4g.medium"
}

variable "worker_type" {
  description = "Instance type of the workers; of the chosen architecture."
  type        = string
  default     = "t4g.large"
}

variable "root_volume_gib" {
  description = "Size of each machine's root volume, in GiB; images and logs live there."
  type        = number
  default     = 40

  validation {
    condition     = var.root_volume_gib >= 20 && var.root_volume_gib <= 1000
    error_message = "root_volume_gib is 20 to 1000."
  }
}

variable "kms_key_arn" {
  description = "Key for the volumes; null takes the account's own key for EBS."
  type        = string
  default     = null
}

variable "ssh_public_key" {
  description = "Key that k0sctl signs in with, through an SSM tunnel; port 22 is open to nobody."
  type        = string

  validation {
    condition     = can(regex("^(ssh-ed25519|ecdsa-sha2-nistp(256|384|521)|ssh-rsa) ", var.ssh_public_key))
    error_message = "ssh_public_key is one line of an OpenSSH public key, such as the content of id_ed25519.pub."
  }
}

variable "tags" {
  description = "Tags for everything that can carry tags."
  type        = map(string)
  default     = {}
}
