/** The policies as JSON. */
@NullMarked
package dev.portcullis.console.policies.web;

import org.jspecify.annotations.NullMarked;
