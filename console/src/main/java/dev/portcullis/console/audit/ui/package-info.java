/** The audit page. */
@NullMarked
package dev.portcullis.console.audit.ui;

import org.jspecify.annotations.NullMarked;
