/** The database: users kept in it, its migrations, its health and its errors counted. */
@NullMarked
package dev.portcullis.userservice.database;

import org.jspecify.annotations.NullMarked;
