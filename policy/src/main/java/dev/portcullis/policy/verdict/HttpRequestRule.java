package dev.portcullis.policy.verdict;

import com.google.re2j.Pattern;
import dev.portcullis.policy.HttpRule;
import dev.portcullis.policy.Request;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks whether an HTTP request is as an HTTP rule wants it. Expressions have RE2's syntax and must
 * match as a whole, as Envoy's {@code safe_regex} does it.
 */
final class HttpRequestRule implements RequestRule {

    private final RuleRef ref;
    private final @Nullable Pattern path;
    private final @Nullable Pattern method;
    private final @Nullable Pattern host;
    private final List<HttpHeader> headers;

    HttpRequestRule(RuleRef ref, HttpRule rule) {
        this.ref = ref;
        path = compiled(rule.path());
        method = compiled(rule.method());
        host = compiled(rule.host());
        headers = HttpHeader.of(rule);
    }

    private static @Nullable Pattern compiled(Optional<String> expression) {
        return expression.isEmpty() || expression.get().isEmpty()
                ? null
                : Pattern.compile(expression.get());
    }

    @Override
    public RuleRef ref() {
        return ref;
    }

    @Override
    public Match match(Request request) {
        if (!(request instanceof Request.Http http)
                || !(path == null || path.matches(http.path()))
                || !(method == null || method.matches(http.method()))
                || !(host == null || host.matches(http.host()))) {
            return Match.NO;
        }
        Match all = Match.YES;
        for (HttpHeader header : headers) {
            all = all.and(header.match(http));
        }
        return all;
    }
}
