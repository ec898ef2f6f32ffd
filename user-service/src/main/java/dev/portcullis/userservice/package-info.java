/** The guarded workload: users behind a REST API, kept in MySQL. */
@NullMarked
package dev.portcullis.userservice;

import org.jspecify.annotations.NullMarked;
