locals {
  workers = [for host in var.hosts : host if host.role == "worker"]

  # Who talks to whom, by workload; what is no workload (world, host …) by its identity
  hubble_context = join(";", [
    "sourceContext=workload-name|reserved-identity",
    "destinationContext=workload-name|reserved-identity",
    "labelsContext=source_namespace,destination_namespace,traffic_direction",
  ])

  cilium_values = {
    cluster = {
      name = var.name
    }

    # kube-proxy is disabled in k0s, so Cilium must find the API server by itself
    kubeProxyReplacement = true
    k8sServiceHost       = var.api_address
    k8sServicePort       = "6443"

    ipam = {
      mode = "cluster-pool"
      operator = {
        clusterPoolIPv4PodCIDRList = [var.pod_cidr]
        clusterPoolIPv4MaskSize    = 24
      }
    }

    routingMode    = "tunnel"
    tunnelProtocol = "vxlan"

    operator = {
      # Two operators never share a node: with one worker the second would wait for ever
      replicas   = min(2, length(local.workers))
      prometheus = { enabled = true }
    }

    prometheus = { enabled = true }

    envoy = { enabled = true }

    rollOutCiliumPods = true

    hubble = {
      enabled = true

      tls = {
        enabled = true
        # Certificates made by Helm would end after a year, unrenewed
        auto = {
          enabled              = true
          method               = "cronJob"
          certValidityDuration = 365
          schedule             = "0 0 1 */4 *"
        }
      }

      relay = {
        enabled     = true
        rollOutPods = true
        prometheus  = { enabled = true }
        tls         = { server = { enabled = var.relay_mtls, mtls = var.relay_mtls } }
      }

      ui = { enabled = false }

      metrics = {
        enableOpenMetrics = true
        enabled = [
          "flow:${local.hubble_context}",
          "drop:${local.hubble_context}",
          "tcp:${local.hubble_context}",
          "port-distribution:${local.hubble_context}",
          "policy:${local.hubble_context}",
          "dns:query;${local.hubble_context}",
          "httpV2:${local.hubble_context}",
        ]
      }

      networkPolicyCorrelation = { enabled = true }
    }
  }
}
