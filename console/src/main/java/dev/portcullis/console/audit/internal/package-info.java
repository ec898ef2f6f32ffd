/** The audit log as an append-only, keyed hash chain in the console's database. */
@NullMarked
package dev.portcullis.console.audit.internal;

import org.jspecify.annotations.NullMarked;
