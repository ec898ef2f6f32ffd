output "k0sctl_config" {
  description = "Configuration of k0sctl, for working by hand: terraform output -raw k0sctl_config | k0sctl apply -c -"
  value       = local.k0sctl_yaml

  depends_on = [terraform_data.k0sctl]
}

output "cilium_values" {
  description = "Values given to Cilium's chart."
  value       = yamlencode(local.cilium_values)
}

output "relay_address" {
  description = "Where the console finds Hubble relay inside the cluster."
  value       = "hubble-relay.kube-system.svc.cluster.local:${var.relay_mtls ? 443 : 80}"
}
