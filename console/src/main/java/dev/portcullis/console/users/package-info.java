/** The people of the guarded user service, managed through its REST API. */
@NullMarked
package dev.portcullis.console.users;

import org.jspecify.annotations.NullMarked;
