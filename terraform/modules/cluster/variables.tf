variable "name" {
  description = "What the cluster is called; also Cilium's name of it."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,30}[a-z0-9]$", var.name))
    error_message = "name is 2 to 32 lower-case letters, digits and dashes, starting with a letter and not ending in a dash: Cilium takes no other."
  }
}

variable "hosts" {
  description = "The machines: their role, the address k0sctl connects to (an instance id for SSM), and the private address they know each other by."
  type = list(object({
    name            = string
    role            = string
    instance_id     = string
    private_address = string
  }))

  validation {
    condition     = alltrue([for host in var.hosts : contains(["controller", "worker"], host.role)])
    error_message = "A host's role is controller or worker. One that is both would need its own security groups."
  }

  validation {
    condition     = contains([1, 3, 5], length([for host in var.hosts : host if host.role == "controller"]))
    error_message = "There must be 1, 3 or 5 controllers: etcd decides by majority."
  }

  validation {
    condition     = length([for host in var.hosts : host if host.role == "worker"]) >= 1
    error_message = "There must be at least one worker: controllers run no pods."
  }
}

variable "api_address" {
  description = "Name or address under which workers, controllers and Cilium reach the Kubernetes API."
  type        = string
}

variable "pod_cidr" {
  description = "Addresses of the pods; the network module checks that they overlap nothing."
  type        = string

  validation {
    condition     = can(cidrhost(var.pod_cidr, 0))
    error_message = "pod_cidr is an IPv4 block, such as 10.244.0.0/16."
  }
}

variable "service_cidr" {
  description = "Addresses of the services; the network module checks that they overlap nothing."
  type        = string

  validation {
    condition     = can(cidrhost(var.service_cidr, 0))
    error_message = "service_cidr is an IPv4 block, such as 10.96.0.0/12."
  }
}

variable "region" {
  description = "AWS region; the EBS driver cannot always ask for it."
  type        = string
}

variable "ssh_user" {
  description = "User with passwordless sudo on the machines; ec2-user on Amazon Linux."
  type        = string
  default     = "ec2-user"
}

variable "ssh_private_key_path" {
  description = "Path to the private key that belongs to the machines' public key, on the machine that runs Terraform."
  type        = string
}

variable "k0s_version" {
  description = "Version of k0s, with its build."
  type        = string
  default     = "v1.36.3+k0s.2"

  validation {
    condition     = can(regex("^v1\\.(3[3-6])\\.[0-9]+\\+k0s\\.[0-9]+$", var.k0s_version))
    error_message = "k0s_version is like v1.36.3+k0s.2, of Kubernetes 1.33 to 1.36: what Cilium 1.20 supports."
  }
}

variable "cilium_version" {
  description = "Version of Cilium's chart."
  type        = string
  default     = "1.20.2"

  validation {
    condition     = can(regex("^1\\.20\\.[0-9]+$", var.cilium_version))
    error_message = "cilium_version is a 1.20 release: the values here were checked against that chart."
  }
}

variable "ebs_csi_chart_version" {
  description = "Version of the EBS CSI driver's chart."
  type        = string
  default     = "2.64.0"
}

variable "monitoring_chart_version" {
  description = "Version of the kube-prometheus-stack chart; null installs no Prometheus and no Grafana, for clusters that have their own."
  type        = string
  default     = "82.6.0"
}

variable "relay_mtls" {
  description = "True: Hubble relay serves TLS and asks for a client certificate. Goes with the component tls of k8s/."
  type        = bool
  default     = true
}

variable "apply" {
  description = "False: only render the configuration; k0sctl is then run by hand."
  type        = bool
  default     = true
}
