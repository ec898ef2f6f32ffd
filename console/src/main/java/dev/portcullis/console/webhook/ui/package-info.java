/** The page that shows what was told and what waits. */
@NullMarked
package dev.portcullis.console.webhook.ui;

import org.jspecify.annotations.NullMarked;
