/** The legitimate client: a steady load through the user service, and how well it was served. */
@NullMarked
package dev.portcullis.traffic.client;

import org.jspecify.annotations.NullMarked;
