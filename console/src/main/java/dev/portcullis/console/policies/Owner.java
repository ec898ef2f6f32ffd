package dev.portcullis.console.policies;

import java.util.Map;

/** Who else keeps a policy in its place. */
public enum Owner {
    NOBODY("", ""),
    PORTCULLIS("Portcullis", ""),
    ARGO_CD("Argo CD", "Argo CD will put it back as it is in Git, unless its sync is paused."),
    FLUX("Flux", "Flux will put it back as it is in Git, unless it is suspended."),
    HELM("Helm", "The next Helm upgrade will put it back.");

    private final String word;
    private final String warning;

    Owner(String word, String warning) {
        this.word = word;
        this.warning = warning;
    }

    /** The name on screen; empty for nobody. */
    public String word() {
        return word;
    }

    /** What happens to a change made here; empty if nothing. */
    public String warning() {
        return warning;
    }

    /** Tells the owner by the marks it leaves on objects. */
    public static Owner of(Map<String, String> labels, Map<String, String> annotations) {
        if (annotations.containsKey("argocd.argoproj.io/tracking-id")
                || labels.containsKey("argocd.argoproj.io/instance")) {
            return ARGO_CD;
        }
        if (labels.containsKey("kustomize.toolkit.fluxcd.io/name")
                || labels.containsKey("helm.toolkit.fluxcd.io/name")) {
            return FLUX;
        }
        if (annotations.containsKey("meta.helm.sh/release-name")) {
            return HELM;
        }
        return "portcullis".equals(labels.get("app.kubernetes.io/part-of")) ? PORTCULLIS : NOBODY;
    }
}
