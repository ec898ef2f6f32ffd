/** How many flows a second one core takes in, beside what the transport alone costs. */
@NullMarked
package dev.portcullis.bench.ingest;

import org.jspecify.annotations.NullMarked;
