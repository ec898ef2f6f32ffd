package dev.portcullis.console.policies.internal;

import static dev.portcullis.console.flows.TestFlows.MYSQL;
import static dev.portcullis.console.flows.TestFlows.STOREFRONT;
import static dev.portcullis.console.flows.TestFlows.USER_SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.console.TestClock;
import dev.portcullis.console.flows.TestFlows;
import dev.portcullis.hubble.Direction;
import dev.portcullis.hubble.EventType;
import dev.portcullis.hubble.PolicyRef;
import dev.portcullis.policy.PolicyId;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class EnforcementWatchTest {
    private static final PolicyId INGRESS = PolicyId.cnp("users", "mysql-ingress");
    private static final PolicyId EGRESS = PolicyId.cnp("shop", "storefront-egress");

    private final TestClock clock = new TestClock();
    private final PolicyMirror mirror = new PolicyMirror();
    private final EnforcementWatch watch =
            new EnforcementWatch(new PolicySets(mirror), mirror, clock);

    @Test
    void thePolicyOfAReceiverIsProvenByWhatItLetIn() {
        there(INGRESS);

        TestFlows.allowedSyn(clock.instant(), USER_SERVICE, MYSQL).forEach(watch::accept);

        assertThat(watch.of(INGRESS).proof())
                .isEqualTo("users/user-service to users/mysql:3306 was let in");
    }

    @Test
    void thePolicyOfASenderIsProvenByWhatItLetOutWhateverBecameOfIt() {
        there(EGRESS);

        watch.accept(
                TestFlows.flow(clock.instant(), STOREFRONT, MYSQL)
                        .direction(Direction.EGRESS)
                        .event(EventType.POLICY_VERDICT, 0)
                        .egressAllowedBy(
                                new PolicyRef(
                                        "CiliumNetworkPolicy", "shop", "storefront-egress", 3))
                        .syn()
                        .build());

        assertThat(watch.of(EGRESS).proof())
                .isEqualTo("shop/storefront to users/mysql:3306 was let out");
    }

    private void there(PolicyId id) {
        mirror.seen(new LivePolicy(id, "uid", "1", JsonNodeFactory.instance.objectNode()));
    }
}
