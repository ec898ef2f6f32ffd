/** Checks of manifests, infrastructure code and provisioning, as far as they go without a cluster. */
@NullMarked
package dev.portcullis.clusterchecks;

import org.jspecify.annotations.NullMarked;
