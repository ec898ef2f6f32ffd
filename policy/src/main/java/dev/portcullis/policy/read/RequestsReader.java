package dev.portcullis.policy.read;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.portcullis.policy.HttpRule;
import dev.portcullis.policy.NamePattern;
import dev.portcullis.policy.PortRule.L7Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the rules about requests of one entry of {@code toPorts}. */
final class RequestsReader {

    /** More than any route needs, and quick to compile. */
    private static final int MOST_STATES = 20_000;

    private static final Set<String> GONE = Set.of("kafka", "l7proto", "l7");

    private RequestsReader() {}

    static Optional<L7Rules> read(Cursor rules) {
        if (!rules.isPresent() || !rules.isMap(Set.of("http", "dns"), GONE)) {
            return Optional.empty();
        }
        for (String removed : GONE) {
            if (rules.at(removed).isPresent()) {
                rules.at(removed)
                        .problem(
                                "Cilium 1.20 removed rules." + removed + ".",
                                "Remove it; to allow the port whatever is asked for, leave rules out.");
            }
        }
        Cursor http = rules.at("http");
        Cursor dns = rules.at("dns");
        if (http.isPresent() && dns.isPresent()) {
            rules.problem(
                    "HTTP and DNS rules do not go together.", "Write two entries of toPorts.");
            return Optional.empty();
        }
        if (http.isPresent()) {
            List<HttpRule> read = new ArrayList<>();
            http.list().forEach(rule -> http(rule).ifPresent(read::add));
            return nonEmpty(http, read.isEmpty(), read.isEmpty() ? null : new L7Rules.Http(read));
        }
        if (dns.isPresent()) {
            List<NamePattern> read = PeersReader.names(dns);
            return nonEmpty(dns, read.isEmpty(), read.isEmpty() ? null : new L7Rules.Dns(read));
        }
        return Optional.empty();
    }

    private static Optional<L7Rules> nonEmpty(
            Cursor where, boolean empty, @Nullable L7Rules rules) {
        if (empty) {
            where.warning(
                    "An empty list refuses nothing.",
                    "Add rules, or leave it out to mean the same.");
        }
        return Optional.ofNullable(rules);
    }

    private static Optional<HttpRule> http(Cursor rule) {
        if (!rule.isMap(Set.of("path", "method", "host", "headers", "headerMatches"))) {
            return Optional.empty();
        }
        List<HttpRule.HeaderMatch> matches = new ArrayList<>();
        rule.at("headerMatches").list().forEach(match -> header(match).ifPresent(matches::add));
        return Optional.of(
                new HttpRule(
                        expression(rule.at("path")),
                        expression(rule.at("method")),
                        expression(rule.at("host")),
                        rule.at("headers").texts(),
                        matches));
    }

    private static Optional<String> expression(Cursor written) {
        Optional<String> typed = written.text().filter(text -> !text.isEmpty());
        if (typed.isPresent()) {
            int size = RegexSize.of(typed.get());
            if (size > MOST_STATES || !written.findings().takeStates(size)) {
                written.problem(
                        "The regular expression becomes too large.", "Repeat less within repeats.");
                return Optional.empty();
            }
            try {
                Pattern.compile(typed.get());
            } catch (PatternSyntaxException wrong) {
                written.problem(
                        "This is not a regular expression: " + wrong.getDescription() + ".",
                        "Use RE2's syntax; a literal dot is \\. there.");
                return Optional.empty();
            }
        }
        return typed;
    }

    private static Optional<HttpRule.HeaderMatch> header(Cursor match) {
        if (!match.isMap(Set.of("name", "value", "secret", "mismatch"))) {
            return Optional.empty();
        }
        Optional<String> name = match.at("name").text().filter(text -> !text.isEmpty());
        if (name.isEmpty()) {
            match.problem("The header's name is missing.", "Write name.");
            return Optional.empty();
        }
        Cursor secret = match.at("secret");
        if (secret.isPresent()
                && secret.isMap(Set.of("name", "namespace"))
                && secret.at("name").text().filter(text -> !text.isEmpty()).isEmpty()) {
            secret.problem("The Secret's name is missing.", "Write name.");
        }
        Cursor mismatch = match.at("mismatch");
        Optional<String> word = mismatch.text().filter(text -> !text.isEmpty());
        Optional<HttpRule.Mismatch> action =
                word.flatMap(
                        typed ->
                                List.of(HttpRule.Mismatch.values()).stream()
                                        .filter(one -> one.name().equals(typed))
                                        .findFirst());
        if (word.isPresent() && action.isEmpty()) {
            mismatch.problem(
                    "There is no such action.",
                    "Write LOG, ADD, DELETE or REPLACE, or leave it out.");
        }
        return Optional.of(
                new HttpRule.HeaderMatch(
                        name.get(),
                        match.at("value").text().filter(text -> !text.isEmpty()),
                        Optional.ofNullable(secret.value()),
                        action));
    }
}
