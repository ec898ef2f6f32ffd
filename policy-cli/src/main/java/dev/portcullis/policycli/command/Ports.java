package dev.portcullis.policycli.command;

import dev.portcullis.policy.Protocol;
import java.util.Optional;
import picocli.CommandLine;

/** Reads a port as a command line writes it: {@code 3306}, {@code 53/UDP}, {@code 8/ICMP}. */
final class Ports {

    private Ports() {}

    record Asked(int number, Protocol protocol) {}

    static Asked read(CommandLine line, String typed) {
        int slash = typed.indexOf('/');
        String number = slash < 0 ? typed : typed.substring(0, slash);
        Optional<Protocol> protocol =
                slash < 0 ? Optional.of(Protocol.TCP) : Protocol.parse(typed.substring(slash + 1));
        if (protocol.isEmpty()
                || !number.matches("[0-9]{1,5}")
                || Integer.parseInt(number) > (protocol.get().isIcmp() ? 255 : 65535)) {
            throw new CommandLine.ParameterException(
                    line, typed + " is no port; write one such as 3306, 53/UDP or 8/ICMP.");
        }
        return new Asked(Integer.parseInt(number), protocol.get());
    }
}
