/** The policies page and its dialogs. */
@NullMarked
package dev.portcullis.console.policies.ui;

import org.jspecify.annotations.NullMarked;
