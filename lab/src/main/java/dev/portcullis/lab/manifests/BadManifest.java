package dev.portcullis.lab.manifests;

import java.nio.file.Path;

/** A manifest that cannot be used, and where it is. */
public final class BadManifest extends RuntimeException {
    private static final long serialVersionUID = 1;

    BadManifest(Path file, String problem) {
        super(file + ": " + problem);
    }

    BadManifest(Path file, String problem, Throwable cause) {
        super(file + ": " + problem, cause);
    }
}
