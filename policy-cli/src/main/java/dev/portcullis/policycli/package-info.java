/**
 * The policy engine for pipelines: files and JSON lines in, JSON or text out. The format stands in
 * {@code docs/policy-cli.md}.
 */
@NullMarked
package dev.portcullis.policycli;

import org.jspecify.annotations.NullMarked;
