locals {
  # From the machine that runs Terraform: no port of any machine is open to it
  tunnel = "aws ssm start-session --region ${var.region} --target %h --document-name AWS-StartSSHSession --parameters portNumber=%p"

  monitoring_values = {
    # Would need port 9100 between the machines
    nodeExporter = { enabled = false }
    # k0s runs these outside the cluster, where Prometheus cannot see them
    kubeControllerManager = { enabled = false }
    kubeScheduler         = { enabled = false }
    kubeEtcd              = { enabled = false }
    kubeProxy             = { enabled = false }
    prometheus = {
      prometheusSpec = {
        # Take every ServiceMonitor and rule, not only those of this chart
        serviceMonitorSelectorNilUsesHelmValues = false
        ruleSelectorNilUsesHelmValues           = false
        retention                               = "7d"
      }
    }
  }

  charts = concat(
    [
      {
        name      = "cilium"
        chartname = "cilium/cilium"
        version   = var.cilium_version
        namespace = "kube-system"
        order     = 1
        # k0s starts installing before the first worker has joined
        timeout = "20m"
        values  = yamlencode(local.cilium_values)
      },
      {
        name      = "aws-ebs-csi-driver"
        chartname = "ebs/aws-ebs-csi-driver"
        version   = var.ebs_csi_chart_version
        namespace = "kube-system"
        order     = 2
        timeout   = "20m"
        values = yamlencode({
          controller = {
            region       = var.region
            replicaCount = min(2, length(local.workers))
          }
          # k0s keeps the kubelet's files in a place of its own
          node = { kubeletPath = "/var/lib/k0s/kubelet" }
        })
      },
    ],
    [
      for version in var.monitoring_chart_version == null ? [] : [var.monitoring_chart_version] : {
        name      = "monitoring"
        chartname = "prometheus/kube-prometheus-stack"
        version   = version
        namespace = "monitoring"
        order     = 3
        timeout   = "20m"
        values    = yamlencode(local.monitoring_values)
      }
    ],
  )

  # insecure is true where it is left out
  repositories = concat(
    [
      { name = "cilium", url = "https://helm.cilium.io/", insecure = false },
      { name = "ebs", url = "https://kubernetes-sigs.github.io/aws-ebs-csi-driver", insecure = false },
    ],
    [
      for _ in var.monitoring_chart_version == null ? [] : [true] :
      { name = "prometheus", url = "https://prometheus-community.github.io/helm-charts", insecure = false }
    ],
  )

  cluster_config = {
    apiVersion = "k0s.k0sproject.io/v1beta1"
    kind       = "ClusterConfig"
    metadata = {
      name = var.name
    }
    spec = {
      api = {
        externalAddress = var.api_address
        # The second one is for people, whose tunnel ends on their own machine
        sans = [var.api_address, "127.0.0.1"]
      }
      storage = { type = "etcd" }
      network = {
        # Cilium comes as a chart; this cannot be changed later
        provider    = "custom"
        podCIDR     = var.pod_cidr
        serviceCIDR = var.service_cidr
        kubeProxy   = { disabled = true }
      }
      telemetry = { enabled = false }
      extensions = {
        helm = {
          concurrencyLevel = 1
          repositories     = local.repositories
          charts           = local.charts
        }
      }
    }
  }

  k0sctl = {
    apiVersion = "k0sctl.k0sproject.io/v1beta1"
    kind       = "Cluster"
    metadata   = { name = var.name }
    spec = {
      hosts = [
        for host in var.hosts : {
          role           = host.role
          hostname       = host.name
          privateAddress = host.private_address
          openSSH = {
            address = host.instance_id
            user    = var.ssh_user
            keyPath = var.ssh_private_key_path
            options = {
              ProxyCommand          = local.tunnel
              StrictHostKeyChecking = "accept-new"
            }
          }
        }
      ]
      k0s = {
        version       = var.k0s_version
        dynamicConfig = false
        config        = local.cluster_config
      }
      options = {
        wait        = { enabled = true }
        drain       = { enabled = true }
        concurrency = { limit = 5 }
      }
    }
  }

  # k0sctl replaces $NAME from the environment; two dollars are one
  k0sctl_yaml = replace(yamlencode(local.k0sctl), "$", "$$")
}

# There is no secret in the configuration: it goes through the environment and standard
# input, and no file is left behind.
resource "terraform_data" "k0sctl" {
  count = var.apply ? 1 : 0

  triggers_replace = sha256(local.k0sctl_yaml)

  provisioner "local-exec" {
    interpreter = ["/bin/sh", "-euc"]
    command     = "printf '%s\\n' \"$K0SCTL_CONFIG\" | k0sctl apply --config -"

    environment = {
      K0SCTL_CONFIG = local.k0sctl_yaml
    }
  }
}
