/** The checks, and the adapters that ask the cluster for them. */
@NullMarked
package dev.portcullis.console.setup.internal;

import org.jspecify.annotations.NullMarked;
