package dev.portcullis.console.setup.internal;

import java.util.Optional;

/** What the Kubernetes API says of the cluster and of the console's rights in it. */
interface ClusterFacts {
    /** The API server's address. */
    String address();

    /** The API server's version. */
    Answer<String> version();

    /** How many nodes run Cilium, by their CiliumNode objects. */
    Answer<Integer> ciliumNodes();

    /** The image of the DaemonSet {@code kube-system/cilium}; empty where there is none of that name. */
    Answer<Optional<String>> ciliumImage();

    /** Whether the console's own account may do this, by a SelfSubjectAccessReview. */
    Answer<Boolean> allows(Right right);

    /** An answer, or why there is none. */
    sealed interface Answer<T> {
        record Given<T>(T value) implements Answer<T> {}

        /** The API does not know such objects. */
        record Absent<T>() implements Answer<T> {}

        record Missing<T>(String why) implements Answer<T> {}
    }
}
