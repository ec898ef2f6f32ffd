/** The lab's database server: where its program comes from, how it is set up, started and asked whether it is ready. */
@NullMarked
package dev.portcullis.lab.database;

import org.jspecify.annotations.NullMarked;
