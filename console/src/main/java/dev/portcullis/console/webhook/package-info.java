/** Tells another system of incidents: signed, retried, and only where the deployment says. */
@NullMarked
package dev.portcullis.console.webhook;

import org.jspecify.annotations.NullMarked;
