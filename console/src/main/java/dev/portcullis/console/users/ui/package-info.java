/** The page of users. */
@NullMarked
package dev.portcullis.console.users.ui;

import org.jspecify.annotations.NullMarked;
