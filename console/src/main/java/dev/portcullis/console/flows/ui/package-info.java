/** The map's page. */
@NullMarked
package dev.portcullis.console.flows.ui;

import org.jspecify.annotations.NullMarked;
