package dev.portcullis.console.drills.internal;

import dev.portcullis.console.drills.DrillRequest;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What drills may do. None of it can be chosen by who launches one.
 *
 * @param image the attacker's image; without one no drill can be launched
 * @param namespace where attackers run
 * @param accountSecret the Secret there with {@code username} and {@code password} of an account without any rights
 * @param targetNamespace where the target runs
 * @param targetWorkload the target
 * @param targetPort its TCP port
 * @param apiWorkload the workload in the same namespace that serves the target's data over HTTP
 * @param apiPort the TCP port of its pods
 * @param controlNamespace where the legitimate client runs
 * @param controlApp its label {@code app}
 * @param connectTimeout how long an attempt waits for the network
 * @param startTimeout how long the attacker's pod may take to run
 * @param perHour how many drills may be launched in an hour, by all together
 */
@ConfigurationProperties("portcullis.drill")
record DrillSettings(
        @Nullable String image,
        @DefaultValue("drills") String namespace,
        @DefaultValue("drill-account") String accountSecret,
        @DefaultValue("users") String targetNamespace,
        @DefaultValue("mysql") String targetWorkload,
        @DefaultValue("3306") int targetPort,
        @DefaultValue("user-service") String apiWorkload,
        @DefaultValue("8080") int apiPort,
        @DefaultValue("shop") String controlNamespace,
        @DefaultValue("storefront") String controlApp,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("90s") Duration startTimeout,
        @DefaultValue("10") int perHour) {

    private static final Duration LONGEST = Duration.ofSeconds(300);
    private static final Duration PING = Duration.ofSeconds(1);

    /** The image, if one is set. */
    Optional<String> attackerImage() {
        return Optional.ofNullable(image).map(String::strip).filter(name -> !name.isEmpty());
    }

    /** After so long Kubernetes ends the attack, whatever becomes of this console; never more than five minutes. */
    Duration deadline(DrillRequest request) {
        var slowest = connectTimeout.plus(PING);
        var step = request.interval().compareTo(slowest) > 0 ? request.interval() : slowest;
        var wanted = step.multipliedBy(request.attempts()).plusSeconds(30);
        return wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted;
    }
}
