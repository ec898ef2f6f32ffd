/** The audit log as JSON. */
@NullMarked
package dev.portcullis.console.audit.web;

import org.jspecify.annotations.NullMarked;
