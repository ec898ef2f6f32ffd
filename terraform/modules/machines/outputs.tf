output "hosts" {
  description = "The machines as the cluster module takes them: name, role, instance id and private address."
  value       = concat(local.controller_hosts, local.worker_hosts)

  # k0sctl can only get in once SSM may
  depends_on = [aws_iam_role_policy_attachment.ssm]
}

output "api_address" {
  description = "Name of the load balancer before the controllers."
  value       = aws_lb.api.dns_name

  depends_on = [aws_lb_listener.api, aws_lb_target_group_attachment.api]
}

output "entrance_id" {
  description = "Instance id of the first controller, through which SSM tunnels to the API are made."
  value       = aws_instance.controller["controller-0"].id
}
