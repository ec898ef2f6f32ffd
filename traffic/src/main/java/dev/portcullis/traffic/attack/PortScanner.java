package dev.portcullis.traffic.attack;

import java.util.ArrayList;
import java.util.List;

/** Knocks at one port after the other, and begins again after the last. */
final class PortScanner implements Attacker {

    /** What an intruder looks for: the target's own port first, then those of databases, shells, metrics and nodes. */
    private static final List<Integer> PORTS =
            List.of(3306, 33_060, 22, 80, 443, 8080, 9104, 6443, 2379, 10_250);

    private final AttackSettings settings;
    private final List<Integer> ports = new ArrayList<>();

    PortScanner(AttackSettings settings) {
        this.settings = settings;
        ports.add(settings.target().port());
        PORTS.stream().filter(port -> port != settings.target().port()).forEach(ports::add);
    }

    @Override
    public Tried attempt(int number) {
        int port = ports.get((number - 1) % ports.size());
        return Knock.at(new Target(settings.target().host(), port), settings.timeout());
    }
}
