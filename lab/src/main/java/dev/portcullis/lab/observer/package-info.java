/** The lab's Hubble: keeps the flows the data plane emits and serves them, and their counts, as a relay would. */
@NullMarked
package dev.portcullis.lab.observer;

import org.jspecify.annotations.NullMarked;
