package dev.portcullis.hubble.filter;

import dev.portcullis.hubble.proto.flow.Flow;
import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** By address or CIDR block, IPv4 and IPv6. */
record Addresses(List<IPAddress> blocks, Function<Flow, String> address)
        implements Predicate<Flow> {

    // Plain addresses and prefixes only: the library also knows wildcards, ranges and old
    // notations.
    private static final IPAddressStringParameters STRICT =
            new IPAddressStringParameters.Builder()
                    .allowEmpty(false)
                    .allowAll(false)
                    .allowSingleSegment(false)
                    .allowWildcardedSeparator(false)
                    .allowMask(false)
                    .allow_inet_aton(false)
                    .setRangeOptions(RangeParameters.NO_RANGE)
                    .toParams();

    static Predicate<Flow> of(List<String> values, Function<Flow, String> address)
            throws InvalidFilterException {
        var blocks = new ArrayList<IPAddress>(values.size());
        for (String value : values) {
            IPAddress block = parse(value);
            if (block == null) {
                throw new InvalidFilterException(
                        "\"%s\" is neither an IP address nor a CIDR block".formatted(value));
            }
            blocks.add(block.isPrefixed() ? block.toPrefixBlock() : block);
        }
        return new Addresses(List.copyOf(blocks), address);
    }

    @Override
    public boolean test(Flow flow) {
        String typed = address.apply(flow);
        if (typed.isEmpty()) {
            return false;
        }
        IPAddress parsed = parse(typed);
        if (parsed == null) {
            return false;
        }
        for (IPAddress block : blocks) {
            if (block.contains(parsed)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable IPAddress parse(String typed) {
        return new IPAddressString(typed, STRICT).getAddress();
    }
}
