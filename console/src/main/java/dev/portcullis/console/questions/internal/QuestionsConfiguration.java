package dev.portcullis.console.questions.internal;

import dev.portcullis.console.flows.EnforcedPolicies;
import dev.portcullis.console.flows.Flows;
import dev.portcullis.console.flows.NodeNames;
import dev.portcullis.console.flows.Workloads;
import dev.portcullis.console.history.History;
import dev.portcullis.console.questions.PolicyQuestions;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the questions together. */
@Configuration(proxyBeanMethods = false)
class QuestionsConfiguration {
    @Bean
    PolicyQuestions policyQuestions(
            Flows flows,
            Workloads workloads,
            EnforcedPolicies policies,
            NodeNames names,
            History history,
            Clock clock) {
        return new LivePolicyQuestions(flows, workloads, policies, names, history, clock);
    }
}
