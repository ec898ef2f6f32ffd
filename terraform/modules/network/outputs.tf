output "vpc_id" {
  description = "The network's id."
  value       = aws_vpc.this.id
}

output "private_subnet_ids" {
  description = "Private subnets by zone; machines belong here."
  value       = { for zone, subnet in aws_subnet.private : zone => subnet.id }

  # Without these a machine would start, find no way out, and never reach SSM
  depends_on = [
    aws_route.to_nat,
    aws_route.to_internet,
    aws_route_table_association.private,
    aws_route_table_association.public,
  ]
}

output "security_group_ids" {
  description = "Security groups of the workers, the controllers and the load balancer before the API."
  value = {
    workers     = aws_security_group.workers.id
    controllers = aws_security_group.controllers.id
    api         = aws_security_group.api.id
  }

  depends_on = [aws_vpc_security_group_egress_rule.https]
}

output "pod_cidr" {
  description = "Addresses of the pods, checked not to overlap."
  value       = var.pod_cidr
}

output "service_cidr" {
  description = "Addresses of the services, checked not to overlap."
  value       = var.service_cidr
}
