/** The page of workloads. */
@NullMarked
package dev.portcullis.console.workloads.ui;

import org.jspecify.annotations.NullMarked;
