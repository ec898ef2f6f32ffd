package dev.portcullis.policy;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** A block of addresses: an address, and how many of its leading bits matter. The rest are zero. */
public record Cidr(IpAddress address, int prefixLength) {

    public Cidr {
        requireNonNull(address, "address is null");
        if (prefixLength < 0 || prefixLength > address.bits()) {
            throw new IllegalArgumentException(
                    "a prefix of " + prefixLength + " bits does not fit " + address);
        }
        address = masked(address, prefixLength);
    }

    /** Reads a block, or a single address as the block of just that address. Empty if it is neither. */
    public static Optional<Cidr> parse(String typed) {
        int slash = typed.indexOf('/');
        Optional<IpAddress> address =
                IpAddress.parse(slash < 0 ? typed : typed.substring(0, slash));
        if (address.isEmpty() || slash < 0) {
            return address.map(only -> new Cidr(only, only.bits()));
        }
        String prefix = typed.substring(slash + 1);
        if (!prefix.matches("0|[1-9][0-9]{0,2}")
                || Integer.parseInt(prefix) > address.get().bits()) {
            return Optional.empty();
        }
        return Optional.of(new Cidr(address.get(), Integer.parseInt(prefix)));
    }

    /** True if the address lies in this block. */
    public boolean contains(IpAddress other) {
        return other.v4() == address.v4() && masked(other, prefixLength).equals(address);
    }

    /** True if every address of the other block lies in this one. */
    public boolean contains(Cidr other) {
        return other.prefixLength >= prefixLength && contains(other.address);
    }

    private static IpAddress masked(IpAddress address, int prefix) {
        if (address.v4()) {
            return new IpAddress(true, 0, address.low() & leading(prefix + 32));
        }
        return new IpAddress(
                false,
                address.high() & leading(Math.min(prefix, 64)),
                address.low() & leading(Math.max(0, prefix - 64)));
    }

    private static long leading(int bits) {
        return bits == 0 ? 0 : -1L << (64 - bits);
    }

    @Override
    public String toString() {
        return address + "/" + prefixLength;
    }
}
