package dev.portcullis.lab.net;

import dev.portcullis.policy.IpAddress;

/** Where a name or an address leads, for one client and one port. */
sealed interface Destination {

    /** To a pod, on this container port. */
    record ToPod(PodEndpoint pod, int port) implements Destination {}

    /** To the API server, on the port it has inside the lab. */
    record ToApiServer(int port) implements Destination {}

    /** To an address outside of the lab. There is nothing there, but policies are asked. */
    record ToOutside(IpAddress address, int port) implements Destination {}

    /** To a Service that has no ready pod, or no such port. */
    record NoBackend(String service, String ip, int port) implements Destination {}

    /** Nowhere: no such name. */
    record UnknownName(String name) implements Destination {}
}
