/** The policies of the cluster as gates: what each does, whether it holds, and how it is opened and closed without being lost. */
@NullMarked
package dev.portcullis.console.policies;

import org.jspecify.annotations.NullMarked;
