output "k0sctl_config" {
  description = "Configuration of k0sctl, without any secret."
  value       = module.cluster.k0sctl_config
}

output "relay_address" {
  description = "Where the console finds Hubble relay inside the cluster."
  value       = module.cluster.relay_address
}

output "api_tunnel" {
  description = "Command that opens a way to the Kubernetes API at 127.0.0.1:6443, and keeps it open while it runs."
  value       = "aws ssm start-session --region ${var.region} --target ${module.machines.entrance_id} --document-name AWS-StartPortForwardingSessionToRemoteHost --parameters host=${module.machines.api_address},portNumber=6443,localPortNumber=6443"
}

output "kubeconfig" {
  description = "Command that prints a kubeconfig for use with the tunnel. It holds an administrator's key: keep it private."
  value       = "terraform output -raw k0sctl_config | k0sctl kubeconfig --config - --address https://127.0.0.1:6443"
}

output "next_steps" {
  description = "What to do after apply."
  value       = <<-STEPS
    1. (umask 077; sh -c "$(terraform output -raw kubeconfig)" > portcullis.kubeconfig)
    2. In a second terminal, and left running: the command of: terraform output -raw api_tunnel
    3. export KUBECONFIG=$PWD/portcullis.kubeconfig; kubectl get nodes
    4. docs/install.md, from "Images" on.
  STEPS
}
