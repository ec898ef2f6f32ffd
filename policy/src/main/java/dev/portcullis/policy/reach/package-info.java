/** Who can reach a workload on which port, beside who did. */
@NullMarked
package dev.portcullis.policy.reach;

import org.jspecify.annotations.NullMarked;
