package dev.portcullis.console.access.internal;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in two lines, instead of a stack trace, which secret keeps the console from starting. */
class WeakSecretAnalyzer extends AbstractFailureAnalyzer<WeakSecretException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, WeakSecretException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Set %s, for example to the output of: openssl rand -base64 24"
                        .formatted(cause.variable()),
                cause);
    }
}
