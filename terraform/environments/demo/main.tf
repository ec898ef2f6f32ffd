data "aws_availability_zones" "usable" {
  state = "available"

  # Local and wavelength zones offer neither NAT gateways nor these machines
  filter {
    name   = "opt-in-status"
    values = ["opt-in-not-required"]
  }
}

module "network" {
  source = "../../modules/network"

  name  = var.name
  zones = slice(sort(data.aws_availability_zones.usable.names), 0, var.zone_count)
}

module "machines" {
  source = "../../modules/machines"

  name               = var.name
  vpc_id             = module.network.vpc_id
  private_subnet_ids = module.network.private_subnet_ids
  security_group_ids = module.network.security_group_ids
  controllers        = var.controllers
  workers            = var.workers
  architecture       = var.architecture
  controller_type    = var.controller_type
  worker_type        = var.worker_type
  ssh_public_key     = var.ssh_public_key
  kms_key_arn        = var.kms_key_arn
}

module "cluster" {
  source = "../../modules/cluster"

  name                     = var.name
  hosts                    = module.machines.hosts
  api_address              = module.machines.api_address
  pod_cidr                 = module.network.pod_cidr
  service_cidr             = module.network.service_cidr
  region                   = var.region
  ssh_private_key_path     = var.ssh_private_key_path
  monitoring_chart_version = var.monitoring ? "82.6.0" : null
  apply                    = var.apply_k0s
}
