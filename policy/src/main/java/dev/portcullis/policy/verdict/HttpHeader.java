package dev.portcullis.policy.verdict;

import dev.portcullis.policy.HttpRule;
import dev.portcullis.policy.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A header that a request must carry, with a certain value or with any. */
record HttpHeader(String name, Optional<String> value, boolean valueIsSecret) {

    /** The headers a rule insists on; those with a mismatch action change requests but refuse none. */
    static List<HttpHeader> of(HttpRule rule) {
        List<HttpHeader> headers = new ArrayList<>();
        for (String written : rule.headers()) {
            headers.add(written(written));
        }
        for (HttpRule.HeaderMatch wanted : rule.headerMatches()) {
            if (wanted.mismatch().isEmpty()) {
                headers.add(
                        new HttpHeader(wanted.name(), wanted.value(), wanted.secret().isPresent()));
            }
        }
        return List.copyOf(headers);
    }

    /** {@code Name}, {@code Name value} or {@code Name: value}. */
    private static HttpHeader written(String text) {
        int space = text.indexOf(' ');
        if (space < 0) {
            return new HttpHeader(text, Optional.empty(), false);
        }
        String name = text.substring(0, space);
        return new HttpHeader(
                name.endsWith(":") ? name.substring(0, name.length() - 1) : name,
                Optional.of(text.substring(space + 1)),
                false);
    }

    Match match(Request.Http request) {
        List<String> found = request.headers().get(name);
        if (found == null || found.isEmpty()) {
            return Match.NO;
        }
        if (valueIsSecret) {
            return new Match.Unknown("the value wanted for header " + name + " is a Secret's");
        }
        return Match.of(value.isEmpty() || String.join(",", found).equals(value.get()));
    }
}
