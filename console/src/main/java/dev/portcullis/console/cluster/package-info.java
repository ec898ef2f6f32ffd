/** The Kubernetes API the console speaks to, and whether it answers. */
@NullMarked
package dev.portcullis.console.cluster;

import org.jspecify.annotations.NullMarked;
