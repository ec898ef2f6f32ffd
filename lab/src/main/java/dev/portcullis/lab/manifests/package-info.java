/** Builds the lab's objects from the same manifests a cluster gets, and applies them. */
@NullMarked
package dev.portcullis.lab.manifests;

import org.jspecify.annotations.NullMarked;
