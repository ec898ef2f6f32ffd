package dev.portcullis.console.setup.internal;

import dev.portcullis.console.flows.Flows;
import dev.portcullis.console.metrics.MetricsDoctor;
import dev.portcullis.console.policies.Policies;
import dev.portcullis.console.setup.SetupChecks;
import dev.portcullis.console.users.UserAccounts;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the checks in the order in which one fails because of another. */
@Configuration(proxyBeanMethods = false)
class SetupConfiguration {
    @Bean
    SetupChecks setupChecks(
            KubernetesClient client,
            Flows flows,
            MetricsDoctor doctor,
            Policies policies,
            UserAccounts accounts) {
        var facts = new Fabric8ClusterFacts(client);
        return new ParallelSetupChecks(
                List.of(
                        new ApiCheck(facts),
                        new RightsCheck(facts, RightsCheck.shipped()),
                        new CiliumCheck(facts),
                        new RelayCheck(flows),
                        new MetricsCheck(doctor),
                        new GuardedCheck(flows),
                        new PoliciesCheck(policies),
                        new UserServiceCheck(accounts)));
    }
}
