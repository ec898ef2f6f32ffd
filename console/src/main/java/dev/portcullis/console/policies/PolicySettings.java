package dev.portcullis.console.policies;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where gates can be moved.
 *
 * @param policyNamespaces the namespaces in which the console may park policies, used only where
 *     it may not look for parked ones in all of them
 */
@ConfigurationProperties("portcullis")
public record PolicySettings(
        @DefaultValue({"users", "shop", "drills"}) List<String> policyNamespaces) {
    public PolicySettings {
        policyNamespaces = List.copyOf(policyNamespaces);
    }
}
