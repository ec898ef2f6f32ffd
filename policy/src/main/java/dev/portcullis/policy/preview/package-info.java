/** What a change of policies would do to the connections that were observed, before it is made. */
@NullMarked
package dev.portcullis.policy.preview;

import org.jspecify.annotations.NullMarked;
