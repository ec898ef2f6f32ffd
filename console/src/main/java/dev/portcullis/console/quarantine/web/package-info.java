/** Quarantine for programs. */
@NullMarked
package dev.portcullis.console.quarantine.web;

import org.jspecify.annotations.NullMarked;
