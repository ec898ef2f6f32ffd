package dev.portcullis.hubble.filter;

import com.google.re2j.Pattern;
import dev.portcullis.hubble.proto.flow.Flow;
import dev.portcullis.hubble.proto.flow.HTTP;
import dev.portcullis.hubble.proto.flow.HTTPHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** By what a proxy read in an HTTP request or response. */
final class HttpParts {

    private static final Pattern FULL = Pattern.compile("[1-5][0-9][0-9]");
    private static final Pattern PREFIX = Pattern.compile("[1-5][0-9]?\\+");

    private HttpParts() {}

    /** {@code 404}, {@code 5+}, {@code 40+}; requests have no status and never match. */
    static Predicate<Flow> statusCodes(List<String> values) throws InvalidFilterException {
        var codes = new ArrayList<String>();
        var prefixes = new ArrayList<String>();
        for (String value : values) {
            if (FULL.matches(value)) {
                codes.add(value);
            } else if (PREFIX.matches(value)) {
                prefixes.add(value.substring(0, value.length() - 1));
            } else {
                throw new InvalidFilterException(
                        "\"%s\" is no status code; write 404, 40+ or 5+".formatted(value));
            }
        }
        return http(
                http -> {
                    String code = Integer.toString(http.getCode());
                    return http.getCode() != 0
                            && (codes.contains(code)
                                    || prefixes.stream().anyMatch(code::startsWith));
                });
    }

    static Predicate<Flow> methods(List<String> values) {
        return http(http -> values.stream().anyMatch(http.getMethod()::equalsIgnoreCase));
    }

    static Predicate<Flow> paths(List<String> values) throws InvalidFilterException {
        List<Pattern> patterns = patterns(values);
        return http(http -> find(patterns, path(http.getUrl())));
    }

    static Predicate<Flow> urls(List<String> values) throws InvalidFilterException {
        List<Pattern> patterns = patterns(values);
        return http(http -> find(patterns, http.getUrl()));
    }

    /** Key and value must both fit where they are given. */
    static Predicate<Flow> headers(List<HTTPHeader> asked) {
        return http(
                http ->
                        http.getHeadersList().stream()
                                .anyMatch(
                                        there -> asked.stream().anyMatch(ask -> same(ask, there))));
    }

    private static Predicate<Flow> http(Predicate<HTTP> matches) {
        return flow -> flow.getL7().hasHttp() && matches.test(flow.getL7().getHttp());
    }

    private static boolean same(HTTPHeader ask, HTTPHeader there) {
        return (ask.getKey().isEmpty() || ask.getKey().equals(there.getKey()))
                && (ask.getValue().isEmpty() || ask.getValue().equals(there.getValue()));
    }

    /** What stands between the authority and the query; never a failure, whatever was sent. */
    private static String path(String url) {
        int scheme = url.indexOf("://");
        int start = scheme < 0 ? 0 : url.indexOf('/', scheme + 3);
        if (start < 0) {
            return "";
        }
        int end = start;
        while (end < url.length() && url.charAt(end) != '?' && url.charAt(end) != '#') {
            end++;
        }
        return url.substring(start, end);
    }

    private static List<Pattern> patterns(List<String> values) throws InvalidFilterException {
        var patterns = new ArrayList<Pattern>(values.size());
        for (String value : values) {
            patterns.add(Regex.compile(value));
        }
        return List.copyOf(patterns);
    }

    private static boolean find(List<Pattern> patterns, String in) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(in).find());
    }
}
