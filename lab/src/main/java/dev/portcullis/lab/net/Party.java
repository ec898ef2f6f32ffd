package dev.portcullis.lab.net;

import dev.portcullis.policy.EntityKind;
import dev.portcullis.policy.IpAddress;
import dev.portcullis.policy.Peer;

/** One end of a connection in the lab. */
sealed interface Party {

    /** The address of the lab's one node. */
    String HOST_IP = "10.244.0.1";

    Peer peer();

    String ip();

    /** A pod. */
    record Pod(PodEndpoint endpoint) implements Party {
        @Override
        public Peer peer() {
            return endpoint.peer();
        }

        @Override
        public String ip() {
            return endpoint.ip();
        }
    }

    /** The machine the lab runs on: Cilium's {@code reserved:host}. */
    record Host() implements Party {
        @Override
        public Peer peer() {
            return Peer.Entity.of(EntityKind.HOST);
        }

        @Override
        public String ip() {
            return HOST_IP;
        }
    }

    /** The API server, on the same machine: Cilium's {@code reserved:kube-apiserver}. */
    record ApiServer() implements Party {
        @Override
        public Peer peer() {
            return Peer.Entity.of(EntityKind.KUBE_APISERVER);
        }

        @Override
        public String ip() {
            return HOST_IP;
        }
    }

    /** Somewhere outside: Cilium's {@code reserved:world}. */
    record Outside(IpAddress address) implements Party {
        @Override
        public Peer peer() {
            return new Peer.Outside(address);
        }

        @Override
        public String ip() {
            return address.toString();
        }
    }
}
