/**
 * Storms of flows against the real console in a process of its own: what it shows, loses, says it lost, and what that
 * costs (the stream contract T1 to T9 of docs/stream-contract.md).
 */
@NullMarked
package dev.portcullis.bench.storm;

import org.jspecify.annotations.NullMarked;
