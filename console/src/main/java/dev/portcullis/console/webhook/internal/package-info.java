/** Checks the target, keeps the queue, signs and sends. */
@NullMarked
package dev.portcullis.console.webhook.internal;

import org.jspecify.annotations.NullMarked;
