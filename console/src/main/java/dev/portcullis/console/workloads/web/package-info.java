/** Workloads as JSON. */
@NullMarked
package dev.portcullis.console.workloads.web;

import org.jspecify.annotations.NullMarked;
