package dev.portcullis.lab.kubelet;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Map;

/**
 * How the kubelet runs.
 *
 * @param node the name of the node it stands for
 * @param images what each image name stands for; a name's last part without its tag
 * @param folder where pods have their files while they run
 * @param hostPorts other ports of this machine to use where a manifest asks for these
 */
public record KubeletSettings(
        String node, Map<String, Image> images, Path folder, Map<Integer, Integer> hostPorts) {

    public KubeletSettings {
        requireNonNull(node, "node is null");
        images = Map.copyOf(images);
        requireNonNull(folder, "folder is null");
        hostPorts = Map.copyOf(hostPorts);
    }
}
