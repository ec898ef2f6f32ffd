package dev.portcullis.lab.kubelet;

import dev.portcullis.lab.api.Store;
import dev.portcullis.lab.controllers.Events;
import dev.portcullis.lab.net.DataPlane;
import java.time.Clock;

/** What every pod of the node uses. */
record NodeParts(
        Store store,
        DataPlane net,
        Events events,
        KubeletSettings settings,
        ProcessLedger ledger,
        ContainerLogs logs,
        StartGate gate,
        PodAddresses addresses,
        FreePorts ports,
        Clock clock) {

    String hostIp() {
        return "10.244.0.1";
    }
}
