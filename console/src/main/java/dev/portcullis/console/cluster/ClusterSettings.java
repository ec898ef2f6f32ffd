package dev.portcullis.console.cluster;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which cluster the console works with.
 *
 * @param kubeconfig a kubeconfig file; without one the variable KUBECONFIG, the usual place or the
 *     account of the pod counts
 * @param context the context of the kubeconfig to use; without one its current context
 * @param namespace the namespace the console itself lives in
 */
@ConfigurationProperties("portcullis")
public record ClusterSettings(
        @Nullable String kubeconfig,
        @Nullable String context,
        @DefaultValue("portcullis") String namespace) {

    /** The file, if one was named. */
    public Optional<String> kubeconfigFile() {
        return Optional.ofNullable(kubeconfig).filter(path -> !path.isBlank());
    }

    /** The context, if one was named. */
    public Optional<String> contextName() {
        return Optional.ofNullable(context).filter(name -> !name.isBlank());
    }
}
