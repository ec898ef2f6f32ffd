/** The webhook for programs. */
@NullMarked
package dev.portcullis.console.webhook.web;

import org.jspecify.annotations.NullMarked;
