# Runs anywhere: this module needs no provider.

variables {
  name = "gate"
  hosts = [
    { name = "controller-0", role = "controller", instance_id = "i-0c", private_address = "10.80.128.4" },
    { name = "worker-0", role = "worker", instance_id = "i-0a", private_address = "10.80.128.5" },
    { name = "worker-1", role = "worker", instance_id = "i-0b", private_address = "10.80.144.5" },
  ]
  api_address          = "api.internal.example"
  pod_cidr             = "10.244.0.0/16"
  service_cidr         = "10.96.0.0/12"
  region               = "eu-central-1"
  ssh_private_key_path = "~/.ssh/gate"
}

run "k0s_leaves_the_network_to_cilium" {
  command = plan

  assert {
    condition     = yamldecode(output.k0sctl_config).spec.k0s.config.spec.network.provider == "custom"
    error_message = "k0s would install its own network beside Cilium."
  }

  assert {
    condition     = yamldecode(output.k0sctl_config).spec.k0s.config.spec.network.kubeProxy.disabled
    error_message = "kube-proxy would run beside Cilium's replacement of it."
  }

  assert {
    condition     = yamldecode(output.cilium_values).kubeProxyReplacement
    error_message = "Nobody would serve Services."
  }

  assert {
    condition     = yamldecode(output.cilium_values).k8sServiceHost == "api.internal.example"
    error_message = "Without kube-proxy Cilium cannot find the API server through its Service."
  }
}

run "charts_are_fetched_securely_and_pinned" {
  command = plan

  assert {
    condition = alltrue([
      for repository in yamldecode(output.k0sctl_config).spec.k0s.config.spec.extensions.helm.repositories :
      repository.insecure == false && startswith(repository.url, "https://")
    ])
    error_message = "A chart repository would be trusted unseen."
  }

  assert {
    condition = alltrue([
      for chart in yamldecode(output.k0sctl_config).spec.k0s.config.spec.extensions.helm.charts :
      can(regex("^[0-9]+\\.[0-9]+\\.[0-9]+$", chart.version)) && chart.timeout == "20m"
    ])
    error_message = "A chart is not pinned, or would give up before the workers have joined."
  }
}

run "values_of_a_chart_are_text_that_is_yaml" {
  command = plan

  assert {
    condition = alltrue([
      for chart in yamldecode(output.k0sctl_config).spec.k0s.config.spec.extensions.helm.charts :
      can(yamldecode(chart.values))
    ])
    error_message = "k0s takes a chart's values as a string of YAML."
  }

  assert {
    condition = one([
      for chart in yamldecode(output.k0sctl_config).spec.k0s.config.spec.extensions.helm.charts :
      yamldecode(chart.values).node.kubeletPath if chart.name == "aws-ebs-csi-driver"
    ]) == "/var/lib/k0s/kubelet"
    error_message = "The EBS driver would look for the kubelet where it is not."
  }
}

run "hubble_counts_what_the_dashboards_read" {
  command = plan

  assert {
    condition = alltrue([
      for metric in ["flow", "drop", "tcp", "port-distribution", "policy", "dns", "httpV2"] :
      anytrue([for entry in yamldecode(output.cilium_values).hubble.metrics.enabled : startswith(entry, "${metric}:")])
    ])
    error_message = "A Hubble metric that dashboards read is off."
  }

  assert {
    condition = alltrue([
      for entry in yamldecode(output.cilium_values).hubble.metrics.enabled :
      strcontains(entry, "labelsContext=source_namespace,destination_namespace,traffic_direction")
    ])
    error_message = "A Hubble metric lacks the labels that panels are cut by."
  }
}

run "machines_are_reached_through_ssm_only" {
  command = plan

  assert {
    condition = alltrue([
      for host in yamldecode(replace(output.k0sctl_config, "$$", "$")).spec.hosts :
      startswith(host.openSSH.address, "i-") && strcontains(host.openSSH.options.ProxyCommand, "ssm start-session")
    ])
    error_message = "A machine would be reached by an open port."
  }
}

run "one_worker_gets_one_operator" {
  command = plan

  variables {
    hosts = [
      { name = "controller-0", role = "controller", instance_id = "i-0c", private_address = "10.80.128.4" },
      { name = "worker-0", role = "worker", instance_id = "i-0a", private_address = "10.80.128.5" },
    ]
  }

  assert {
    condition     = yamldecode(output.cilium_values).operator.replicas == 1
    error_message = "A second operator has no node to go to, and the chart would wait for it until it fails."
  }
}

run "monitoring_can_be_left_out" {
  command = plan

  variables {
    monitoring_chart_version = null
  }

  assert {
    condition     = length(yamldecode(output.k0sctl_config).spec.k0s.config.spec.extensions.helm.charts) == 2
    error_message = "Prometheus would be installed although the cluster has its own."
  }
}

run "relay_without_tls_listens_on_80" {
  command = plan

  variables {
    relay_mtls = false
  }

  assert {
    condition     = output.relay_address == "hubble-relay.kube-system.svc.cluster.local:80"
    error_message = "The console would ask at the wrong port."
  }
}

run "two_controllers_are_refused" {
  command = plan

  variables {
    hosts = [
      { name = "controller-0", role = "controller", instance_id = "i-0c", private_address = "10.80.128.4" },
      { name = "controller-1", role = "controller", instance_id = "i-0d", private_address = "10.80.144.4" },
      { name = "worker-0", role = "worker", instance_id = "i-0a", private_address = "10.80.128.5" },
    ]
  }

  expect_failures = [var.hosts]
}

run "an_older_cilium_is_refused" {
  command = plan

  variables {
    cilium_version = "1.17.5"
  }

  expect_failures = [var.cilium_version]
}
