/** The pages of the incidents. */
@NullMarked
package dev.portcullis.console.incidents.ui;

import org.jspecify.annotations.NullMarked;
