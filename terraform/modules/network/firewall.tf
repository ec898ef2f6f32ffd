# What may reach what. Nothing is open to the internet: people come through SSM.
# Ports and their reasons: k0s and Cilium documentation, as listed in this module's README.

locals {
  # Between any two machines, as Cilium and the kubelet need them
  node_to_node = {
    kubelet      = { protocol = "tcp", from = 10250, to = 10250, why = "kubelet, for logs and metrics" }
    vxlan        = { protocol = "udp", from = 8472, to = 8472, why = "pod traffic between nodes (VXLAN)" }
    health       = { protocol = "tcp", from = 4240, to = 4240, why = "Cilium health checks" }
    health_ping  = { protocol = "icmp", from = 8, to = 0, why = "Cilium health checks (echo request)" }
    hubble       = { protocol = "tcp", from = 4244, to = 4244, why = "Hubble relay to every agent" }
    cilium_stats = { protocol = "tcp", from = 9962, to = 9966, why = "Prometheus to Cilium and Hubble metrics" }
  }

  # From the load balancer to the controllers
  api_ports = {
    api          = { port = var.api_port, why = "Kubernetes API" }
    join         = { port = 9443, why = "k0s join API" }
    konnectivity = { port = 8132, why = "konnectivity agents of the workers" }
  }
}

resource "aws_security_group" "workers" {
  name        = "${var.name}-workers"
  description = "Workers of ${var.name}"
  vpc_id      = aws_vpc.this.id

  tags = merge(var.tags, { Name = "${var.name}-workers" })
}

resource "aws_security_group" "controllers" {
  name        = "${var.name}-controllers"
  description = "Controllers of ${var.name}"
  vpc_id      = aws_vpc.this.id

  tags = merge(var.tags, { Name = "${var.name}-controllers" })
}

resource "aws_security_group" "api" {
  name        = "${var.name}-api"
  description = "Load balancer before the controllers of ${var.name}"
  vpc_id      = aws_vpc.this.id

  tags = merge(var.tags, { Name = "${var.name}-api" })
}

resource "aws_vpc_security_group_ingress_rule" "worker_to_worker" {
  for_each = local.node_to_node

  security_group_id            = aws_security_group.workers.id
  referenced_security_group_id = aws_security_group.workers.id
  ip_protocol                  = each.value.protocol
  from_port                    = each.value.from
  to_port                      = each.value.to
  description                  = each.value.why
}

resource "aws_vpc_security_group_egress_rule" "worker_to_worker" {
  for_each = local.node_to_node

  security_group_id            = aws_security_group.workers.id
  referenced_security_group_id = aws_security_group.workers.id
  ip_protocol                  = each.value.protocol
  from_port                    = each.value.from
  to_port                      = each.value.to
  description                  = each.value.why
}

resource "aws_vpc_security_group_egress_rule" "worker_to_api" {
  for_each = local.api_ports

  security_group_id            = aws_security_group.workers.id
  referenced_security_group_id = aws_security_group.api.id
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port
  description                  = each.value.why
}

resource "aws_vpc_security_group_ingress_rule" "api_from_workers" {
  for_each = local.api_ports

  security_group_id            = aws_security_group.api.id
  referenced_security_group_id = aws_security_group.workers.id
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port
  description                  = each.value.why
}

# Controllers find each other through the load balancer when they join, and people's
# SSM tunnels to the API start on a controller
resource "aws_vpc_security_group_ingress_rule" "api_from_controllers" {
  for_each = local.api_ports

  security_group_id            = aws_security_group.api.id
  referenced_security_group_id = aws_security_group.controllers.id
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port
  description                  = each.value.why
}

resource "aws_vpc_security_group_egress_rule" "controllers_to_api" {
  for_each = local.api_ports

  security_group_id            = aws_security_group.controllers.id
  referenced_security_group_id = aws_security_group.api.id
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port
  description                  = each.value.why
}

resource "aws_vpc_security_group_egress_rule" "api_to_controllers" {
  for_each = local.api_ports

  security_group_id            = aws_security_group.api.id
  referenced_security_group_id = aws_security_group.controllers.id
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port
  description                  = each.value.why
}

resource "aws_vpc_security_group_ingress_rule" "controllers_from_api" {
  for_each = local.api_ports

  security_group_id            = aws_security_group.controllers.id
  referenced_security_group_id = aws_security_group.api.id
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port
  description                  = each.value.why
}

resource "aws_vpc_security_group_ingress_rule" "etcd" {
  security_group_id            = aws_security_group.controllers.id
  referenced_security_group_id = aws_security_group.controllers.id
  ip_protocol                  = "tcp"
  from_port                    = 2380
  to_port                      = 2380
  description                  = "etcd peers"
}

resource "aws_vpc_security_group_egress_rule" "etcd" {
  security_group_id            = aws_security_group.controllers.id
  referenced_security_group_id = aws_security_group.controllers.id
  ip_protocol                  = "tcp"
  from_port                    = 2380
  to_port                      = 2380
  description                  = "etcd peers"
}

# Images, k0s itself, SSM and the AWS API, all over HTTPS. The VPC's own name server
# and clock are not subject to security groups.
resource "aws_vpc_security_group_egress_rule" "https" {
  for_each = {
    workers     = aws_security_group.workers.id
    controllers = aws_security_group.controllers.id
  }

  security_group_id = each.value
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "HTTPS: images, k0s, SSM, AWS API"
}
