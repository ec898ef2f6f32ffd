/** Why a recorded connection fared as it did, and the smallest rule that would admit it. */
@NullMarked
package dev.portcullis.policy.explain;

import org.jspecify.annotations.NullMarked;
