/** Gates moved step by step through the Kubernetes API, so that a crash between two steps loses nothing. */
@NullMarked
package dev.portcullis.console.policies.internal;

import org.jspecify.annotations.NullMarked;
