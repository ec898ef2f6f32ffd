/** Where the console keeps what must outlive it: one H2 database file, migrated by Flyway. */
@NullMarked
package dev.portcullis.console.store;

import org.jspecify.annotations.NullMarked;
