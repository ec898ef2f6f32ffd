/** Reads and makes Kubernetes objects that are kept as JSON trees. */
@NullMarked
package dev.portcullis.lab.objects;

import org.jspecify.annotations.NullMarked;
