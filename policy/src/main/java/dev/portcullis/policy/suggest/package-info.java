/** The least policies that let observed connections pass, merged with what exists. */
@NullMarked
package dev.portcullis.policy.suggest;

import org.jspecify.annotations.NullMarked;
